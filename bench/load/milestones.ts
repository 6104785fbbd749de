import { achieveMilestone } from '../../src/application/milestone/achieve-milestone.js'
import { cancelMilestone } from '../../src/application/milestone/cancel-milestone.js'
import { missMilestone } from '../../src/application/milestone/miss-milestone.js'
import { planMilestone } from '../../src/application/milestone/plan-milestone.js'
import { reforecastMilestone } from '../../src/application/milestone/reforecast-milestone.js'
import { reopenMilestone } from '../../src/application/milestone/reopen-milestone.js'
import { startMilestone } from '../../src/application/milestone/start-milestone.js'
import {
  AchieveMilestone,
  CancelMilestone,
  MissMilestone,
  PlanMilestone,
  ReforecastMilestone,
  ReopenMilestone,
  StartMilestone,
} from '../../src/domain/milestone/commands.js'
import type { Project } from './project.js'
import { monthOf } from './region-plan.js'
import { type Said, saying } from './said.js'

const plan = saying('planMilestone', PlanMilestone, planMilestone)
const start = saying('startMilestone', StartMilestone, startMilestone)
const reforecast = saying('reforecastMilestone', ReforecastMilestone, reforecastMilestone)
const achieve = saying('achieveMilestone', AchieveMilestone, achieveMilestone)
const miss = saying('missMilestone', MissMilestone, missMilestone)
const reopen = saying('reopenMilestone', ReopenMilestone, reopenMilestone)
const cancel = saying('cancelMilestone', CancelMilestone, cancelMilestone)

/** Months after the charter: when it is due, to when it slips (one slip after the other), and how it ends. */
interface Course {
  readonly title: string
  readonly due: number
  readonly slips: readonly number[]
  readonly end: 'achieved' | 'missed, then achieved' | 'cancelled'
}

const courses: readonly Course[] = [
  { title: 'Team in place', due: 4, slips: [], end: 'achieved' },
  { title: 'Shared record open to all teams', due: 8, slips: [10, 12], end: 'achieved' },
  { title: 'Half of the people called', due: 13, slips: [15], end: 'missed, then achieved' },
  { title: 'Weekend cover', due: 16, slips: [18], end: 'cancelled' },
]

export const MILESTONES = courses.length

export const milestoneIdOf = ({ region, number, place }: Project, milestone: number): string =>
  region.idOf('milestone', place.index, number, milestone)

function* ending(project: Project, milestoneId: string, { end }: Course, month: number): Generator<Said> {
  const { actor, region } = project
  const day = monthOf(region, month)
  const evidence = 'Minutes of the meeting at which it was shown.'
  if (end === 'achieved') yield achieve(actor, { milestoneId, achievedOn: day, evidence })
  if (end === 'cancelled')
    yield cancel(actor, { milestoneId, cancelledOn: day, reason: 'No money was found.' })
  if (end !== 'missed, then achieved') return
  yield miss(actor, { milestoneId, missedOn: day, reason: 'Calls began later than planned.' })
  const reason = 'The team asked for one more month.'
  yield reopen(actor, { milestoneId, reopenedOn: day, forecastOn: monthOf(region, month + 1), reason })
}

/** What happens to one milestone; whoever looks a month before the day expected sees that it slips. */
function* milestoneInMonth(
  project: Project,
  index: number,
  course: Course,
  { month, since }: { readonly month: number; readonly since: number },
): Generator<Said> {
  const { actor, region, place, projectId } = project
  const milestoneId = milestoneIdOf(project, index)
  const at = (later: number): string => monthOf(region, month - since + later)
  if (since === 1) {
    yield plan(actor, {
      milestoneId,
      localityId: place.id,
      projectId,
      title: course.title,
      dueOn: at(course.due),
    })
  }
  if (since === 2 + index) yield start(actor, { milestoneId, startedOn: at(since) })
  const expected = [course.due, ...course.slips]
  for (const [slip, forecast] of course.slips.entries()) {
    if (since !== (expected[slip] ?? 0) - 1) continue
    yield reforecast(actor, { milestoneId, forecastOn: at(forecast), reason: 'It waits for the contract.' })
  }
  const end = expected.at(-1) ?? course.due
  if (since === end) yield* ending(project, milestoneId, course, month)
  if (since === end + 1 && course.end === 'missed, then achieved') {
    yield achieve(actor, { milestoneId, achievedOn: at(since), evidence: 'List of calls.' })
  }
}

/** What happens to the milestones of a project in a month, which is so many months after its charter. */
export function* milestonesInMonth(project: Project, month: number, since: number): Generator<Said> {
  for (const [index, course] of courses.entries()) {
    yield* milestoneInMonth(project, index, course, { month, since })
  }
}
