import { type NodeType, toGlobalId } from '../../src/api/relay/global-id.js'
import { type Api, startApi, uuid } from '../support/api.js'
import { done, mutate, refusalOf } from '../support/mutate.js'
import { cycle, planned, secondCycle } from './cycle/cycles.js'
import { fallsDefinition } from './metric/metrics.js'
import { charter, charterProject, falls, harbour, marsh, project } from './project/programme.js'

const secondProject = uuid('c', 2)
const secondMetric = uuid('b', 2)
const id = uuid('9', 1)

let api: Api

/** Two of each that has parts: localities, metrics, projects and cycles that run. */
beforeEach(async () => {
  api = await startApi()
  await charterProject(api)
  await done(api, 'charterProject', { ...charter, id: secondProject, title: 'Fewer falls in Marsh' })
  await done(api, 'defineMetric', { id: secondMetric, code: 'slips', definition: fallsDefinition })
  for (const each of [cycle, secondCycle]) {
    await done(api, 'planCycle', { ...planned, id: each })
    await done(api, 'startCycle', { cycleId: each, startedOn: '2024-05-06' })
  }
})
afterEach(() => api.close())

interface Part {
  readonly type: NodeType
  readonly mutation: string
  readonly input: object
  /** Field of the input that names the owner, and the two who choose the same id. */
  readonly owner: string
  readonly owners: readonly [string, string]
  readonly code: string
  readonly selection: string
  /** What tells the part from another. */
  readonly shown: string
}

const parts: readonly Part[] = [
  {
    type: 'Ramp',
    mutation: 'addRamp',
    input: { title: 'Lighting', changeIdea: 'Light the stairs' },
    owner: 'projectId',
    owners: [project, secondProject],
    code: 'RAMP_ID_TAKEN',
    selection: 'ramp { id } project { id }',
    shown: 'project { id }',
  },
  {
    type: 'Observation',
    mutation: 'recordObservation',
    input: { text: 'All went well', observedOn: '2024-05-07' },
    owner: 'cycleId',
    owners: [cycle, secondCycle],
    code: 'OBSERVATION_ID_TAKEN',
    selection: 'observation { id } cycle { id }',
    shown: 'text recordedAt',
  },
  {
    type: 'Target',
    mutation: 'setTarget',
    input: { value: 12, validFrom: '2024-04-01' },
    owner: 'metricId',
    owners: [falls, secondMetric],
    code: 'TARGET_ID_TAKEN',
    selection: 'target { id }',
    shown: 'value validFrom',
  },
  {
    type: 'PopulationEstimate',
    mutation: 'recordPopulation',
    input: {
      year: 2022,
      basis: 'RESIDENT',
      ageBand: '65+',
      people: 41_870,
      source: 'ONS mid-year estimates',
      vintage: 'July 2024 revision',
    },
    owner: 'localityId',
    owners: [harbour, marsh],
    code: 'POPULATION_ID_TAKEN',
    selection: 'population { id }',
    shown: 'people year',
  },
]

const shownBy = ({ type, shown }: Part) =>
  api.data(`query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { ${shown} } } }`, {
    id: toGlobalId(type, id),
  })

describe.each(parts)('the id of the $type', (part) => {
  const { mutation, owner, owners, code, selection } = part
  const asking = (one: string) => ({ id, ...part.input, [owner]: one })
  const first = asking(owners[0])
  const second = asking(owners[1])

  test.each([
    ['as it is', id],
    ['in capitals', id.toUpperCase()],
  ])('is refused to another owner, written %s, and the first keeps its part', async (_how, written) => {
    await done(api, mutation, first)
    const shown = await shownBy(part)
    expect(await refusalOf(api, mutation, { ...second, id: written }, selection)).toEqual({
      code,
      field: 'input.id',
      message: `The id ${id} is taken by something else; choose another, or leave it out`,
    })
    expect(shown).toMatchObject({ node: { __typename: part.type } })
    expect(await shownBy(part)).toEqual(shown)
  })

  test('goes to one of two who choose it at once', async () => {
    const before = await api.head()
    const answers = await Promise.all([first, second].map((input) => mutate(api, mutation, input)))
    const codes = answers.map(({ userErrors }) => userErrors.map((error) => error.code))
    expect(codes.toSorted((one, other) => one.length - other.length)).toEqual([[], [code]])
    expect(await api.head()).toBe(before + 2n)
  })
})
