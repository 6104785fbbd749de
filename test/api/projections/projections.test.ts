import { projections } from '../../../projections/all.js'
import { type Api, startApi } from '../../support/api.js'
import { registerTree } from '../locality/places.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.close())

const document = '{ projections { name generation position lagEvents lagSeconds status error } }'

test('every projection tells in which build of the tables it is and how far it has come', async () => {
  await registerTree(api)
  const position = (await api.head()).toString()
  expect(await api.data(document)).toEqual({
    projections: projections.map(({ name }) => ({
      ...{ name, generation: 'test', position, lagEvents: 0, lagSeconds: 0 },
      ...{ status: 'FOLLOWING', error: null },
    })),
  })
})

test('projections that have stopped count what they do not show', async () => {
  await api.stopReading()
  await registerTree(api)
  const { projections: told } = await api.data<{ projections: readonly unknown[] }>(document)
  expect(told[0]).toMatchObject({ status: 'STOPPED', position: '0', lagEvents: Number(await api.head()) })
})
