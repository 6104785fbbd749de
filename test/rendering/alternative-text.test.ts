import { alternativeText } from '../../src/rendering/alternative-text.js'
import { noise, shifted, viewOf } from './views.js'

test('says what the picture is of, how much it shows, and what it shows', () => {
  const view = viewOf({
    values: noise(24),
    categoryLabel: 'Type 1',
    annotations: [{ on: '2016-08-01', kind: 'CYCLE_STARTED', label: 'Huddle' }],
    synthetic: true,
  })
  expect(alternativeText(view)).toMatch(
    /^Run chart of Four-hour performance: Type 1 in Northfield, April 2016 to March 2018\. 24 values in 24 periods\. Median 7\d(\.\d)?%\. Last value 7\d(\.\d)?%, March 2018\. A sign of non-random variation: .*\. 1 event is marked\. Synthetic demonstration data\.$/,
  )
})

test.each([
  [[], 'Run chart of Four-hour performance in Northfield. There are no values yet.'],
  [
    [null, null],
    'Run chart of Four-hour performance in Northfield, April 2016 to May 2016. 0 values in 2 periods. ' +
      'There are no values yet (2 of 2 months have no value).',
  ],
])('of %j it says that there is nothing', (values, expected) =>
  expect(alternativeText(viewOf({ values }))).toBe(expected),
)

test('names the unit where it is not a sign', () =>
  expect(alternativeText(viewOf({ values: [3, 4, 5], unit: 'falls' }))).toContain(
    'Median 4 falls. Last value 5 falls, June 2016',
  ))

test('an annotation beside a shift is not said to have brought it about', () => {
  const view = viewOf({
    values: shifted(),
    annotations: [{ on: '2017-12-01', kind: 'CYCLE_STARTED', label: 'Huddle' }],
  })
  expect(alternativeText(view)).toMatch(/A shift: /)
  expect(alternativeText(view)).not.toMatch(
    /caus|because|due to|led to|result|effect|impact|after the|since the|Huddle/i,
  )
})
