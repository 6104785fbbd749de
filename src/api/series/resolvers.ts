import { SeriesFields, ReadingFields } from './series-fields.js'
import { SeriesQueries } from './series-queries.js'
import { ReadingsQuery } from './readings-query.js'
import { RecordReadingMutation } from './record-reading.js'
import { RecordReadingsMutation } from './record-readings.js'
import { CorrectReadingMutation } from './correct-reading.js'
import { WithdrawReadingMutation } from './withdraw-reading.js'
import { DeclarePeriodMissingMutation } from './declare-period-missing.js'

export const seriesResolvers = [
  SeriesFields,
  ReadingFields,
  SeriesQueries,
  ReadingsQuery,
  RecordReadingMutation,
  RecordReadingsMutation,
  CorrectReadingMutation,
  WithdrawReadingMutation,
  DeclarePeriodMissingMutation,
] as const
