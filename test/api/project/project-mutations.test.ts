import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { without } from '../../../src/domain/without.js'
import { type Api, recordedAt, startApi, uuid } from '../../support/api.js'
import {
  charter,
  errors,
  falls,
  firstRamp,
  harbour,
  nobody,
  project,
  ramp,
  registerPlaces,
} from './programme.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await registerPlaces(api)
})
afterEach(() => api.close())

const wholeProject = `project {
  id uuid title aim population team { name role } sponsor startOn endOn status closedOn summary revision
  createdAt updatedAt locality { name } metrics { name } ramps { title }
}`

const mutations = {
  charterProject: `mutation ($input: CharterProjectInput!) { answer: charterProject(input: $input) { ${errors} ${wholeProject} } }`,
  reviseProjectCharter: `mutation ($input: ReviseProjectCharterInput!) { answer: reviseProjectCharter(input: $input) { ${errors} ${wholeProject} } }`,
  addRamp: `mutation ($input: AddRampInput!) {
    answer: addRamp(input: $input) { ${errors} ramp { id title changeIdea rationale project { title } } project { revision ramps { title } } }
  }`,
  closeProject: `mutation ($input: CloseProjectInput!) { answer: closeProject(input: $input) { ${errors} project { status closedOn summary revision } } }`,
  reopenProject: `mutation ($input: ReopenProjectInput!) { answer: reopenProject(input: $input) { ${errors} project { status closedOn summary revision } } }`,
}

interface Answer {
  userErrors: { code: string; message: string; field: string[] }[]
  [field: string]: unknown
}

const ask = async (name: keyof typeof mutations, input: object): Promise<Answer> =>
  (await api.data<{ answer: Answer }>(mutations[name], { input })).answer

/** Asks, and expects a refusal for one reason, with nothing recorded. */
const refused = async (name: keyof typeof mutations, input: object) => {
  const before = await api.head()
  const answer = await ask(name, input)
  expect(answer).toMatchObject({ position: null, stale: false })
  expect(answer['project'] ?? answer['ramp'] ?? null).toBeNull()
  expect(await api.head()).toBe(before)
  return answer.userErrors
}

const chartered = {
  id: toGlobalId('Project', project),
  uuid: project,
  title: charter.title,
  aim: charter.aim,
  population: charter.population,
  team: [
    { name: 'Asha Patel', role: 'Lead' },
    { name: 'Tom Reed', role: null },
  ],
  sponsor: charter.sponsor,
  startOn: charter.startOn,
  endOn: charter.endOn,
  status: 'OPEN',
  closedOn: null,
  summary: null,
  revision: 0,
  createdAt: recordedAt,
  updatedAt: recordedAt,
  locality: { name: 'Harbour' },
  metrics: [{ name: 'Falls at home' }],
  ramps: [],
}

describe('charterProject', () => {
  test('answers with the project as it was chartered', async () => {
    const answer = await ask('charterProject', charter)
    expect(answer).toEqual({
      userErrors: [],
      position: String(await api.head()),
      stale: false,
      project: chartered,
    })
  })

  test('makes the id when none is given, and takes opaque ids as well as UUIDs', async () => {
    const { id, ...rest } = charter
    const input = {
      ...rest,
      localityId: toGlobalId('Locality', harbour),
      metricIds: [toGlobalId('Metric', falls)],
    }
    const answer = await ask('charterProject', input)
    expect(answer).toMatchObject({
      userErrors: [],
      project: { title: charter.title, metrics: [{ name: 'Falls at home' }] },
    })
    expect(answer['project']).not.toMatchObject({ uuid: id })
  })

  test('said twice under its id records nothing the second time', async () => {
    await ask('charterProject', charter)
    const head = await api.head()
    expect(await ask('charterProject', charter)).toMatchObject({ userErrors: [], project: chartered })
    expect(await api.head()).toBe(head)
  })

  test('sent again under the same key gets the first answer, though the server made the id', async () => {
    const rest = without(charter, 'id')
    const input = { ...rest, idempotencyKey: 'charter-1' }
    const first = await ask('charterProject', input)
    const head = await api.head()
    expect(await ask('charterProject', input)).toEqual(first)
    expect(await api.head()).toBe(head)
  })

  test('is refused under the key of another request', async () => {
    await ask('charterProject', { ...charter, idempotencyKey: 'charter-1' })
    const userErrors = await refused('charterProject', {
      ...charter,
      id: uuid('c', 2),
      idempotencyKey: 'charter-1',
    })
    expect(userErrors).toEqual([
      {
        code: 'IDEMPOTENCY_KEY_REUSED',
        message: expect.stringMatching(/key of its own/) as string,
        field: ['input', 'idempotencyKey'],
      },
    ])
  })

  test.each([
    ['an empty title', { title: '  ' }, 'INVALID_VALUE', ['title'], /cannot be empty/],
    [
      'a team of somebody without a name',
      { team: [{ name: '' }] },
      'INVALID_VALUE',
      ['team', '0', 'name'],
      /Give the name/,
    ],
    ['an id that is no UUID', { id: 'falls' }, 'INVALID_VALUE', ['id'], /UUID, such as/],
    [
      'the id of a metric as its locality',
      { localityId: toGlobalId('Metric', falls) },
      'INVALID_ID',
      ['localityId'],
      /id of a Metric; give the id of a Locality/,
    ],
    [
      'an unknown locality',
      { localityId: nobody },
      'LOCALITY_NOT_FOUND',
      ['localityId'],
      /register the locality first/,
    ],
    [
      'an unknown metric',
      { metricIds: [falls, nobody] },
      'METRIC_NOT_FOUND',
      ['metricIds', '1'],
      /define the metric first/,
    ],
    [
      'an end before its start',
      { endOn: '2023-12-31' },
      'PROJECT_ENDS_BEFORE_START',
      ['endOn'],
      /after the start on 2024-01-08/,
    ],
    ['an empty key', { idempotencyKey: ' ' }, 'INVALID_VALUE', ['idempotencyKey'], /1 to 200 characters/],
  ])('refuses %s and says what to do', async (_, change, code, field, message) => {
    const userErrors = await refused('charterProject', { ...charter, ...change })
    expect(userErrors).toEqual([
      { code, field: ['input', ...field], message: expect.stringMatching(message) as string },
    ])
  })

  test('names everything that is wrong at once', async () => {
    const userErrors = await refused('charterProject', {
      ...charter,
      localityId: nobody,
      metricIds: [nobody],
      endOn: charter.startOn,
    })
    expect(userErrors.map(({ code }) => code)).toEqual([
      'LOCALITY_NOT_FOUND',
      'PROJECT_ENDS_BEFORE_START',
      'METRIC_NOT_FOUND',
    ])
  })

  test('refuses another charter under an id that is taken, and names `id`', async () => {
    await ask('charterProject', charter)
    expect(await refused('charterProject', { ...charter, title: 'Other' })).toEqual([
      {
        code: 'PROJECT_ID_TAKEN',
        field: ['input', 'id'],
        message: expect.stringMatching(/use a new id/) as string,
      },
    ])
  })
})

describe('reviseProjectCharter', () => {
  const text = without(charter, 'id', 'localityId')
  const revision = {
    ...text,
    projectId: project,
    aim: 'Half as many falls',
    sponsor: null,
    reason: 'The board asked for more',
  }

  beforeEach(async () => {
    await ask('charterProject', charter)
  })

  test('replaces the whole charter: what is left out is gone', async () => {
    expect(await ask('reviseProjectCharter', { ...revision, expectedRevision: 0 })).toEqual({
      userErrors: [],
      position: String(await api.head()),
      stale: false,
      project: { ...chartered, aim: 'Half as many falls', sponsor: null, revision: 1 },
    })
  })

  test('is refused when somebody changed the project since', async () => {
    await ask('addRamp', firstRamp)
    expect(await refused('reviseProjectCharter', { ...revision, expectedRevision: 0 })).toEqual([
      {
        code: 'REVISION_CONFLICT',
        field: ['input', 'expectedRevision'],
        message: expect.stringMatching(/saw revision 0, but it is at revision 1/) as string,
      },
    ])
  })

  test('asks for a reason', async () => {
    expect(await refused('reviseProjectCharter', { ...revision, reason: '' })).toEqual([
      {
        code: 'INVALID_VALUE',
        field: ['input', 'reason'],
        message: expect.stringMatching(/Give the reason/) as string,
      },
    ])
  })

  test('refuses an unknown project', async () => {
    expect(await refused('reviseProjectCharter', { ...revision, projectId: nobody })).toEqual([
      {
        code: 'PROJECT_NOT_FOUND',
        field: ['input', 'projectId'],
        message: expect.stringMatching(/charter it first/) as string,
      },
    ])
  })
})

describe('addRamp', () => {
  beforeEach(async () => {
    await ask('charterProject', charter)
  })

  test('answers with the ramp and its project', async () => {
    expect(await ask('addRamp', { ...firstRamp, projectId: toGlobalId('Project', project) })).toEqual({
      userErrors: [],
      position: String(await api.head()),
      stale: false,
      ramp: {
        id: toGlobalId('Ramp', ramp),
        title: 'Footwear',
        changeIdea: firstRamp.changeIdea,
        rationale: firstRamp.rationale,
        project: { title: charter.title },
      },
      project: { revision: 1, ramps: [{ title: 'Footwear' }] },
    })
  })

  test('refuses an id that is taken, and an unknown project', async () => {
    await ask('addRamp', firstRamp)
    expect(await refused('addRamp', { ...firstRamp, title: 'Lighting' })).toMatchObject([
      { code: 'RAMP_ID_TAKEN', field: ['input', 'id'] },
    ])
    expect(await refused('addRamp', { ...firstRamp, projectId: nobody })).toMatchObject([
      { code: 'PROJECT_NOT_FOUND', field: ['input', 'projectId'] },
    ])
  })
})

describe('closeProject and reopenProject', () => {
  const closing = {
    projectId: project,
    closedOn: '2024-06-14',
    summary: 'A quarter fewer falls were recorded',
  }

  beforeEach(async () => {
    await ask('charterProject', charter)
  })

  test('end a project with a summary and take it up again', async () => {
    expect(await ask('closeProject', closing)).toMatchObject({
      userErrors: [],
      project: { status: 'CLOSED', closedOn: closing.closedOn, summary: closing.summary, revision: 1 },
    })
    expect(
      await ask('reopenProject', { projectId: project, reason: 'Winter', expectedRevision: 1 }),
    ).toMatchObject({
      userErrors: [],
      project: { status: 'OPEN', closedOn: null, summary: null, revision: 2 },
    })
  })

  test.each([
    ['a day to come', { closedOn: '2024-06-16' }, 'DATE_IN_FUTURE', /2024-06-15 or an earlier day/],
    ['a day before its start', { closedOn: '2024-01-07' }, 'CLOSED_BEFORE_START', /starts on 2024-01-08/],
  ])('refuse %s', async (_, change, code, message) => {
    expect(await refused('closeProject', { ...closing, ...change })).toEqual([
      { code, field: ['input', 'closedOn'], message: expect.stringMatching(message) as string },
    ])
  })

  test('refuse what its state does not allow', async () => {
    expect(await refused('reopenProject', { projectId: project, reason: 'Winter' })).toMatchObject([
      { code: 'PROJECT_NOT_CLOSED', field: ['input', 'projectId'] },
    ])
    await ask('closeProject', closing)
    expect(await refused('addRamp', firstRamp)).toMatchObject([
      {
        code: 'PROJECT_CLOSED',
        field: ['input', 'projectId'],
        message: expect.stringMatching(/Reopen the project/) as string,
      },
    ])
    expect(await refused('closeProject', { ...closing, summary: 'Other' })).toMatchObject([
      { code: 'PROJECT_CLOSED' },
    ])
  })
})
