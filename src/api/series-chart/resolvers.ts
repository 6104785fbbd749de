import { AcceptPhaseMutation } from './accept-phase.js'
import { DeclinePhaseProposalMutation } from './decline-phase-proposal.js'
import { ExcludePointMutation } from './exclude-point.js'
import { IncludePointMutation } from './include-point.js'
import { ProposePhaseMutation } from './propose-phase.js'
import { SeriesChartFields, SeriesPhaseFields } from './series-chart-fields.js'
import { SetChartDefaultsMutation } from './set-chart-defaults.js'
import { WithdrawPhaseMutation } from './withdraw-phase.js'

export const seriesChartResolvers = [
  SeriesChartFields,
  SeriesPhaseFields,
  SetChartDefaultsMutation,
  ProposePhaseMutation,
  DeclinePhaseProposalMutation,
  AcceptPhaseMutation,
  WithdrawPhaseMutation,
  ExcludePointMutation,
  IncludePointMutation,
] as const
