import { accept, type Decision, refuse, type Refusal, refuseAll } from '../../eventsourcing/decider.js'
import type { LocalityId } from '../ids.js'
import type { Life } from '../locality/locality.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { PlanMilestone } from './commands.js'
import type { MilestoneEvent } from './events.js'
import type { MilestoneState } from './milestone.js'
import { MilestoneRefusal } from './refusals.js'

/** What planning needs to know of other aggregates. */
export interface MilestoneFacts {
  /** null: there is no such locality. `closedOn`: the first day on which it exists no longer. */
  readonly locality: Pick<Life, 'closedOn'> | null
  /** null: there is no such project. Absent: the milestone names none. */
  readonly project?: Readonly<{ localityId: LocalityId; closed: boolean }> | null
}

/**
 * Promises that something is reached by a day. A repeat of the same promise records nothing.
 *
 * The day may lie in the past: programmes bring their history along.
 */
export const planMilestone =
  (command: PlanMilestone, facts: MilestoneFacts) =>
  (state: MilestoneState): Decision<MilestoneEvent, MilestoneRefusal> => {
    const data = without(command)
    if (state.status !== 'unplanned') {
      if (sameContent(state.planned, data)) return accept()
      return refuse(
        MilestoneRefusal.MilestoneIdTaken,
        'A milestone with this id exists already and it says something else; use a new id for another milestone',
        'milestoneId',
      )
    }
    const refusals = [...localityRefusals(command, facts), ...projectRefusals(command, facts)]
    return refusals.length > 0 ? refuseAll(refusals) : accept({ type: 'MilestonePlanned', data })
  }

const localityRefusals = (
  { dueOn }: PlanMilestone,
  { locality }: MilestoneFacts,
): readonly Refusal<MilestoneRefusal>[] => {
  const field = ['localityId']
  if (locality === null) {
    const message = 'There is no locality with this id; check it, or register the locality first'
    return [{ code: MilestoneRefusal.LocalityNotFound, message, field }]
  }
  if (locality.closedOn === null || dueOn < locality.closedOn) return []
  const message = `The locality ceased to exist on ${locality.closedOn}; choose its successor, or a day before that`
  return [{ code: MilestoneRefusal.LocalityClosed, message, field }]
}

const projectRefusals = (
  { localityId }: PlanMilestone,
  { project }: MilestoneFacts,
): readonly Refusal<MilestoneRefusal>[] => {
  const field = ['projectId']
  if (project === undefined) return []
  if (project === null) {
    const message = 'There is no project with this id; check it, charter the project first, or name none'
    return [{ code: MilestoneRefusal.ProjectNotFound, message, field }]
  }
  if (project.localityId !== localityId) {
    const message =
      'The project belongs to another locality; name a project of the milestone’s locality, or none'
    return [{ code: MilestoneRefusal.ProjectOfAnotherLocality, message, field }]
  }
  if (!project.closed) return []
  const message = 'The project is closed; reopen it before planning a milestone for it, or name none'
  return [{ code: MilestoneRefusal.ProjectClosed, message, field }]
}
