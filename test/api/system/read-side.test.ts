import { type Api, startApi } from '../../support/api.js'
import { registerTree } from '../locality/places.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.close())

const document = '{ readSide { generation serving state ready position head lagEvents lagSeconds fault } }'

test('the read side tells how far it has come', async () => {
  await registerTree(api)
  const head = (await api.head()).toString()
  expect(await api.data(document)).toEqual({
    readSide: {
      generation: 'test',
      serving: 'test',
      state: 'FOLLOWING',
      ready: true,
      position: head,
      head,
      lagEvents: 0,
      lagSeconds: 0,
      fault: null,
    },
  })
})

test('what it has not taken in is counted', async () => {
  await api.stopReading()
  await registerTree(api)
  const head = await api.head()
  const { readSide } = await api.data<{ readSide: unknown }>(document)
  expect(readSide).toMatchObject({
    state: 'STOPPED',
    position: '0',
    head: head.toString(),
    lagEvents: Number(head),
  })
})

test('a query that wants to see more than there is says that it is behind', async () => {
  await api.stopReading()
  const { errors } = await api.execute(
    '{ locality(id: "a0000000-0000-7000-8000-000000000001", minPosition: "1") { name } }',
  )
  expect(errors).toMatchObject([{ extensions: { code: 'READ_SIDE_BEHIND', retryAfterSeconds: 1 } }])
})
