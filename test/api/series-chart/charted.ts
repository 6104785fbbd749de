import { type Api, uuid } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour } from '../locality/places.js'
import { falls, voices } from '../metric/metrics.js'
import { prepareMeasuring, rate, seriesOf } from '../series/measured.js'

export const series = seriesOf(falls, harbour)
export const rates = seriesOf(rate, harbour)
export const words = seriesOf(voices, harbour)
export const phase = uuid('8', 1)
export const otherPhase = uuid('8', 2)

/** Falls from January to May 2024, one rate, and one narrative. */
export const prepareCharting = async (api: Api): Promise<void> => {
  await prepareMeasuring(api)
  const readings = [1, 2, 3, 4, 5].map((month) => ({
    metricId: falls,
    localityId: harbour,
    period: `2024-0${month}-01`,
    value: 10 + month,
  }))
  await done(api, 'recordReadings', { readings })
  const ratio = { numerator: 3, denominator: 1_000 }
  await done(api, 'recordReading', { metricId: rate, localityId: harbour, period: '2024-01-01', ...ratio })
  const narrative = 'Nobody told us when the nurse would come'
  await done(api, 'recordReading', { metricId: voices, localityId: harbour, period: '2024-01-01', narrative })
}

export const proposal = {
  seriesId: series,
  id: phase,
  from: '2024-03-01',
  method: 'SUSTAINED_RUN',
  evidence: { runLength: 9, median: null, metricId: 'not an id' },
  note: 'The ward moved in March',
}

export const wholePhase = `phase {
  id uuid from status method evidence note proposedAt proposedBy baselinePoints decidedAt decidedBy decidedFor
  withdrawnAt withdrawnBy withdrawnFor fromPosition acceptedPosition toPosition series { uuid }
}`
