import { SeriesFields, ReadingFields } from './series-fields.js'
import { SeriesQueries } from './series-queries.js'
import { ReadingsQuery } from './readings-query.js'

export const seriesResolvers = [SeriesFields, ReadingFields, SeriesQueries, ReadingsQuery] as const
