import { type Api, uuid } from '../../support/api.js'
import { errors, harbour, project } from '../project/programme.js'

export const milestone = uuid('4', 1)

export const planned = {
  id: milestone,
  localityId: harbour,
  projectId: project,
  title: 'Falls service in every practice',
  description: 'A named nurse for falls in each practice',
  criteria: 'A list of names, one for each practice',
  owner: 'Dr Ann Cole',
  dueOn: '2024-03-31',
}

const wholeMilestone = `milestone {
  id uuid title description criteria owner status dueOn forecastOn slippedDays startedOn achievedOn evidence evidenceUrl
  missedOn cancelledOn revision createdAt updatedAt locality { name } project { title }
  forecasts { forecastOn reason recordedAt recordedBy fromPosition }
  statusChanges { status effectiveOn reason recordedAt recordedBy fromPosition }
}`

export type MilestoneMutation =
  | 'planMilestone'
  | 'reforecastMilestone'
  | 'startMilestone'
  | 'achieveMilestone'
  | 'missMilestone'
  | 'reopenMilestone'
  | 'cancelMilestone'

export interface MilestoneAnswer {
  readonly userErrors: readonly { code: string; message: string; field: string[] }[]
  readonly position: string | null
  readonly stale: boolean
  readonly milestone: Record<string, unknown> | null
}

export const askMilestone = async (
  api: Api,
  name: MilestoneMutation,
  input: object,
  actor?: string,
): Promise<MilestoneAnswer> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ${errors} ${wholeMilestone} } }`
  const asker = actor === undefined ? {} : { actor }
  return (await api.data<{ answer: MilestoneAnswer }>(document, { input }, asker)).answer
}

/** Asks, expects that nothing was recorded, and gives the reasons. */
export const refusedMilestone = async (api: Api, name: MilestoneMutation, input: object) => {
  const before = await api.head()
  const answer = await askMilestone(api, name, input)
  expect(answer).toMatchObject({ position: null, stale: false, milestone: null })
  expect(await api.head()).toBe(before)
  return answer.userErrors
}
