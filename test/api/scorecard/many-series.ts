import type { Api } from '../../support/api.js'
import { uuid } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { months } from '../chart/charts.js'

export const place = uuid('a', 1_000)

const definition = {
  name: 'Seen in time',
  statistic: 'PERCENTAGE',
  numerator: 'Seen in time',
  denominator: 'All attendances',
  direction: 'INCREASE',
  cadence: 'MONTH',
  purpose: 'PERFORMANCE',
  reliability: 'A',
  typicalLagDays: 14,
}

/** The nth metric, and the nth locality below `place`. */
export const metricOf = (number: number): string => uuid('b', 1_000 + number)
export const localityOf = (number: number): string => uuid('a', 2_000 + number)

export const registerPlace = (api: Api) =>
  done(api, 'registerLocality', { id: place, kind: 'PLACE', name: 'Estuary', openedOn: '2020-04-01' })

/** Two digits at least, so that names sort as numbers do. */
const numbered = (number: number): string => String(number).padStart(3, '0')

export const defineNumbered = (api: Api, number: number, change: object = {}) =>
  done(api, 'defineMetric', {
    id: metricOf(number),
    code: `metric-${number}`,
    definition: { ...definition, name: `Seen in time ${numbered(number)}`, ...change },
  })

export const registerNumbered = (api: Api, number: number) =>
  done(api, 'registerLocality', {
    id: localityOf(number),
    kind: 'NEIGHBOURHOOD',
    name: `Street ${numbered(number)}`,
    openedOn: '2020-04-01',
    parentId: place,
  })

/** So many months up to May 2024, each of so many attendances. */
export const readingsOf = (metricId: string, localityId: string, count: number, size = 400) =>
  months('2022-06-01', 24)
    .slice(-count)
    .map((period, index) => ({
      metricId,
      localityId,
      period,
      numerator: Math.round(size * 0.7) + ((index * 7) % 11),
      denominator: size,
    }))

/** How many statements a document takes. */
export const statementsOf = async (api: Api, document: string): Promise<number> => {
  const before = api.statements()
  const { errors } = await api.execute(document)
  expect(errors).toBeUndefined()
  return api.statements() - before
}
