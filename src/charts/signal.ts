/** A sign of non-random variation: which rule saw it, where, and against what limit. */
export type Signal = Readonly<{
  /** Rule set and rule, such as `anhoej-2014/longest-run`. */
  rule: 'anhoej-2014/longest-run' | 'anhoej-2014/crossings'
  /** A few words for people. */
  name: string
  /** Index of the phase in which it was found. */
  phase: number
  /** On which side of the centre line; null where the rule has no direction. */
  direction: 'above' | 'below' | null
  /** Indices of the points that it concerns, ascending. */
  points: readonly number[]
  /** What was counted: points in the run, or crossings. */
  observed: number
  /** What `observed` was compared with. */
  limit: number
  /** One plain-English sentence. */
  explanation: string
}>
