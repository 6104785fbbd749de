import { FRAME, PLOT_WIDTH } from './picture-frame.js'
import type { TimeAxis } from './time-axis.js'
import type { ValueAxis } from './value-axis.js'

/** Pixels from the left edge of the plot to an instant. */
export const across = (at: number, { from, to }: TimeAxis, width: number = PLOT_WIDTH): number =>
  ((at - from) / (to - from)) * width

/** Pixels from the top of the plot to a value. */
export const down = (
  value: number,
  { lowest, highest }: ValueAxis,
  height: number = FRAME.plotHeight,
): number => ((highest - value) / (highest - lowest)) * height
