import { projectionsOf } from '../../../src/api/projections/projection.js'
import type { ReadSideStatus } from '../../../src/eventsourcing/read-side.js'

const status: ReadSideStatus = {
  ...{ name: 'read-side', generation: 'read-1', serving: 'read-1', ready: true },
  ...{ position: 40n, head: 42n, lagEvents: 2, lagSeconds: 0.5, state: 'following' },
  projections: ['metrics', 'readings'],
}

test('while a new build goes on, its projections are listed after those that serve', () => {
  const beside = {
    ...status,
    generation: 'read-1-2',
    position: 10n,
    lagEvents: 32,
    state: 'building',
  } as const
  expect(
    projectionsOf({ ...status, beside }, 0).map(({ name, generation, position, lagEvents, status }) => [
      ...[name, generation, position, lagEvents, status],
    ]),
  ).toEqual([
    ['metrics', 'read-1', 40n, 2, 'FOLLOWING'],
    ['readings', 'read-1', 40n, 2, 'FOLLOWING'],
    ['metrics', 'read-1-2', 10n, 32, 'BUILDING'],
    ['readings', 'read-1-2', 10n, 32, 'BUILDING'],
  ])
})

test.each(['retrying', 'stopped'] as const)('says why when it is %s', (state) => {
  const error = { kind: 'store', message: 'The log is away', cause: null } as const
  expect(projectionsOf({ ...status, state, error }, 0)[0]).toMatchObject({
    ...{ status: state.toUpperCase(), error: 'The log is away' },
  })
})
