import type { App } from '../../src/app.js'
import type { GraphqlClient } from '../../src/client/graphql-client.js'
import { months } from '../api/chart/charts.js'
import { uuid } from '../support/api.js'
import { clientOf, startAppOn, succeed } from '../support/app.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { journeySettings } from './journey-settings.js'

export const harbour = uuid('a', 1)
export const falls = uuid('b', 1)
export const inHarbour = { metricId: falls, localityId: harbour }

export interface Harbour {
  readonly app: App
  /** The API as somebody uses it. */
  readonly as: (name: string) => GraphqlClient
  readonly close: () => Promise<void>
}

/** A server with a place, a metric, and falls of fifteen months. */
export const openHarbour = async (): Promise<Harbour> => {
  const folder = temporaryFolder()
  const app = await startAppOn(folder.path, journeySettings())
  const admin = clientOf(app, 'Priya Shah')
  await succeed(admin, 'registerLocality', {
    id: harbour,
    kind: 'PLACE',
    name: 'Harbour',
    openedOn: '2020-04-01',
    codes: [{ scheme: 'LOCAL', code: 'HB' }],
  })
  const definition = {
    name: 'Falls at home',
    statistic: 'COUNT',
    unit: 'falls',
    direction: 'DECREASE',
    cadence: 'MONTH',
    purpose: 'IMPROVEMENT',
    reliability: 'B',
  }
  await succeed(admin, 'defineMetric', { id: falls, code: 'falls', definition })
  const values = [41, 47, 44, 39, 46, 43, 48, 40, 45, 42, 47, 41, 44, 46, 43]
  const readings = months('2022-10-01', values.length).map((period, index) => ({
    ...inHarbour,
    period,
    value: values[index],
  }))
  await succeed(admin, 'recordReadings', { readings })
  return {
    app,
    as: (name) => clientOf(app, name),
    close: async () => {
      await app.close()
      folder.remove()
    },
  }
}
