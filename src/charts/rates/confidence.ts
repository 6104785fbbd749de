/** 95 % and 99.8 %: about two and about three standard deviations either side. */
export type Confidence = 0.95 | 0.998

/** Quantiles of the normal distribution at 97.5 % and 99.9 %: how many standard deviations an interval reaches. */
export const STANDARD_DEVIATIONS = { 0.95: 1.959963984540054, 0.998: 3.090232306167813 } as const

/** The probability left out on either side. */
export const TAILS = { 0.95: 0.025, 0.998: 0.001 } as const

/** From one value to another; both ends belong to it. */
export type Interval = Readonly<{ lower: number; upper: number }>
