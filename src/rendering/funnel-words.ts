import { lineWords } from './chart-words.js'
import type { FunnelBand, FunnelView } from './funnel-view.js'

/** What the bands mean. */
export const BAND_WORDS: Readonly<Record<FunnelBand, string>> = {
  within: 'Within the limits',
  low95: 'Below the 95% limit',
  high95: 'Above the 95% limit',
  low998: 'Below the 99.8% limit',
  high998: 'Above the 99.8% limit',
}

/** Beneath the heading: how the limits were drawn. */
export const funnelSubtitle = ({ overdispersed, points }: FunnelView): string =>
  overdispersed
    ? 'Limits are widened by what localities differ from one another beyond chance (overdispersion).'
    : `Limits are those of chance alone, for a locality of each size.${manyBeyond(points) ? MANY_BEYOND : ''}`

const MANY_BEYOND =
  ' So many lie beyond them that localities differ by more than chance; widened limits may serve better.'

/** More than one in ten, where chance alone brings one in five hundred. */
const manyBeyond = (points: FunnelView['points']): boolean =>
  points.length >= 10 &&
  points.filter(({ band }) => band === 'low998' || band === 'high998').length * 10 > points.length

/** One sentence on how many localities lie where; none is ranked, and none judged. */
export const funnelReading = (view: FunnelView): string => {
  const { points } = view
  if (points.length === 0) return 'No locality has a value.'
  const far = points.filter(({ band }) => band === 'low998' || band === 'high998').length
  const near = points.filter(({ band }) => band === 'low95' || band === 'high95').length
  const within = points.length - far - near
  return (
    `Of ${points.length} ${points.length === 1 ? 'locality' : 'localities'}, ${within} ${lies(within)} within the limits ` +
    `around ${lineWords(view.centreLine, view)}, ${near} between the 95% and the 99.8% limit, and ${far} beyond the 99.8% limit.`
  )
}

/** What a person hears instead of seeing the picture. */
export const funnelAlternativeText = (view: FunnelView): string => {
  const named = (band: FunnelBand) => {
    const names = view.points.filter((point) => point.band === band).map(({ name }) => name)
    return names.length === 0 ? null : `${BAND_WORDS[band]}: ${names.join(', ')}`
  }
  return [
    `Funnel plot of ${view.metricName}, ${view.periodLabel}`,
    funnelReading(view).replace(/\.$/, ''),
    ...(['high998', 'high95', 'low95', 'low998'] as const).map(named),
    funnelSubtitle(view).replace(/\.$/, ''),
    ...(view.warnings ?? []).map(({ message }) => message.replace(/\.$/, '')),
    view.synthetic ? 'Synthetic demonstration data' : null,
  ]
    .filter((sentence) => sentence !== null)
    .map((sentence) => `${sentence}.`)
    .join(' ')
}

const lies = (count: number) => (count === 1 ? 'lies' : 'lie')
