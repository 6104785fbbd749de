import { z } from 'zod'

/** The oldest hospitals are younger, and no plan reaches further: a year outside was mistyped. */
const FIRST_YEAR = '1000'
const LAST_YEAR = '2999'

/** A day in the calendar, `2024-04-01`. Checked to exist, and to lie in a year that people speak of. */
export const IsoDate = z.iso
  .date({ error: 'Give the date as year-month-day, such as 2024-04-01', abort: true })
  .refine((date) => date.slice(0, 4) >= FIRST_YEAR && date.slice(0, 4) <= LAST_YEAR, {
    error: `Give a date in a year from ${FIRST_YEAR} to ${LAST_YEAR}`,
  })
export type IsoDate = z.infer<typeof IsoDate>

const BROKEN = /\p{Surrogate}/u
/** What neither shows nor lays out text; a picture that holds it is none. */
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f\u007f]/
/** All control characters, other ends of lines, and what turns the direction of the text around it. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/
const VISIBLE = /[\p{Letter}\p{Number}\p{Punctuation}\p{Symbol}]/u

const said = (what: string, longest: number) =>
  z
    .string({ error: `Give ${what} as text` })
    .trim()
    .min(1, { error: `Give ${what}; it cannot be empty`, abort: true })
    .max(longest, { error: `Shorten ${what} to at most ${longest} characters` })
    .refine((text) => VISIBLE.test(text), {
      error: `Give ${what}; nothing of this text can be seen`,
      abort: true,
    })
    // Half of a character pair has no place in UTF-8, so it cannot be stored.
    .refine((text) => !BROKEN.test(text), {
      error: `Type ${what} again: it holds a broken character`,
    })

/** One line: a name, a title, a source. `what` completes «Give …». */
export const line = (what: string, longest = 200) =>
  said(what, longest).refine((text) => !CONTROL.test(text), {
    error: `Give ${what} on one line, without control characters`,
  })

/** Prose of several lines. */
export const prose = (what: string, longest = 10_000) =>
  said(what, longest).refine((text) => !UNPRINTABLE.test(text), {
    error: `Give ${what} without control characters`,
  })

/** Why something was changed: asked wherever history would otherwise be hard to understand. */
export const Reason = prose('the reason', 2_000)

/** Beyond, the squares and sums of a series end in no number, and no chart can show them. */
export const LARGEST_AMOUNT = 1e18
const SMALLEST_AMOUNT = 1 / LARGEST_AMOUNT

const isShowable = (value: number): boolean =>
  value === 0 || (Math.abs(value) >= SMALLEST_AMOUNT && Math.abs(value) <= LARGEST_AMOUNT)

/** A number that JSON can carry and a chart can show. */
export const Amount = z
  .number({ error: 'Give a number' })
  .refine((value) => Number.isFinite(value), { error: 'Give a finite number', abort: true })
  .refine(isShowable, { error: 'Give 0, or a number from 10⁻¹⁸ to 10¹⁸; choose a unit in which it is one' })

/** The revision that the caller saw; the command is refused when the entity has moved on since. */
export const ExpectedRevision = z.coerce
  .bigint({ error: 'Give the revision as a whole number, as the entity showed it' })
  .nonnegative({ error: 'Give the revision as a whole number, 0 or more' })
export type ExpectedRevision = z.infer<typeof ExpectedRevision>
