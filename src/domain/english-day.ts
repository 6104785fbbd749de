const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const HOUR_MS = 3_600_000

/** The hour asked for last: days begin on whole hours in England, and each command asks for today. */
let last = { hour: Number.NaN, day: '' }

/**
 * The day it is in England at a moment: a reading taken on the evening of 31 March belongs to March.
 *
 * @throws RangeError when the date is invalid
 * @example englishDay(new Date('2024-06-30T23:30:00Z')) // 2024-07-01
 */
export const englishDay = (at: Date): string => {
  const hour = Math.floor(at.getTime() / HOUR_MS)
  if (hour !== last.hour) last = { hour, day: format.format(at) }
  return last.day
}
