import type { EngineFigures, SizeFigures, Times } from './figures.js'

type Row = readonly string[]

const megabytes = (bytes: number): string =>
  `${(bytes / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 0 })} MB`
const grouped = (count: number): string => Math.round(count).toLocaleString('en-GB')
const short = (value: number): string => value.toFixed(value < 10 ? 2 : 1)

const tableOf = (head: Row, rows: readonly Row[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')

const sizeRows = (sizes: readonly SizeFigures[]): readonly Row[] => {
  const row = (name: string, value: (size: SizeFigures) => string): Row => [name, ...sizes.map(value), '']
  return [
    row('localities', ({ localities }) => grouped(localities)),
    row('series', ({ series }) => grouped(series)),
    row('commands in the log', ({ commands }) => grouped(commands)),
    row('log on disk', ({ logBytes }) => megabytes(logBytes)),
    row('log, bytes an event', ({ logBytes, events }) => grouped(logBytes / events)),
    row('rows on disk', ({ readSideBytes }) => megabytes(readSideBytes)),
    row('rows, bytes an event', ({ readSideBytes, events }) => grouped(readSideBytes / events)),
    row('making the log, events a second', ({ events, fillSeconds }) => grouped(events / fillSeconds)),
    row('verifying, events a second', ({ events, verifySeconds }) => grouped(events / verifySeconds)),
    row('rebuild of the rows, seconds', ({ rebuildSeconds }) => short(rebuildSeconds)),
    row('rebuild, events a second', ({ events, rebuildSeconds }) => grouped(events / rebuildSeconds)),
    row('memory of the server afterwards', ({ serverMb }) => `${grouped(serverMb)} MB`),
  ]
}

/** How much longer the largest takes than the smallest. */
export const growthOf = (sizes: readonly SizeFigures[], name: string): number =>
  (sizes.at(-1)?.times.get(name)?.middle ?? Number.NaN) / (sizes[0]?.times.get(name)?.middle ?? Number.NaN)

const written = (times: Times | undefined): string =>
  times === undefined ? '' : `${short(times.middle)} (${short(times.mostly)})`

const timeRows = (sizes: readonly SizeFigures[]): readonly Row[] =>
  [...(sizes[0]?.times.keys() ?? [])].map((name) => [
    name,
    ...sizes.map(({ times }) => written(times.get(name))),
    growthOf(sizes, name).toFixed(2),
  ])

/** The figures of one engine as two tables in Markdown. */
const reportOf = ({ engine, sizes }: EngineFigures): string => {
  const columns = sizes.map(({ events }) => `${grouped(events)} events`)
  return [
    `## ${engine}`,
    tableOf(['', ...columns, ''], sizeRows(sizes)),
    'Times in milliseconds: the middle, and in brackets what nineteen of twenty did not exceed. The last column is ' +
      'the middle time of the largest log over that of the smallest.',
    tableOf(['', ...columns, 'growth'], timeRows(sizes)),
  ].join('\n\n')
}

/** All figures as a page of Markdown. @param machine what they were measured on, in a line */
export const pageOf = (figures: readonly EngineFigures[], machine: string): string =>
  [
    '# Measurements at scale',
    `Written by \`npm run bench -- load\`; [scale.md](scale.md) explains it. ${machine}`,
    ...figures.map(reportOf),
  ].join('\n\n') + '\n'
