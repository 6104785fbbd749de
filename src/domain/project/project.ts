import type { Decider } from '../../eventsourcing/decider.js'
import type { RampId } from '../ids.js'
import { without } from '../without.js'
import type { ProjectEvent } from './events.js'

type Data<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { type: Type }>['data']

/** What a revision replaces. */
export type Charter = Omit<Data<'ProjectCharterRevised'>, 'projectId' | 'reason'>

export type ProjectState =
  | Readonly<{ status: 'unchartered' }>
  | Readonly<{
      status: 'open' | 'closed'
      /** As first written: a repeated `charterProject` is compared with it. */
      chartered: Data<'ProjectChartered'>
      charter: Charter
      ramps: ReadonlyMap<RampId, Data<'RampAdded'>>
      /** The last closing, and the last reopening; a repeated command is compared with them. */
      closing?: Data<'ProjectClosed'>
      reopening?: Data<'ProjectReopened'>
    }>

const evolve = (state: ProjectState, event: ProjectEvent): ProjectState => {
  switch (event.type) {
    case 'ProjectChartered':
      return {
        status: 'open',
        chartered: event.data,
        charter: without(event.data, 'projectId', 'localityId'),
        ramps: new Map(),
      }
    case 'ProjectCharterRevised':
      return state.status === 'unchartered'
        ? state
        : { ...state, charter: without(event.data, 'projectId', 'reason') }
    case 'RampAdded':
      return state.status === 'unchartered'
        ? state
        : { ...state, ramps: new Map(state.ramps).set(event.data.rampId, event.data) }
    case 'ProjectClosed':
      return state.status === 'unchartered' ? state : { ...state, status: 'closed', closing: event.data }
    case 'ProjectReopened':
      return state.status === 'unchartered' ? state : { ...state, status: 'open', reopening: event.data }
  }
}

/** A project: a charter, and the ramps of cycles that test its change ideas. */
export const project: Decider<ProjectState, ProjectEvent> = {
  category: 'project',
  initial: { status: 'unchartered' },
  evolve,
}
