/** Where a unit lies: within the limits of chance, or beyond the 95 % or the 99.8 % limit. */
export type FunnelBand = 'within' | 'low95' | 'high95' | 'low998' | 'high998'

/** One locality of a funnel. */
export type FunnelPoint = Readonly<{ name: string; denominator: number; value: number; band: FunnelBand }>

/** The limits for units of one size, in the unit of the values. */
export type FunnelLimit = Readonly<{
  denominator: number
  lower95: number
  upper95: number
  lower998: number
  upper998: number
}>

/**
 * All that a picture of a funnel shows: localities side by side, each held against what chance alone leaves open for
 * its size. It has no ranks, and its points no order.
 */
export type FunnelView = Readonly<{
  metricName: string
  /** «March 2019», «April 2018 to March 2019». */
  periodLabel: string
  unit: string
  /** What the denominator counts, such as «attendances»; absent: «Denominator». */
  denominatorUnit?: string | null
  centreLine: number
  points: readonly FunnelPoint[]
  /** By rising denominator, as many as make the curves smooth. */
  limits: readonly FunnelLimit[]
  /** The limits are widened by what localities differ beyond chance. */
  overdispersed: boolean
  source?: string | null
  synthetic?: boolean
  warnings?: readonly Readonly<{ code: string; message: string }>[]
  decimals?: number | null
}>
