import type { DemonstrationCycle, DemonstrationProject } from './programme-types.js'
import { idOf, metricId, placeId, type DayOf, type Input, type Step } from './step.js'

const cycleSteps = (
  project: DemonstrationProject,
  names: { readonly rampId: string; readonly cycleId: string; readonly before: string | undefined },
  cycle: DemonstrationCycle,
  day: DayOf,
): Step[] => {
  const { cycleId } = names
  const step = (mutation: string, input: Input): Step => ({
    mutation,
    what: cycle.title,
    input: { cycleId, ...input },
  })
  const predictionId = idOf('prediction', cycleId)
  const planned: Step = {
    mutation: 'planCycle',
    what: cycle.title,
    input: {
      id: cycleId,
      projectId: idOf('project', project.place),
      rampId: names.rampId,
      informedByCycleId: names.before,
      title: cycle.title,
      objective: cycle.question,
      change: cycle.change,
      predictions: [
        {
          predictionId,
          question: cycle.question,
          prediction: cycle.prediction,
          metricId: metricId(project.metrics[0] ?? ''),
        },
      ],
      scale: cycle.scale,
      metricIds: project.metrics.map(metricId),
      startOn: day(cycle.start),
      endOn: day(cycle.end),
    },
  }
  const { study, decision } = cycle
  if (cycle.cancelled !== undefined) {
    return [planned, step('cancelCycle', { cancelledOn: day(cycle.start), reason: cycle.cancelled })]
  }
  return [
    planned,
    ...(cycle.observation !== undefined || study !== undefined
      ? [step('startCycle', { startedOn: day(cycle.start) })]
      : []),
    ...(cycle.observation === undefined
      ? []
      : [
          step('recordObservation', {
            id: idOf('observation', cycleId),
            text: cycle.observation,
            observedOn: day(cycle.start),
          }),
        ]),
    ...(study === undefined
      ? []
      : [
          step('studyCycle', {
            studiedOn: day(cycle.end),
            carriedOutAsPlanned: study.deviation === undefined,
            deviation: study.deviation,
            results: study.results,
            comparisons: [{ predictionId, outcome: study.outcome }],
            learning: study.learning,
          }),
        ]),
    ...(decision === undefined ? [] : [step('decideCycle', { decidedOn: day(cycle.end), ...decision })]),
  ]
}

/** Charters a project and takes its cycles as far as they have come. */
export const projectSteps = (project: DemonstrationProject, day: DayOf): Step[] => [
  {
    mutation: 'charterProject',
    what: project.title,
    input: {
      id: idOf('project', project.place),
      localityId: placeId(project.place),
      title: project.title,
      aim: project.aim,
      metricIds: project.metrics.map(metricId),
      team: [
        { name: 'Sam Example', role: 'Improvement lead' },
        { name: 'Robin Example', role: 'Clinical lead' },
      ],
      startOn: day(project.start),
    },
  },
  ...project.ramps.flatMap(({ title, changeIdea, rationale, cycles }) => {
    const rampId = idOf('ramp', project.place, title)
    const ids = cycles.map((cycle) => idOf('cycle', project.place, title, cycle.title))
    return [
      {
        mutation: 'addRamp',
        what: title,
        input: { id: rampId, projectId: idOf('project', project.place), title, changeIdea, rationale },
      },
      ...cycles.flatMap((cycle, index) =>
        cycleSteps(project, { rampId, cycleId: ids[index] ?? '', before: ids[index - 1] }, cycle, day),
      ),
    ]
  }),
]
