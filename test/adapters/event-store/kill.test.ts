import { join } from 'node:path'

import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { exited, startTypescript } from '../../support/typescript-process.js'

const KILLS = 20

/** Lets a writer work until it has acknowledged so many commands, then kills it. What it acknowledged, line by line. */
const writeAndKill = async (file: string, run: number, after: number): Promise<readonly string[]> => {
  const child = startTypescript(join(__dirname, '../../support/event-store-writer.ts'), file, String(run))
  let said = ''
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.split('\n').length > after) child.kill('SIGKILL')
  })
  await exited(child)
  expect(complaint).toBe('')
  // The last line may have been cut off.
  return said.split('\n').slice(0, -1)
}

test('20 kills in a write loop lose nothing that was acknowledged', async () => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'events.db')
  let head = 0
  for (let run = 0; run < KILLS; run += 1) {
    const acknowledged = await writeAndKill(file, run, 1 + ((run * 17) % 90))
    expect(acknowledged.length).toBeGreaterThan(0)
    const report = verifySqliteLog(file)
    expect(report.findings).toEqual([])
    expect(report.events).toBe(Number(report.head))
    expect(report.events).toBeGreaterThan(head)
    head = report.events
    const store = openSqliteEventStore(file)
    for (const line of acknowledged) {
      const [commandId = '', position = ''] = line.split(' ')
      expect(await store.findCommand(commandId)).toMatchObject({ position: BigInt(position) })
    }
    await store.close()
  }
  folder.remove()
}, 120_000)
