/** Something that holds from a day on, until the next one of its kind. */
export interface Effective<Value> {
  readonly value: Value
  readonly effectiveOn: string
}

/** What holds from which day, in the order of the days, one for each day at most. */
export type Timeline<Value> = readonly Effective<Value>[]

/** What holds on a day; undefined before the first. */
export const valueOn = <Value>(timeline: Timeline<Value>, day: string): Value | undefined =>
  timeline.findLast(({ effectiveOn }) => effectiveOn <= day)?.value

/** The timeline with one more change: in its place by day, and in place of an earlier word on the same day. */
export const withChange = <Value>(
  timeline: Timeline<Value>,
  value: Value,
  effectiveOn: string,
): Timeline<Value> => [
  ...timeline.filter((change) => change.effectiveOn < effectiveOn),
  { value, effectiveOn },
  ...timeline.filter((change) => change.effectiveOn > effectiveOn),
]

/** The day of the first change after a day; null when there is none. */
export const nextChangeAfter = (timeline: Timeline<unknown>, day: string): string | null =>
  timeline.find(({ effectiveOn }) => effectiveOn > day)?.effectiveOn ?? null
