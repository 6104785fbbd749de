import type { Day } from './programme-types.js'

export interface DemonstrationMilestone {
  readonly place: string
  readonly title: string
  readonly criteria: string
  readonly owner: string
  readonly due: Day
  readonly started?: Day
  /** Later dates and why, in the order in which they were said. */
  readonly slips: readonly { readonly to: Day; readonly reason: string }[]
  readonly missed?: {
    readonly on: Day
    readonly reason: string
    readonly reopened?: { on: Day; to: Day; reason: string }
  }
  readonly achieved?: { readonly on: Day; readonly evidence: string }
  readonly cancelled?: { readonly on: Day; readonly reason: string }
}

export const milestones: readonly DemonstrationMilestone[] = [
  {
    place: 'harbour',
    title: 'Neighbourhood teams in place',
    criteria: 'Each neighbourhood has a named team with a lead and a weekly meeting.',
    owner: 'Director of integration',
    due: [16, 28],
    started: [12, 3],
    slips: [{ to: [19, 28], reason: 'Two leads could not be appointed in time.' }],
    achieved: {
      on: [19, 20],
      evidence: 'Terms of reference signed by all partners; meeting dates published.',
    },
  },
  {
    place: 'harbour',
    title: 'Shared record for all community teams',
    criteria: 'Practice, community and social care staff open the same record.',
    owner: 'Chief information officer',
    due: [22, 28],
    started: [17, 1],
    slips: [
      { to: [26, 28], reason: 'The data-sharing agreement took three months longer than planned.' },
      { to: [30, 28], reason: 'The supplier moved the release.' },
    ],
    achieved: {
      on: [30, 14],
      evidence: 'Access report: 94% of staff opened the shared record in the month.',
    },
  },
  {
    place: 'millbrook',
    title: 'Pooled budget for discharge agreed',
    criteria: 'A signed agreement of council and health services.',
    owner: 'Chief finance officer',
    due: [21, 28],
    started: [18, 10],
    slips: [{ to: [24, 28], reason: 'Waiting for the settlement of the new financial year.' }],
    missed: {
      on: [25, 2],
      reason: 'No agreement on the share of risk.',
      reopened: { on: [28, 4], to: [33, 28], reason: 'Both boards asked for a second round of talks.' },
    },
  },
  {
    place: 'northmoor',
    title: 'Single point of access open at weekends',
    criteria: 'Calls are answered from eight to eight on Saturdays and Sundays.',
    owner: 'Head of community services',
    due: [25, 28],
    started: [21, 5],
    slips: [{ to: [27, 28], reason: 'Recruitment took longer than planned.' }],
    achieved: { on: [27, 6], evidence: 'Rota for the quarter and the first four weeks of call figures.' },
  },
  {
    place: 'northmoor',
    title: 'Joint therapy team',
    criteria: 'One team with one waiting list.',
    owner: 'Head of therapies',
    due: [29, 28],
    slips: [],
    cancelled: { on: [26, 12], reason: 'Taken over by the plan of the whole system.' },
  },
  {
    place: 'vale',
    title: 'Falls lead named in every care home',
    criteria: 'A list with a name for each home.',
    owner: 'Care home forum',
    due: [27, 28],
    started: [24, 10],
    slips: [],
    achieved: { on: [26, 22], evidence: 'List of 38 homes with names, checked by telephone.' },
  },
  {
    place: 'system',
    title: 'Outcomes framework agreed by all places',
    criteria: 'Six shared metrics with definitions that each place signs.',
    owner: 'Programme director',
    due: [14, 28],
    started: [9, 5],
    slips: [{ to: [17, 28], reason: 'Two definitions were still disputed.' }],
    achieved: { on: [17, 16], evidence: 'Minutes of the partnership board, item 7.' },
  },
]
