import { enumOf } from '../enum-of.js'

export const FunnelBand = {
  Low998: 'LOW_99_8',
  Low95: 'LOW_95',
  Within: 'WITHIN',
  High95: 'HIGH_95',
  High998: 'HIGH_99_8',
} as const
export type FunnelBand = (typeof FunnelBand)[keyof typeof FunnelBand]

export const FunnelBandEnum = enumOf(
  FunnelBand,
  'FunnelBand',
  'Where a locality lies in a funnel. It says nothing about better or worse.',
  {
    LOW_99_8: 'Below the 99.8% limit: chance alone rarely goes so low.',
    LOW_95: 'Below the 95% limit.',
    WITHIN: 'Within the limits: no different from what chance alone brings.',
    HIGH_95: 'Above the 95% limit.',
    HIGH_99_8: 'Above the 99.8% limit: chance alone rarely goes so high.',
  },
)
