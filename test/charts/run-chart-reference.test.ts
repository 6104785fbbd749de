import { z } from 'zod'

import { runChart } from '../../src/charts/run-chart.js'
import { agrees, reference } from './reference.js'
import { Case } from './reference-case.js'

const stored = reference('run-chart-cases.json')
const cases =
  stored === null
    ? []
    : z
        .array(Case)
        .parse(stored)
        .filter(({ input }) => input.chart === 'run')

const analyse = ({ y, n, freeze, part, exclude, multiply }: Case['input']) => {
  const excluded = new Set([exclude ?? []].flat())
  const values = y.map((numerator, index) => {
    const denominator = n ? n[index] : 1
    return typeof numerator === 'number' && denominator ? (numerator / denominator) * multiply : null
  })
  const phases = part ? [{ from: 0 }, { from: part }] : [{ from: 0, ...(freeze ? { baseline: freeze } : {}) }]
  return runChart(
    values.map((value, index) => ({ value, excluded: excluded.has(index + 1) })),
    { phases },
  )
}

/** R writes some zeros as −0. */
const withoutSign = (value: number | null) => (value === 0 ? 0 : value)

const readsTheSame = () =>
  describe('run charts as R qicharts2 0.8 reads them', () => {
    test('there are cases of every option', () => {
      expect(cases.length).toBeGreaterThan(200)
      for (const option of ['freeze', 'part', 'exclude', 'n'] as const)
        expect(cases.filter(({ input }) => input[option] != null).length).toBeGreaterThan(20)
    })

    test.each(cases.map((entry, index) => [`${entry.name} (${index})`, entry] as const))(
      '%s',
      (_, { input, expected }) => {
        const chart = analyse(input)
        for (const [index, point] of chart.points.entries()) {
          expect(agrees(point.value, expected.y[index] ?? null)).toBe(true)
          expect(agrees(point.median, expected.centreLine[index] ?? null)).toBe(true)
        }
        expect(
          chart.phases.map((phase) => ({
            observations: phase.observations,
            usefulObservations: phase.usefulObservations,
            longestRun: phase.longestRun,
            longestRunMax: phase.longestRunLimit,
            crossings: phase.crossings,
            crossingsMin: phase.crossingsLimit,
            signal: phase.signals.length > 0,
          })),
        ).toEqual(
          Object.values(expected.parts).map((part) => ({
            ...part,
            crossingsMin: withoutSign(part.crossingsMin),
          })),
        )
      },
    )
  })

if (stored === null)
  test.skip('NOT CHECKED: ../shared/reference/run-chart-cases.json is absent', () => undefined)
else readsTheSame()
