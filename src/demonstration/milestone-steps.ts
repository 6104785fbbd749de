import type { DemonstrationMilestone } from './milestones.js'
import { projects } from './projects.js'
import { idOf, placeId, type DayOf, type Input, type Step } from './step.js'

/** Plans a milestone and takes it as far as it has come. */
export const milestoneSteps = (milestone: DemonstrationMilestone, day: DayOf): Step[] => {
  const milestoneId = idOf('milestone', milestone.place, milestone.title)
  const project = projects.find(({ place }) => place === milestone.place)
  const step = (mutation: string, input: Input): Step => ({
    mutation,
    what: milestone.title,
    input: { milestoneId, ...input },
  })
  const { missed, achieved, cancelled } = milestone
  return [
    {
      mutation: 'planMilestone',
      what: milestone.title,
      input: {
        id: milestoneId,
        localityId: placeId(milestone.place),
        projectId: project === undefined ? undefined : idOf('project', project.place),
        title: milestone.title,
        criteria: milestone.criteria,
        owner: milestone.owner,
        dueOn: day(milestone.due),
      },
    },
    ...(milestone.started === undefined
      ? []
      : [step('startMilestone', { startedOn: day(milestone.started) })]),
    ...milestone.slips.map(({ to, reason }) => step('reforecastMilestone', { forecastOn: day(to), reason })),
    ...(missed === undefined
      ? []
      : [step('missMilestone', { missedOn: day(missed.on), reason: missed.reason })]),
    ...(missed?.reopened === undefined
      ? []
      : [
          step('reopenMilestone', {
            reopenedOn: day(missed.reopened.on),
            forecastOn: day(missed.reopened.to),
            reason: missed.reopened.reason,
          }),
        ]),
    ...(achieved === undefined
      ? []
      : [step('achieveMilestone', { achievedOn: day(achieved.on), evidence: achieved.evidence })]),
    ...(cancelled === undefined
      ? []
      : [step('cancelMilestone', { cancelledOn: day(cancelled.on), reason: cancelled.reason })]),
  ]
}
