import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import fc from 'fast-check'

import { MemoryLedger } from '../../../src/adapters/event-store/memory-ledger.js'
import { openMemoryLogSource } from '../../../src/adapters/event-store/memory-transfer.js'
import { importLogFile, OtherLogFault } from '../../../src/adapters/log-file/import-log-file.js'
import { linesOf, LineTooLong } from '../../../src/adapters/log-file/lines.js'
import { LogFileFault } from '../../../src/adapters/log-file/log-file-fault.js'
import { LogTransferFault } from '../../../src/eventsourcing/log-transfer.js'
import { commands, entriesAfter, recorded } from '../../support/log-transfer-batches.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { logOf, storeOf, writeLog } from './files.js'

const silent = () => undefined

describe('a log in a file', () => {
  let folder: ReturnType<typeof temporaryFolder>
  const file = (name: string): string => join(folder.path, name)
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  test('comes back with every hash, whatever it holds', async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(commands, fc.constantFrom('', '.gz'), async (log, ending) => {
        const original = await recorded(log)
        const name = file(`log-${(number += 1)}.jsonl${ending}`)
        await writeLog(original, name)
        const back = new MemoryLedger()
        const report = await importLogFile(name, storeOf(back), silent)
        expect(back.head).toEqual(original.head)
        expect(report).toMatchObject({ equal: true, recordedCommands: log.length })
        expect(await entriesAfter(openMemoryLogSource(back))).toEqual(
          await entriesAfter(openMemoryLogSource(original)),
        )
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  test('is the same file each time it is exported', async () => {
    const log = await logOf(20)
    await writeLog(log, file('one.jsonl'))
    await writeLog(log, file('two.jsonl'))
    expect(readFileSync(file('one.jsonl'), 'utf8')).toBe(readFileSync(file('two.jsonl'), 'utf8'))
    expect(readFileSync(file('one.jsonl'), 'utf8').split('\n').slice(0, 2)).toMatchSnapshot()
  })

  test('never takes the place of another file', async () => {
    const log = await logOf(3)
    writeFileSync(file('log.jsonl'), 'precious')
    await expect(writeLog(log, file('log.jsonl'))).rejects.toThrow(LogFileFault)
    expect(readFileSync(file('log.jsonl'), 'utf8')).toBe('precious')
    await expect(writeLog(log, file('nowhere/log.jsonl'))).rejects.toThrow('cannot be written')
  })

  test('is not made when the log is not as it was recorded', async () => {
    const log = await logOf(9)
    const [first] = log.events
    if (first === undefined) throw new Error('The log is empty')
    log.events[0] = { ...first, data: first.data.replace('8', '9') }
    await expect(writeLog(log, file('log.jsonl'))).rejects.toThrow(LogTransferFault)
    await expect(writeLog(log, file('log.jsonl'))).rejects.toThrow('waymark verify')
    expect(() => readFileSync(file('log.jsonl'))).toThrow('ENOENT')
  })

  test('an import that was broken off goes on where it was, and one that was done records nothing', async () => {
    const log = await logOf(2_500)
    await writeLog(log, file('log.jsonl'))
    const back = new MemoryLedger()
    const store = storeOf(back)
    const breaking = {
      ...store,
      open: async () => {
        const destination = await store.open()
        return {
          ...destination,
          receive: (entries: Parameters<typeof destination.receive>[0]) =>
            back.head.commands > 0 ? Promise.reject(new Error('cut off')) : destination.receive(entries),
        }
      },
    }
    await expect(importLogFile(file('log.jsonl'), breaking, silent)).rejects.toThrow('cut off')
    const before = back.head.commands
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(2_500)
    const report = await importLogFile(file('log.jsonl'), store, silent)
    expect(report).toMatchObject({ equal: true, recordedCommands: 2_500 - before })
    expect(back.head).toEqual(log.head)
    expect(await importLogFile(file('log.jsonl'), store, silent)).toMatchObject({
      equal: true,
      recordedCommands: 0,
    })
  })

  test.each<[string, () => Promise<MemoryLedger>]>([
    ['other events', () => logOf(4, 2)],
    ['a log that has gone on', () => logOf(31)],
  ])('a store that holds %s is refused, and left as it is', async (_what, make) => {
    await writeLog(await logOf(30), file('log.jsonl'))
    const other = await make()
    const { head } = other
    const importing = importLogFile(file('log.jsonl'), storeOf(other), silent)
    await expect(importing).rejects.toThrow(OtherLogFault)
    await expect(importing).rejects.toThrow(/Nothing was recorded. Name an empty store/)
    expect(other.head).toEqual(head)
  })

  test('lines are cut at line feeds alone, however the bytes come, and may not be endless', async () => {
    const text = 'one\u2028two\r\n{"ü":"👍"}\n\nlast'
    const bytes = Buffer.from(text)
    for (const size of [1, 2, 3, 7, 100]) {
      const chunks = async function* (): AsyncGenerator<Buffer> {
        for (let at = 0; at < bytes.length; at += size)
          yield await Promise.resolve(bytes.subarray(at, at + size))
      }
      const lines: string[] = []
      for await (const line of linesOf(chunks())) lines.push(line)
      expect(lines).toEqual(text.split('\n'))
      const all = async (): Promise<void> => {
        for await (const line of linesOf(chunks(), 4)) lines.push(line)
      }
      if (size < 10) await expect(all()).rejects.toThrow(LineTooLong)
    }
  })
})
