import { z } from 'zod'

/** A day in the calendar, `2024-04-01`. Checked to exist. */
export const IsoDate = z.iso.date({ error: 'Give the date as year-month-day, such as 2024-04-01' })
export type IsoDate = z.infer<typeof IsoDate>

const BROKEN = /\p{Surrogate}/u
const CONTROL = /[\u0000-\u001f\u007f]/

const said = (what: string, longest: number) =>
  z
    .string({ error: `Give ${what} as text` })
    .trim()
    .min(1, { error: `Give ${what}; it cannot be empty` })
    .max(longest, { error: `Shorten ${what} to at most ${longest} characters` })
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
export const prose = (what: string, longest = 10_000) => said(what, longest)

/** Why something was changed: asked wherever history would otherwise be hard to understand. */
export const Reason = prose('the reason', 2_000)

/** A number that JSON can carry. */
export const Amount = z
  .number({ error: 'Give a number' })
  .refine((value) => Number.isFinite(value), { error: 'Give a finite number' })

/** The revision that the caller saw; the command is refused when the entity has moved on since. */
export const ExpectedRevision = z.coerce
  .bigint({ error: 'Give the revision as a whole number, as the entity showed it' })
  .nonnegative({ error: 'Give the revision as a whole number, 0 or more' })
export type ExpectedRevision = z.infer<typeof ExpectedRevision>
