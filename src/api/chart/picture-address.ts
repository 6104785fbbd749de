import type { ChartPeriods } from './find-chart.js'

export type PictureFormat = 'svg' | 'png'

/** The stable address of a chart's picture, without the server's own. */
export const picturePath = (seriesId: string, format: PictureFormat, { from, to }: ChartPeriods): string => {
  const query = new URLSearchParams({ ...(from ? { from } : {}), ...(to ? { to } : {}) }).toString()
  return `/charts/${seriesId}.${format}${query === '' ? '' : `?${query}`}`
}
