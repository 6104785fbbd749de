import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { MemoryLedger } from '../../../src/adapters/event-store/memory-ledger.js'
import { checkLogFile, importLogFile } from '../../../src/adapters/log-file/import-log-file.js'
import { LogFileFault } from '../../../src/adapters/log-file/log-file-fault.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { editLines, logOf, storeOf, writeLog } from './files.js'

const silent = () => undefined

describe('a file of events that is not as it was written', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string
  beforeEach(async () => {
    folder = temporaryFolder()
    file = join(folder.path, 'log.jsonl')
    await writeLog(await logOf(30), file)
  })
  afterEach(() => folder.remove())

  /** The fault, once it is certain that nothing was recorded. */
  const refused = async (name = file): Promise<string> => {
    const ledger = new MemoryLedger()
    const faults = [checkLogFile(name, silent), importLogFile(name, storeOf(ledger), silent)].map((reading) =>
      reading.then(
        () => null,
        (error: unknown) => error,
      ),
    )
    const [checked, imported] = await Promise.all(faults)
    expect(checked).toBeInstanceOf(LogFileFault)
    expect(imported).toEqual(checked)
    expect(ledger.head.commands).toBe(0)
    return checked instanceof Error ? checked.message : ''
  }

  const edit =
    (line: number, change: (text: string) => string) =>
    (lines: string[]): string[] =>
      lines.map((text, index) => {
        if (index + 1 !== line) return text
        const changed = change(text)
        if (changed === text) throw new Error('The edit changes nothing')
        return changed
      })
  const without = (line: number) => (lines: string[]) => lines.toSpliced(line - 1, 1)
  const doubled = (line: number) => (lines: string[]) => lines.toSpliced(line - 1, 0, lines[line - 1] ?? '')
  const swapped = (one: number, other: number) => (lines: string[]) =>
    lines.with(one - 1, lines[other - 1] ?? '').with(other - 1, lines[one - 1] ?? '')

  // Line 1 is the header, command n is line n + 1, and line 32 is the end.
  test.each<[string, (lines: string[]) => string[], RegExp]>([
    [
      'a changed letter of the data',
      edit(9, (line) => line.replace('of a', 'of b')),
      /line 9: data or metadata of event 7 .*hash differs/,
    ],
    [
      'a changed number of the data',
      edit(9, (line) => line.replace('als 8', 'als 9')),
      /line 9: data or metadata/,
    ],
    ['changed metadata', edit(9, (line) => line.replace('a tester', 'somebody')), /line 9: data or metadata/],
    [
      'a changed type',
      edit(9, (line) => line.replace('SomethingHappened', 'NothingHappened')),
      /line 9: event 7 .*chain hash differs/,
    ],
    [
      'a changed schema',
      edit(9, (line) => line.replace('"schema":1', '"schema":2')),
      /line 9: event 7 .*chain hash differs/,
    ],
    [
      'a changed time',
      edit(9, (line) => line.replace(/"recordedAt":(\d+)\d/, '"recordedAt":$19')),
      /line 9: event 7 .*chain hash differs/,
    ],
    ['a changed stream', edit(9, (line) => line.replace('series-1', 'series-9')), /line 9: /],
    ['a changed revision', edit(9, (line) => line.replace(/"revision":\d/, '"revision":7')), /line 9: /],
    [
      'a changed position',
      edit(9, (line) => line.replace('"position":7', '"position":8')),
      /line 9: event 8 stands where event 7 belongs/,
    ],
    [
      'a changed position of the command',
      edit(9, (line) => line.replace(/"position":7,"check"/, '"position":6,"check"')),
      /line 9: command c7 ends at position 6/,
    ],
    ['a changed event id', edit(9, (line) => line.replace(/("id":")./, '$1_')), /line 9: /],
    [
      'a changed payload hash',
      edit(9, (line) => line.replace(/("payloadHash":")./, '$1_')),
      /line 9: data or metadata/,
    ],
    [
      'a changed stream link',
      edit(9, (line) => line.replace(/("streamPrevious":")./, '$1_')),
      /line 9: event 7 does not follow from the one before it in stream series-1/,
    ],
    [
      'a changed chain',
      edit(9, (line) => line.replace(/("chain":")./, '$1_')),
      /line 9: event 7 .*chain hash differs/,
    ],
    [
      'a changed result',
      edit(9, (line) => line.replace('"result":{"n":7}', '"result":{"n":8}')),
      /line 9: the record of command c7 .*check differs/,
    ],
    [
      'a changed request',
      edit(9, (line) => line.replace('"requestHash":"f', '"requestHash":"e')),
      /line 9: the record of command c7/,
    ],
    ['a changed command id', edit(9, (line) => line.replace('"command":"c7"', '"command":"c8"')), /line 9: /],
    [
      'a changed result of a command without events',
      edit(8, (line) => line.replace('"n":6', '"n":7')),
      /line 8: the record of command c6/,
    ],
    [
      'a changed check',
      edit(9, (line) => line.replace(/("check":")./, '$1_')),
      /line 9: the record of command c7/,
    ],
    [
      'another field',
      edit(9, (line) => line.replace('{"sequence"', '{"more":1,"sequence"')),
      /line 9: the line is not written as an export writes it/,
    ],
    [
      'white space',
      edit(9, (line) => line.replace('"events":[', '"events": [')),
      /line 9: the line is not written/,
    ],
    ['half a line', edit(9, (line) => line.slice(0, 100)), /line 9: it is damaged or cut off/],
    [
      'an event left out',
      edit(9, (line) => line.replace(/"events":\[.*\],"position"/, '"events":[],"position"')),
      /line 9: command c7 ends at position 7, its events at 6/,
    ],
    ['a line left out', without(9), /line 9: command 9 stands where command 8 belongs: lines are missing/],
    ['the first command left out', without(2), /line 2: command 2 stands where command 1 belongs/],
    ['the last command left out', without(31), /line 31: counts and hashes of the last line/],
    ['a line twice', doubled(9), /line 10: command 8 stands where command 9 belongs/],
    ['two lines swapped', swapped(9, 10), /line 9: command 9 stands where command 8 belongs/],
    ['an empty line', (lines) => lines.toSpliced(8, 0, ''), /line 9: it is damaged or cut off/],
    ['a line of something else', (lines) => lines.toSpliced(8, 0, '{"hello":1}'), /line 9: it is no command/],
    ['no end', without(32), /line 31: the file ends here without its last line: it is cut off/],
    [
      'changed counts at the end',
      edit(32, (line) => line.replace('"commands":30', '"commands":29')),
      /line 32: counts and hashes/,
    ],
    [
      'a changed hash at the end',
      edit(32, (line) => line.replace(/("commandChain":")./, '$1_')),
      /line 32: counts and hashes/,
    ],
    [
      'something after the end',
      (lines) => [...lines, lines[8] ?? ''],
      /line 33: there is more after the last line/,
    ],
    ['an end twice', doubled(32), /line 33: there is more after the last line/],
    [
      'no header',
      without(1),
      /line 1: it is not the first line of a file that `waymark events export` wrote/,
    ],
    [
      'another version',
      edit(1, (line) => line.replace('"version":1', '"version":2')),
      /line 1: the file has version 2, this release reads version 1/,
    ],
    [
      'an engine that nobody knows',
      edit(1, (line) => line.replace('memory', 'paper')),
      /line 1: there is no engine paper/,
    ],
    ['nothing', () => [], /line 1: it is not the first line/],
  ])('%s is refused with line and remedy, and nothing is recorded', async (_what, change, message) => {
    editLines(file, change)
    const fault = await refused()
    expect(fault).toMatch(message)
    expect(fault).toMatch(/^\S+log\.jsonl, line \d+: .*Fetch the file again or export it again/)
  })

  test('a file cut off at any byte is refused', async () => {
    const whole = readFileSync(file)
    const end = whole.lastIndexOf('\n', whole.length - 2)
    for (const length of [0, 1, 40, 60, 200, 5_000, end - 1, end, end + 1, end + 20, whole.length - 2]) {
      writeFileSync(file, whole.subarray(0, length))
      expect(await refused()).toMatch(/line \d+/)
    }
    // The end of line of the last line says nothing.
    writeFileSync(file, whole.subarray(0, -1))
    expect(await checkLogFile(file, silent)).toMatchObject({ commands: 30 })
  })

  test('a flipped bit is refused wherever it is', async () => {
    const whole = readFileSync(file)
    for (let at = 3; at < whole.length - 1; at += 331) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x01
      writeFileSync(file, bytes)
      // The name of the engine is for people.
      if (at > 50) expect(await refused()).toMatch(/line \d+/)
    }
  })

  test('a packed file that is cut off or damaged is refused', async () => {
    const packed = gzipSync(readFileSync(file))
    writeFileSync(file, packed)
    expect(await checkLogFile(file, silent)).toMatchObject({ commands: 30 })
    truncateSync(file, packed.length - 400)
    expect(await refused()).toMatch(/cannot be unpacked any further|cut off/)
    packed.fill(0xa5, 600, 700)
    writeFileSync(file, packed)
    expect(await refused()).toMatch(/line \d+/)
  })

  test('a file that is missing, a folder, or of another kind is refused', async () => {
    expect(await refused(join(folder.path, 'nothing.jsonl'))).toMatch(/cannot be read/)
    expect(await refused(folder.path)).toMatch(/cannot be read/)
    writeFileSync(file, 'org,month,falls\nRX1,2024-01-01,3\n')
    expect(await refused()).toMatch(/line 1/)
  })
})
