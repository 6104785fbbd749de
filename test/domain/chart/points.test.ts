import { chart } from '../../../src/domain/chart/chart.js'
import { excludePoint } from '../../../src/domain/chart/exclude-point.js'
import { includePoint } from '../../../src/domain/chart/include-point.js'
import { given } from '../../support/given.js'
import { missing, withdrawn } from '../series/examples.js'
import { excluded, facts, included, readings, seriesId, unopened } from './examples.js'

const exclude = (values: object = {}, known = facts()) =>
  excludePoint({ seriesId, period: '2024-02-01', reason: 'The clinic was closed', ...values }, known)
const include = (values: object = {}, known = facts()) =>
  includePoint({ seriesId, period: '2024-02-01', reason: 'Closures belong to it', ...values }, known)

test('a series in which nothing was recorded has no points', () => {
  for (const ask of [exclude, include])
    given(chart).when(ask({}, unopened)).thenRefused('SERIES_NOT_FOUND', 'seriesId')
})

describe('leaving a point out', () => {
  test('says why', () => given(chart).when(exclude()).then(excluded))
  test('twice for the same reason is nothing new', () =>
    given(chart, excluded).when(exclude()).thenNothingNew())
  test('again for another reason is refused', () =>
    given(chart, excluded)
      .when(exclude({ reason: 'Other' }))
      .thenRefused('POINT_ALREADY_EXCLUDED', 'period'))
  test('that was let in again is possible, for the same reason too', () =>
    given(chart, excluded, included).when(exclude()).then(excluded))
  test('needs a period of the metric', () =>
    given(chart)
      .when(exclude({ period: '2024-02-02' }))
      .thenRefused('PERIOD_NOT_ON_BOUNDARY', 'period'))
  test('needs a recorded reading: none, a withdrawn one or a gap will not do', () => {
    given(chart)
      .when(exclude({ period: '2024-06-01' }))
      .thenRefused('READING_NOT_FOUND', 'period')
    for (const last of [withdrawn, missing])
      given(chart)
        .when(exclude({ period: '2024-04-01' }, facts('count', { history: [...readings, last] })))
        .thenRefused('READING_NOT_FOUND', 'period')
  })
  test('is not for words', () =>
    given(chart)
      .when(exclude({ period: '2024-04-01' }, facts('qualitative')))
      .thenRefused('CHART_NOT_EXPECTED', 'seriesId'))
})

describe('letting a point count again', () => {
  test('says why', () => given(chart, excluded).when(include()).then(included))
  test('twice for the same reason is nothing new', () =>
    given(chart, excluded, included).when(include()).thenNothingNew())
  test('again for another reason is refused', () =>
    given(chart, excluded, included)
      .when(include({ reason: 'Other' }))
      .thenRefused('POINT_NOT_EXCLUDED', 'period'))
  test('that was never left out is refused', () =>
    given(chart).when(include()).thenRefused('POINT_NOT_EXCLUDED', 'period'))
  test('needs a period of the metric', () =>
    given(chart)
      .when(include({ period: '2024-02-02' }))
      .thenRefused('PERIOD_NOT_ON_BOUNDARY', 'period'))
  test('is possible after its reading was withdrawn', () =>
    given(chart, excluded)
      .when(include({}, facts('count', { history: [] })))
      .then(included))
})
