import type { DemonstrationProject } from './programme-types.js'

export const millbrook: DemonstrationProject = {
  place: 'millbrook',
  title: 'Home the day you are ready',
  aim: 'Bring the average time from ready for discharge to discharge in Millbrook below two days within a year.',
  metrics: ['discharge-delay'],
  start: [17, 15],
  ramps: [
    {
      title: 'Discharge planned on admission',
      changeIdea: 'Name a likely day and a person responsible within 24 hours of admission.',
      rationale: 'Most delays were found to begin with questions that could have been asked at the start.',
      cycles: [
        {
          title: 'One ward, one week',
          change: 'The ward sister asks three questions within 24 hours of each admission.',
          scale: '14 people, one ward, one week',
          question: 'Can the three questions be answered within 24 hours?',
          prediction: 'Answered for at least ten of fourteen people.',
          start: [18, 4],
          end: [18, 10],
          study: {
            results: 'Answered for eleven of fourteen people.',
            outcome: 'MET',
            learning: 'Weekend admissions are the ones that are missed.',
          },
          decision: {
            decision: 'ADOPT',
            rationale: 'Simple and liked by staff.',
            nextSteps: 'Three wards next.',
          },
        },
        {
          title: 'Three wards with weekends',
          change: 'The same on three wards, with the site team asking at weekends.',
          scale: '120 people, three wards, four weeks',
          question: 'Does it hold at weekends?',
          prediction: 'Answered for nine in ten people, weekends included.',
          start: [19, 2],
          end: [19, 28],
          study: {
            results: 'Answered for 103 of 120 people (86%); 71% at weekends.',
            outcome: 'NOT_MET',
            learning: 'The site team has no time on Sundays.',
            deviation: 'One ward started a week late.',
          },
          decision: {
            decision: 'ABANDON',
            rationale: 'The weekend part cannot be staffed.',
            nextSteps: 'Keep the weekday part; look for another way at weekends.',
          },
        },
        {
          title: 'Saturday round of the discharge team',
          change: 'The discharge team makes a round on Saturday mornings instead.',
          scale: 'Three wards, four Saturdays',
          question: 'Are weekend admissions reached on Saturday?',
          prediction: 'Eight in ten are reached.',
          start: [35, 3],
          end: [35, 25],
        },
      ],
    },
  ],
}
