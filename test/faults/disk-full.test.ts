import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

import { temporaryFolder } from '../support/temporary-folder.js'
import { exited } from '../support/typescript-process.js'
import type { DiskFullOutcome } from './disk-full-run.js'
import { expectAllIsWell } from './reckoning.js'
import { patienceOf, rounds } from './rounds.js'
import { smallDiskHere, startOnSmallDisk } from './small-disk.js'

let folder: ReturnType<typeof temporaryFolder>
let child: ChildProcess | undefined
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  if (child?.exitCode === null && child.kill('SIGTERM')) await exited(child)
  folder.remove()
})

const collected = (stream: NodeJS.ReadableStream | null): (() => string) => {
  let text = ''
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => text
}

/** What the stores need at first, and each round more, in megabytes. */
const sizes = { embedded: [96, 48], postgresql: [192, 48] } as const

test.each(['embedded', 'postgresql'] as const)(
  'a full disk under the stores (%s) is refused as retryable, and nothing is lost when there is room again',
  async (store) => {
    const how = smallDiskHere(folder.path)
    const [first, each] = sizes[store]
    const require = ['--require', join(__dirname, '../support/typescript.cjs')]
    const script = join(__dirname, 'disk-full-run.ts')
    const kind = how === 'limit on the size of files' ? 'limit' : 'disk'
    child = startOnSmallDisk(
      how,
      folder.path,
      `${first + each * rounds}m`,
      [process.execPath, ...require, script, folder.path, store, kind],
      process.env,
    )
    const [said, complained] = [collected(child.stdout), collected(child.stderr)]
    const status = await exited(child)
    expect({ status, complained: complained() }).toEqual({ status: 0, complained: '' })
    const { reckoning, refused, codes, restarts } = JSON.parse(said()) as DiskFullOutcome
    expect(refused).toBeGreaterThan(0)
    expect(codes).toContain('STORE_UNAVAILABLE')
    expectAllIsWell(reckoning, {
      scenario: 'disk full under the stores, then room again',
      note: `${how}; ${refused} requests refused as retryable; the database was started again ${restarts} times`,
    })
  },
  patienceOf(60_000),
)
