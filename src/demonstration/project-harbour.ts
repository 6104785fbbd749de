import type { DemonstrationProject } from './programme-types.js'

export const harbour: DemonstrationProject = {
  place: 'harbour',
  title: 'Proactive care for people with frailty',
  aim:
    'Bring emergency admissions of people aged 65 and over in Harbour and Coast below 2,050 per 100,000 a month, ' +
    'and give four in five people with complex needs a shared care plan, within eighteen months.',
  metrics: ['ea65', 'care-plan'],
  start: [17, 3],
  ramps: [
    {
      title: 'Shared care plans',
      changeIdea:
        'Write the care plan together at one weekly meeting of practice, community and social care staff.',
      rationale: 'Plans written by one team alone were not found by the others when they were needed.',
      cycles: [
        {
          title: 'One practice, three people',
          change: 'Three people are discussed at one meeting and leave with a shared plan.',
          scale: '3 people, one practice, one meeting',
          question: 'Can a plan be agreed in fifteen minutes for each person?',
          prediction: 'At least two of three plans are agreed within fifteen minutes.',
          start: [18, 8],
          end: [18, 12],
          observation: 'The social worker joined by telephone; records could not be shown to her.',
          study: {
            results: 'Three plans agreed, in 12, 14 and 27 minutes.',
            outcome: 'MET',
            learning: 'Reading the record beforehand saves most of the time.',
          },
          decision: {
            decision: 'ADAPT',
            rationale: 'It works when everybody has read the record.',
            nextSteps: 'Send a one-page summary two days before.',
          },
        },
        {
          title: 'Summary two days before',
          change: 'A one-page summary of each person is sent to all teams two days before the meeting.',
          scale: '10 people, one practice, two meetings',
          question: 'Does the summary shorten the discussion?',
          prediction: 'Nine of ten plans are agreed within fifteen minutes.',
          start: [19, 6],
          end: [19, 20],
          observation: 'Two summaries came too late to be read.',
          study: {
            results: 'Eight of ten plans agreed within fifteen minutes.',
            outcome: 'PARTLY_MET',
            learning: 'The two that took longer had no summary in time.',
          },
          decision: {
            decision: 'ADAPT',
            rationale: 'The summary helps, its timing does not hold yet.',
            nextSteps: 'Let the care coordinator write and send all summaries.',
          },
        },
        {
          title: 'A coordinator for five practices',
          change: 'A care coordinator writes all summaries and keeps the list of plans for five practices.',
          scale: '60 people, five practices, six weeks',
          question: 'Does it hold with five practices?',
          prediction: 'At least 85% of plans are agreed at the first meeting.',
          start: [20, 10],
          end: [21, 18],
          study: {
            results: '54 of 60 plans (90%) agreed at the first meeting.',
            outcome: 'MET',
            learning: 'One coordinator can serve about five practices.',
          },
          decision: {
            decision: 'ADOPT',
            rationale: 'It holds across practices of different size.',
            nextSteps: 'Two coordinators for all eleven practices; review after three months.',
          },
        },
      ],
    },
    {
      title: 'Visit within two hours',
      changeIdea: 'A community team visits within two hours of a call from a practice or a care home.',
      rationale: 'Many short admissions begin with a call for which there was nobody else to send.',
      cycles: [
        {
          title: 'Weekday afternoons',
          change: 'Two nurses are free for urgent visits on weekday afternoons.',
          scale: 'One neighbourhood, two weeks',
          question: 'How many calls come, and are they reached in time?',
          prediction: 'Six to ten calls a week, nine in ten reached within two hours.',
          start: [22, 5],
          end: [22, 16],
          study: {
            results: 'Four calls a week, all reached within two hours.',
            outcome: 'PARTLY_MET',
            learning: 'Care homes did not know the number.',
          },
          decision: {
            decision: 'ADAPT',
            rationale: 'There is room for more calls.',
            nextSteps: 'Visit each care home and leave the number.',
          },
        },
        {
          title: 'Care homes included',
          change: 'All nine care homes of the neighbourhood are told the number by a visit.',
          scale: 'One neighbourhood, four weeks',
          question: 'Do care homes call the team instead of an ambulance?',
          prediction: 'At least ten calls a week from care homes.',
          start: [23, 4],
          end: [23, 28],
          study: {
            results: 'Twelve calls a week, eleven of twelve reached within two hours.',
            outcome: 'MET',
            learning: 'Calls come in the early evening as well.',
          },
          decision: {
            decision: 'ADOPT',
            rationale: 'Used and reliable.',
            nextSteps: 'Extend to eight in the evening.',
          },
        },
        {
          title: 'Evenings until eight',
          change: 'The team is there until eight in the evening.',
          scale: 'Two neighbourhoods, six weeks',
          question: 'Are evening calls reached in time?',
          prediction: 'Nine in ten evening calls are reached within two hours.',
          start: [34, 6],
          end: [35, 14],
          observation: 'First evening: five calls, four reached within two hours.',
        },
      ],
    },
  ],
}
