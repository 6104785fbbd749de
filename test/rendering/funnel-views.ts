import { funnel } from '../../src/charts/rates/funnel.js'
import type { SignificanceBand } from '../../src/charts/rates/significance-band.js'
import type { FunnelBand, FunnelView } from '../../src/rendering/funnel-view.js'
import { providers } from './chart-views.js'

const BANDS: Readonly<Record<SignificanceBand, FunnelBand>> = {
  LOW_99_8: 'low998',
  LOW_95: 'low95',
  WITHIN: 'within',
  HIGH_95: 'high95',
  HIGH_99_8: 'high998',
}

type Unit = Readonly<{ name: string; numerator: number; denominator: number }>

/** A funnel of proportions in per cent. */
export const funnelViewOf = (units: readonly Unit[], given: Partial<FunnelView> = {}): FunnelView => {
  const adjusted = given.overdispersed ?? false
  const analysed = funnel(units, { kind: 'proportion', adjusted })
  const largest = Math.max(...units.map(({ denominator }) => denominator))
  return {
    metricName: 'Seen within four hours in major A&E departments',
    periodLabel: 'March 2019',
    unit: '%',
    denominatorUnit: 'attendances',
    centreLine: (analysed?.target ?? 0) * 100,
    overdispersed: adjusted,
    points: units.flatMap(({ name, denominator }, index) => {
      const unit = analysed?.units[index]
      return unit ? [{ name, denominator, value: unit.value * 100, band: BANDS[unit.band] }] : []
    }),
    limits: Array.from({ length: 80 }, (_, index) => Math.round((largest * 1.02 * (index + 1)) / 80)).flatMap(
      (denominator) => {
        const limits = analysed?.limitsAt(denominator)
        if (!limits) return []
        const { limits95, limits998 } = limits
        return {
          denominator,
          lower95: limits95.lower * 100,
          upper95: limits95.upper * 100,
          lower998: limits998.lower * 100,
          upper998: limits998.upper * 100,
        }
      },
    ),
    ...given,
  }
}

/** All major A&E departments of England in one month. */
export const providerUnits = (period: string): Unit[] =>
  [...providers()].flatMap(([name, months]) => {
    const month = months.find((each) => each.period === period)
    return month ? [{ name, numerator: month.within, denominator: month.attendances }] : []
  })

const NAMES =
  'Northfield Southwick Eastleigh Westbury Ashford Bexley Corby Dorking Epsom Frome Gorleston Hexham'

/** Twelve places of unequal size, two of them far out. */
export const places = (): Unit[] =>
  NAMES.split(' ').map((name, index) => {
    const denominator = 120 + index * index * 14
    const part = index === 9 ? 0.64 : index === 5 ? 0.93 : 0.78 + (((index * 7919) % 11) - 5) / 150
    return { name, denominator, numerator: Math.round(part * denominator) }
  })
