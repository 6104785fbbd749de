import { metrics } from './metrics.js'
import { allPlaces } from './places.js'
import { missing, readingsOf } from './readings.js'
import { idOf, metricId, placeId, type Step } from './step.js'

/** Readings of one request. */
const batch = 500

/** Defines the metrics and their targets. */
export const metricSteps = (months: readonly string[]): Step[] =>
  metrics.flatMap(({ code, definition, target }) => [
    { mutation: 'defineMetric', what: code, input: { id: metricId(code), code, definition } },
    ...(target === null
      ? []
      : [
          {
            mutation: 'setTarget',
            what: `target of ${code}`,
            input: {
              id: idOf('target', code),
              metricId: metricId(code),
              value: target,
              validFrom: months[12] ?? '',
              source: 'Synthetic: agreed by the partnership board',
            },
          },
        ]),
  ])

/** Records all readings, and the periods that have none. */
export const readingSteps = (months: readonly string[]): Step[] => {
  const readings = allPlaces.flatMap((place) =>
    metrics.flatMap((metric) =>
      readingsOf(metric, place, months).map(({ metric: code, place: key, ...values }) => ({
        metricId: metricId(code),
        localityId: placeId(key),
        ...values,
      })),
    ),
  )
  const batches = Array.from({ length: Math.ceil(readings.length / batch) }, (_, index) =>
    readings.slice(index * batch, (index + 1) * batch),
  )
  const gaps = Object.entries(missing).flatMap(([key, gap]) => {
    const [code = '', place = ''] = key.split('/')
    return gap.months.map((month) => ({
      mutation: 'declarePeriodMissing',
      what: 'missing periods',
      input: {
        metricId: metricId(code),
        localityId: placeId(place),
        period: months[month],
        reason: gap.reason,
      },
    }))
  })
  return [
    ...batches.map((some) => ({ mutation: 'recordReadings', what: 'readings', input: { readings: some } })),
    ...gaps,
  ]
}
