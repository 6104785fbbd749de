import { type Api, startApi } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour } from '../locality/places.js'
import { prepareMeasuring, rate, seriesOf } from '../series/measured.js'

const series = seriesOf(rate, harbour)
const reading = { metricId: rate, localityId: harbour, numerator: 7, denominator: 3_200 }
let api: Api

beforeAll(async () => {
  api = await startApi()
  await prepareMeasuring(api)
  await done(api, 'recordReadings', {
    readings: [
      { ...reading, period: '2024-01-01', denominatorVintage: 'Mid-2022' },
      { ...reading, period: '2024-02-01' },
      { ...reading, period: '2024-03-01', denominatorVintage: 'Mid-2022' },
      { ...reading, period: '2024-04-01', denominatorVintage: 'Mid-2023, first release' },
    ],
  })
})
afterAll(() => api.close())

/** What the chart from one month to another says of revised denominators. */
const revised = async (from: string, to: string): Promise<readonly string[]> => {
  const { chart } = await api.data<{ chart: { warnings: { code: string; message: string }[] } }>(
    `{ chart(seriesId: "${series}", from: "${from}", to: "${to}") { warnings { code message } } }`,
  )
  return chart.warnings.flatMap(({ code, message }) => (code === 'DENOMINATOR_REVISED' ? [message] : []))
}

test('a chart warns where the vintage of its denominators changes, and names the vintages', async () => {
  expect(await revised('2024-01-01', '2024-04-01')).toEqual([
    expect.stringContaining('2 vintages (Mid-2022, Mid-2023, first release)'),
  ])
})

test.each([
  ['the same vintage throughout, or one that is not known', '2024-01-01', '2024-03-01'],
  ['the change before the periods shown', '2024-04-01', '2024-04-01'],
])('%s is nothing to warn of', async (_, from, to) => {
  expect(await revised(from, to)).toEqual([])
})

test('a correction that restates the earlier denominators ends the warning', async () => {
  const denominatorVintage = 'Mid-2023, first release'
  const { numerator, denominator } = reading
  const restated = { seriesId: series, numerator, denominator, denominatorVintage, reason: 'Restated' }
  for (const period of ['2024-01-01', '2024-03-01'])
    await done(api, 'correctReading', { ...restated, period })
  expect(await revised('2024-01-01', '2024-04-01')).toEqual([])
})
