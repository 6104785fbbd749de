import { v5 as uuidv5 } from 'uuid'

import type { Day } from './programme-types.js'

export type Input = Readonly<Record<string, unknown>>

/** One request of the demonstration: a mutation and its input. */
export interface Step {
  readonly mutation: string
  readonly input: Input
  readonly what: string
}

const namespace = '5d1f2f0a-6a6b-5b2e-9a55-2f1c5a4d7e10'

/** The same ids whenever the demonstration is recorded, so that recording it twice records nothing new. */
export const idOf = (...names: readonly string[]): string => uuidv5(names.join('|'), namespace)

export const placeId = (key: string): string => idOf('place', key)
export const metricId = (code: string): string => idOf('metric', code)

export type DayOf = (day: Day) => string

/** Every month has this day. */
const lastCommonDay = 28

/** Days of the demonstration as dates; whatever the month, the day exists. */
export const daysIn =
  (months: readonly string[]): DayOf =>
  ([month, day]) =>
    `${months[month]?.slice(0, 8) ?? ''}${String(Math.min(day, lastCommonDay)).padStart(2, '0')}`
