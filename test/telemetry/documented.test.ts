import { readFileSync } from 'node:fs'
import path from 'node:path'

import { Registry } from 'prom-client'

import { createInstruments } from '../../src/telemetry/instruments.js'
import { watchFigures } from '../../src/telemetry/watched-figures.js'

const text = readFileSync(path.join(__dirname, '../../docs/operations.md'), 'utf8')

const figures = (): readonly string[] => {
  const registry = new Registry()
  createInstruments(registry)
  watchFigures(registry, {
    store: { head: () => Promise.resolve(0n) },
    readSide: { status: () => Promise.reject(new Error('not asked')) },
    quarantined: () => Promise.resolve(0),
  })
  return registry.getMetricsAsArray().map(({ name }) => name)
}

test('every figure is told in the table for operators, and no other', () => {
  const told = [...text.matchAll(/^\| `(waymark_\w+)`/gm)].map(([, name]) => name)
  expect(told.toSorted()).toEqual(figures().toSorted())
})

test('the example alerts ask for figures that there are', () => {
  const known = new Set(figures())
  const asked = [...text.matchAll(/expr: (.*)/g)].flatMap(([, expression = '']) =>
    [...expression.matchAll(/waymark_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, '')),
  )
  expect(asked.length).toBeGreaterThan(4)
  expect(asked.filter((name) => !known.has(name))).toEqual([])
})
