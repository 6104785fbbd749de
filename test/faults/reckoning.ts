import { accountOf } from './account.js'
import type { Engine } from './engines.js'
import type { Load } from './load.js'
import { report } from './results.js'
import { rounds as usualRounds } from './rounds.js'

/**
 * The end of a scenario: nothing acknowledged is missing or there twice, nothing is out of order, the log is whole,
 * no client got an answer that it cannot use, and the rows that serve are those of a fresh build.
 */
export const expectNothingLostOrDoubled = async (
  engine: Engine,
  load: Load,
  {
    scenario,
    note = '',
    rounds = usualRounds,
  }: { readonly scenario: string; readonly note?: string; readonly rounds?: number },
): Promise<void> => {
  const log = await engine.openLog()
  const account = await accountOf(log, load.acknowledged()).finally(() => log.close())
  const served = await engine.servedRows()
  const fresh = await engine.freshRows()
  const readSideEqual = JSON.stringify(served) === JSON.stringify(fresh)
  report({
    ...{ scenario, engine: engine.name, rounds, readSideEqual, note },
    ...{ acknowledged: account.acknowledged, found: account.found },
    ...{ missing: account.missing, doubled: account.doubled },
  })
  expect(load.wrong()).toEqual([])
  expect(account).toMatchObject({ missing: 0, doubled: 0, gaps: [] })
  expect(await engine.findings()).toEqual([])
  expect(served['reading']?.length).toBeGreaterThanOrEqual(account.acknowledged)
  expect(served).toEqual(fresh)
}

/** Waits until a server can answer with all that was recorded. */
export const ready = async (address: string): Promise<void> => {
  while (!(await fetch(`${address}/readyz`)).ok) await new Promise((resolve) => setImmediate(resolve))
}
