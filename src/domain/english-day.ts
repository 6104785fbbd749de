const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/**
 * The day it is in England at a moment: a reading taken on the evening of 31 March belongs to March.
 *
 * @example englishDay(new Date('2024-06-30T23:30:00Z')) // 2024-07-01
 */
export const englishDay = (at: Date): string => format.format(at)
