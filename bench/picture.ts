import { Resvg } from '@resvg/resvg-js'
import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'

import { runChart } from '../src/charts/run-chart.js'
import { createRenderer } from '../src/rendering/renderer.js'
import { runChartSpecification } from '../src/rendering/run-chart-specification.js'
import type { RunChartView } from '../src/rendering/run-chart-view.js'
import { FONT_FILES } from '../src/rendering/text-width.js'
import { benchResult, middle, type BenchResult } from './result.js'

const ROUNDS = 5
const PICTURES = 12
const POINTS = 36

const view = (round: number): RunChartView => {
  const values = Array.from(
    { length: POINTS },
    (_, index) => 70 + ((index * 7919 + round * 31) % 23) + index / 4,
  )
  return {
    metricName: 'Four-hour performance',
    localityName: `Northfield ${round}`,
    categoryLabel: null,
    unit: '%',
    direction: 'INCREASE',
    cadence: 'MONTH',
    points: values.map((value, index) => ({
      period: new Date(Date.UTC(2016, 3 + index, 1)).toISOString().slice(0, 10),
      value,
    })),
    chart: runChart(values.map((value) => ({ value }))),
    targets: [{ value: 95, from: '2016-04-01', to: null }],
    annotations: [{ on: '2017-05-12', kind: 'CYCLE_STARTED', label: 'Discharge huddle' }],
  }
}

/** What anybody would write without threads, cache or care for words. */
const bareSvg = (specification: object): Promise<string> =>
  new View(parse(compile({ ...specification } as TopLevelSpec).spec), { renderer: 'none' }).toSVG()

const barePng = async (specification: object): Promise<number> =>
  new Resvg(await bareSvg(specification), {
    font: { loadSystemFonts: false, fontFiles: Object.values(FONT_FILES), defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: 2 },
  })
    .render()
    .asPng().length

/** A name of its own makes every picture a new one, so that no cache answers. */
let pictures = 0
const perSecond = async (draw: (specification: object) => Promise<unknown>): Promise<number> => {
  const specifications = Array.from({ length: PICTURES }, () => runChartSpecification(view((pictures += 1))))
  const started = process.hrtime.bigint()
  await Promise.all(specifications.map(draw))
  return PICTURES / (Number(process.hrtime.bigint() - started) / 1e9)
}

const rounds = async (draw: (specification: object) => Promise<unknown>): Promise<number> => {
  const measured: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) measured.push(await perSecond(draw))
  return middle(measured)
}

/** Pictures of a chart of 36 points a second, drawn in threads, beside the same libraries called bare. */
export const run = async (): Promise<BenchResult[]> => {
  const renderer = createRenderer()
  try {
    await Promise.all([perSecond(renderer.png), perSecond(barePng)])
    const [svg, bare] = [await rounds(renderer.svg), await rounds(bareSvg)]
    const [png, plain] = [await rounds((each) => renderer.png(each)), await rounds(barePng)]
    const same = runChartSpecification(view(0))
    await renderer.svg(same)
    const again = await rounds(() => renderer.svg(same))
    return [
      benchResult('SVG of 36 points', 'pictures/s', svg, bare),
      benchResult('PNG of 36 points at scale 2', 'pictures/s', png, plain),
      benchResult('SVG of 36 points, asked for again', 'pictures/s', again, bare),
    ]
  } finally {
    await renderer.close()
  }
}
