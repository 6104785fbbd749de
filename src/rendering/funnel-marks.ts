import type { FunnelBand } from './funnel-view.js'
import { palette } from './palette.js'

/** How a unit looks by its band. Shape and colour say how far it lies out, and never whether that is good. */
export const BAND_MARKS: Readonly<Record<FunnelBand, { shape: string; colour: string; area: number }>> = {
  within: { shape: 'circle', colour: palette.quiet, area: 42 },
  low95: { shape: 'triangle-down', colour: palette.line, area: 74 },
  high95: { shape: 'triangle-up', colour: palette.line, area: 74 },
  low998: { shape: 'triangle-down', colour: palette.neutral, area: 96 },
  high998: { shape: 'triangle-up', colour: palette.neutral, area: 96 },
}
