import { chartReading } from './alternative-text.js'
import { chartTable, type ChartTableCell, type ChartTableColumn } from './chart-table.js'
import type { ChartView } from './chart-view.js'

/**
 * The data table of a chart as one HTML `<table>`: a caption with the reading of the chart, headings with scope, and
 * everything that people typed escaped. It carries no ids and no styles, so that any page may hold many.
 */
export const chartTableHtml = (view: ChartView): string => {
  const { caption, columns, rows } = chartTable(view)
  const head = columns.map(({ heading, unit }) => `<th scope="col">${escaped(withUnit(heading, unit))}</th>`)
  const body = rows.map(
    ({ cells }) => `<tr>${cells.map((cell, index) => cellHtml(cell, columns[index])).join('')}</tr>`,
  )
  return (
    `<table><caption>${escaped(`${caption}. ${chartReading(view)}`)}</caption>` +
    `<thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`
  )
}

const withUnit = (heading: string, unit: string | null) => (unit ? `${heading} (${unit})` : heading)

const cellHtml = ({ text, number }: ChartTableCell, column: ChartTableColumn | undefined): string => {
  if (column?.id === 'period') return `<th scope="row">${escaped(text)}</th>`
  if (!column?.numeric || number === null) return `<td>${escaped(text)}</td>`
  return `<td><data value="${number}">${escaped(text)}</data></td>`
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
