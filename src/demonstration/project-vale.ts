import type { DemonstrationProject } from './programme-types.js'

export const vale: DemonstrationProject = {
  place: 'vale',
  title: 'Safer mobility in care homes',
  aim: 'Reduce falls with harm in care homes of the Vale of Arden by a third within eighteen months.',
  metrics: ['falls-harm'],
  start: [22, 1],
  ramps: [
    {
      title: 'Falls huddle',
      changeIdea: 'A ten-minute huddle of all staff after each fall: what happened, what do we change today?',
      rationale: 'Reviews came weeks later and were read by few.',
      cycles: [
        {
          title: 'One home',
          change: 'Every fall is followed by a huddle in the same shift.',
          scale: 'One home, one month',
          question: 'Do huddles happen, and do they lead to a change the same day?',
          prediction: 'A huddle after each fall, a change after half of them.',
          start: [23, 1],
          end: [23, 28],
          study: {
            results: 'Seven falls, seven huddles, five changes on the same day.',
            outcome: 'MET',
            learning: 'Night staff want a written note.',
          },
          decision: {
            decision: 'ADOPT',
            rationale: 'Practicable and useful.',
            nextSteps: 'Four more homes.',
          },
        },
        {
          title: 'Four more homes',
          change: 'Huddles in four more homes, with a written note for the night.',
          scale: 'Five homes, two months',
          question: 'Does it hold without the project team in the house?',
          prediction: 'A huddle after eight in ten falls.',
          start: [24, 3],
          end: [25, 28],
          study: {
            results: 'Huddles after 31 of 36 falls.',
            outcome: 'MET',
            learning: 'Homes with a named lead kept it up, the one without did not.',
          },
          decision: { decision: 'ADOPT', rationale: 'It holds.', nextSteps: 'A named lead in each home.' },
        },
      ],
    },
    {
      title: 'Sensor mats',
      changeIdea: 'Mats beside the bed that call staff at night.',
      rationale: 'A third of falls happen at night beside the bed.',
      cycles: [
        {
          title: 'Ten mats',
          change: 'Ten mats in one home.',
          scale: 'Ten beds, one month',
          question: 'Do staff reach people before they stand up?',
          prediction: 'In half of the calls.',
          start: [27, 3],
          end: [27, 30],
          cancelled: 'The supplier could not deliver within the time of the project.',
        },
      ],
    },
  ],
}
