import type { Decider } from '../../eventsourcing/decider.js'
import type { PhaseId } from '../ids.js'
import type { ChartEvent } from './events.js'
import { PhaseStatus } from './vocabulary.js'

type Data<Type extends ChartEvent['type']> = Extract<ChartEvent, { type: Type }>['data']

type Standing =
  | Readonly<{ status: typeof PhaseStatus.Proposed }>
  | Readonly<{ status: typeof PhaseStatus.Accepted; accepted: Data<'PhaseAccepted'> }>
  | Readonly<{ status: typeof PhaseStatus.Declined | typeof PhaseStatus.Withdrawn; reason: string }>

/** A phase from its proposal on: every one was proposed, if only by who accepted it. */
export type KnownPhase = Standing & Readonly<{ proposed: Data<'PhaseProposed'> }>

export type ChartState = Readonly<{
  /** null: nobody has chosen yet. */
  defaults: Data<'ChartDefaultsSet'> | null
  phases: ReadonlyMap<PhaseId, KnownPhase>
  /** What was said last of each point that was ever left out, by its period. */
  points: ReadonlyMap<string, Readonly<{ excluded: boolean; reason: string }>>
}>

const stands = (state: ChartState, phaseId: PhaseId, standing: Standing): ChartState => {
  const known = state.phases.get(phaseId)
  if (known === undefined) return state
  return { ...state, phases: new Map(state.phases).set(phaseId, { proposed: known.proposed, ...standing }) }
}

const said = (
  state: ChartState,
  { period, reason }: Data<'PointExcluded'>,
  excluded: boolean,
): ChartState => ({
  ...state,
  points: new Map(state.points).set(period, { excluded, reason }),
})

const evolve = (state: ChartState, event: ChartEvent): ChartState => {
  switch (event.type) {
    case 'ChartDefaultsSet':
      return { ...state, defaults: event.data }
    case 'PhaseProposed': {
      const phase: KnownPhase = { status: PhaseStatus.Proposed, proposed: event.data }
      return { ...state, phases: new Map(state.phases).set(event.data.proposalId, phase) }
    }
    case 'PhaseProposalDeclined': {
      const { proposalId, reason } = event.data
      return stands(state, proposalId, { status: PhaseStatus.Declined, reason })
    }
    case 'PhaseAccepted':
      return stands(state, event.data.phaseId, { status: PhaseStatus.Accepted, accepted: event.data })
    case 'PhaseWithdrawn': {
      const { phaseId, reason } = event.data
      return stands(state, phaseId, { status: PhaseStatus.Withdrawn, reason })
    }
    case 'PointExcluded':
      return said(state, event.data, true)
    case 'PointIncluded':
      return said(state, event.data, false)
  }
}

/**
 * How everyone sees a series: chart type, rule set and baseline; its phases; the points that are left out. One for
 * each series, under the id of the series. Nothing here changes a reading.
 */
export const chart: Decider<ChartState, ChartEvent> = {
  category: 'chart',
  initial: { defaults: null, phases: new Map(), points: new Map() },
  evolve,
}
