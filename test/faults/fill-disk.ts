import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

import { temporaryFolder } from '../support/temporary-folder.js'
import { exited } from '../support/typescript-process.js'
import type { DiskFullOutcome } from './disk-full-run.js'
import { expectAllIsWell } from './reckoning.js'
import { report } from './results.js'
import { rounds } from './rounds.js'
import { smallDiskHere, startOnSmallDisk } from './small-disk.js'

const collected = (stream: NodeJS.ReadableStream | null): (() => string) => {
  let text = ''
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => text
}

/** What the stores need at first, and each round more, in megabytes. */
const sizes = { embedded: [96, 48], postgresql: [192, 48] } as const

let running: { readonly child: ChildProcess; readonly ended: Promise<unknown> } | undefined

/** Ends what a test that gave up has left behind. */
export const endFilling = async (): Promise<void> => {
  running?.child.kill('SIGTERM')
  await running?.ended
  running = undefined
}

const SCENARIO = 'disk full under the stores, then room again'

/** A database of several processes needs a disk of its own to be full. */
const tellThatItCannotBeTried = (): void => {
  const note = 'NOT TRIED: this machine permits neither a mount nor a user namespace'
  report({
    ...{ scenario: SCENARIO, engine: 'PostgreSQL', rounds: 0, readSideEqual: false, note },
    ...{ acknowledged: 0, found: 0, missing: 0, doubled: 0 },
  })
  if (process.env['CI'] === 'true') throw new Error(`A full disk under PostgreSQL: ${note}`)
  console.warn(`A full disk under PostgreSQL: ${note}`)
}

/** Fills the disk under a store again and again, in a process of its own that has the disk for itself. */
export const fillUnderLoad = async (store: keyof typeof sizes): Promise<void> => {
  const folder = temporaryFolder()
  const how = smallDiskHere(folder.path)
  if (store === 'postgresql' && how === 'limit on the size of files') {
    folder.remove()
    tellThatItCannotBeTried()
    return
  }
  const [first, each] = sizes[store]
  const require = ['--require', join(__dirname, '../support/typescript.cjs')]
  const kind = how === 'limit on the size of files' ? 'limit' : 'disk'
  const command = [
    process.execPath,
    ...require,
    join(__dirname, 'disk-full-run.ts'),
    folder.path,
    store,
    kind,
  ]
  const child = startOnSmallDisk(how, folder.path, `${first + each * rounds}m`, command, process.env)
  const [said, complained] = [collected(child.stdout), collected(child.stderr)]
  const ended = exited(child)
  running = { child, ended }
  const status = await ended
  running = undefined
  folder.remove()
  expect({ status, complained: complained() }).toEqual({ status: 0, complained: '' })
  const { reckoning, refused, codes, restarts } = JSON.parse(said()) as DiskFullOutcome
  expect(refused).toBeGreaterThan(0)
  expect(codes).toContain('STORE_UNAVAILABLE')
  expectAllIsWell(reckoning, {
    scenario: SCENARIO,
    note: `${how}; ${refused} requests refused as retryable; the database was started again ${restarts} times`,
  })
}
