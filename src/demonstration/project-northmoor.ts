import type { DemonstrationProject } from './programme-types.js'

export const northmoor: DemonstrationProject = {
  place: 'northmoor',
  title: 'Tell it once',
  aim: 'Raise the experience of coordinated care in Northmoor Dales to eleven points of fifteen within a year.',
  metrics: ['coordination'],
  start: [20, 5],
  ramps: [
    {
      title: 'One named contact',
      changeIdea: 'Each person with complex needs has one named contact for all services.',
      rationale: 'People said that they tell their story again and again.',
      cycles: [
        {
          title: 'Five people',
          change: 'Five people get the name and the number of one contact.',
          scale: '5 people, two weeks',
          question: 'Whom do they call?',
          prediction: 'Four of five call the named contact first.',
          start: [21, 3],
          end: [21, 17],
          study: {
            results: 'Five of five called the named contact first.',
            outcome: 'MET',
            learning: 'Most calls are about appointments.',
          },
          decision: {
            decision: 'ADOPT',
            rationale: 'It is what people asked for.',
            nextSteps: 'Thirty people.',
          },
        },
      ],
    },
  ],
}
