import { Field, ObjectType } from 'type-graphql'

import { chartAlternativeText } from '../../rendering/alternative-text.js'
import { chartSpecification } from '../../rendering/chart-specification.js'
import type { ApiContext } from '../context.js'
import { JsonScalar } from '../scalars.js'
import { choiceOfAddress, picturePath } from './picture-address.js'
import { findSeriesChart } from './find-chart.js'
import type { SeriesChart } from './series-chart.js'

@ObjectType({ description: 'The picture of a chart, for reports and mails.' })
export class ChartPicture {
  @Field(() => String, { description: 'Stable address of the picture as SVG.' })
  svgUrl!: string

  @Field(() => String, { description: 'Stable address of the picture as PNG.' })
  pngUrl!: string

  @Field(() => String, { description: 'What to say to people who do not see the picture.' })
  alternativeText!: string

  @Field(() => JsonScalar, { description: 'The Vega-Lite specification from which it is drawn.' })
  specification!: unknown
}

/** The picture of a chart. Its address tells what the reader chose, so that it shows the same to whoever opens it. */
export const chartPicture = (context: ApiContext, { request, choice, view }: SeriesChart): ChartPicture => {
  const address = (format: 'svg' | 'png') =>
    context.publicUrl + picturePath(request.seriesId, format, request, choice)
  return {
    svgUrl: address('svg'),
    pngUrl: address('png'),
    alternativeText: chartAlternativeText(view),
    specification: chartSpecification(view),
  }
}

/**
 * The specification behind an address; null when there is no such series.
 *
 * @param query the parameters of the address
 * @throws BAD_USER_INPUT when they do not go together or do not fit the series
 */
export const specificationAt = async (
  context: ApiContext,
  seriesId: string,
  query: Readonly<Record<string, string>>,
): Promise<object | null> => {
  const { from = null, to = null } = query
  const chart = await findSeriesChart(context, seriesId, { from, to }, choiceOfAddress(query))
  return chart === null ? null : chartSpecification(chart.view)
}
