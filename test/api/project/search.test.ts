import { type Api, startApi, uuid } from '../../support/api.js'
import { charter, errors, registerPlaces } from './programme.js'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await registerPlaces(api)
  const titles = [
    '100% seen in 4 hours',
    '100 seen in 4 hours',
    'Ward_7 falls',
    'Ward 7 falls',
    'Été',
    'A\\B',
    'A/B',
  ]
  for (const [index, title] of titles.entries())
    await api.data(
      `mutation ($input: CharterProjectInput!) { charterProject(input: $input) { ${errors} } }`,
      {
        input: { ...charter, id: uuid('c', index + 1), title },
      },
    )
})
afterAll(() => api.close())

const found = async (search: string) => {
  const { projects } = await api.data<{ projects: { totalCount: number; nodes: { title: string }[] } }>(
    `query ($search: String!) { projects(first: 50, filter: { search: $search }) { totalCount nodes { title } } }`,
    { search },
  )
  expect(projects.totalCount).toBe(projects.nodes.length)
  return projects.nodes.map(({ title }) => title)
}

test.each([
  ['part of a title', 'seen IN', ['100% seen in 4 hours', '100 seen in 4 hours']],
  ['a percent sign', '100%', ['100% seen in 4 hours']],
  ['nothing but a percent sign', '%', ['100% seen in 4 hours']],
  ['an underscore', 'ward_7', ['Ward_7 falls']],
  ['nothing but an underscore', '_', ['Ward_7 falls']],
  ['a backslash', 'a\\b', ['A\\B']],
  ['a quote', "'", []],
  ['a letter with an accent', 'éTÉ', ['Été']],
  ['a text that is longer than any title', 'x'.repeat(60_000), []],
])('a search takes %s literally, in any case', async (_, search, titles) => {
  expect(await found(search)).toEqual(titles)
})

test('a search for a metric takes its code and its name literally', async () => {
  const metrics = async (search: string) =>
    (
      await api.data<{ metrics: { totalCount: number } }>(
        `query ($search: String!) { metrics(first: 5, filter: { search: $search }) { totalCount } }`,
        { search },
      )
    ).metrics.totalCount
  expect([
    await metrics('FALL'),
    await metrics('at home'),
    await metrics('f_lls'),
    await metrics('f%s'),
  ]).toEqual([1, 1, 0, 0])
})

test('a search for a locality takes its name literally', async () => {
  const localities = async (search: string) =>
    (
      await api.data<{ localities: { nodes: { name: string }[] } }>(
        `query ($search: String!) { localities(first: 5, filter: { search: $search }) { nodes { name } } }`,
        { search },
      )
    ).localities.nodes.map(({ name }) => name)
  expect([await localities('HARB'), await localities('H_rbour'), await localities('%')]).toEqual([
    ['Harbour'],
    [],
    [],
  ])
})
