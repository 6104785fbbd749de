import type { ServerProcess } from '../support/server-process.js'
import { accountOf, type Account } from './account.js'
import type { Engine } from './engines.js'
import type { Load } from './load.js'
import { report } from './results.js'
import { rounds as usualRounds } from './rounds.js'
import type { Rows } from './rows.js'

/** The end of a scenario, with everything that is compared. */
export interface Reckoning {
  readonly engine: string
  readonly account: Account
  readonly wrong: readonly string[]
  readonly findings: readonly unknown[]
  /** Tables whose rows are not those of a fresh build. */
  readonly unequal: readonly string[]
  /** Rows of readings that serve. */
  readonly readings: number
}

const unequalTables = (served: Rows, fresh: Rows): readonly string[] =>
  [...new Set([...Object.keys(served), ...Object.keys(fresh)])].filter(
    (table) => JSON.stringify(served[table]) !== JSON.stringify(fresh[table]),
  )

/** Looks at everything that a scenario has left, while no server runs. */
export const reckon = async (engine: Engine, load: Load): Promise<Reckoning> => {
  const log = await engine.openLog()
  const account = await accountOf(log, load.acknowledged()).finally(() => log.close())
  const served = await engine.servedRows()
  return {
    engine: engine.name,
    account,
    wrong: load.wrong(),
    findings: await engine.findings(),
    unequal: unequalTables(served, await engine.freshRows()),
    readings: served['reading']?.length ?? 0,
  }
}

interface Told {
  readonly scenario: string
  readonly note?: string
  readonly rounds?: number
}

/**
 * Nothing acknowledged is missing or there twice, nothing is out of order, the log is whole, no client got an answer
 * that it cannot use, and the rows that serve are those of a fresh build.
 */
export const expectAllIsWell = (reckoning: Reckoning, told: Told): void => {
  const { engine, account, wrong, findings, unequal, readings } = reckoning
  const { scenario, note = '', rounds = usualRounds } = told
  const { acknowledged, found, missing, doubled, gaps } = account
  const readSideEqual = unequal.length === 0
  report({ scenario, engine, rounds, acknowledged, found, missing, doubled, readSideEqual, note })
  expect(wrong).toEqual([])
  expect({ missing, doubled, gaps }).toEqual({ missing: 0, doubled: 0, gaps: [] })
  expect(findings).toEqual([])
  expect(unequal).toEqual([])
  expect(readings).toBeGreaterThanOrEqual(acknowledged)
}

export const expectNothingLostOrDoubled = async (engine: Engine, load: Load, told: Told): Promise<void> =>
  expectAllIsWell(await reckon(engine, load), told)

/** Between two looks at a server that is not ready yet, in milliseconds. */
const LOOK_MS = 20

/** Waits until a server can answer with all that was recorded. */
export const ready = async (address: string): Promise<void> => {
  while (!(await fetch(`${address}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}

/** Once all is read, ends a server as an operator does: it goes with status 0 and complains of nothing. */
export const endsInPeace = async (server: ServerProcess, address: string): Promise<void> => {
  await ready(address)
  server.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(server.complaint()).toBe('')
}
