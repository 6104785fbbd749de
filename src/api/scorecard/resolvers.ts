import { ScorecardEntryFields } from './scorecard-entry.js'
import { ScorecardQuery } from './scorecard-query.js'

export const scorecardResolvers = [ScorecardEntryFields, ScorecardQuery] as const
