import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import Database from 'libsql'

import { temporaryFolder } from '../support/temporary-folder.js'
import { capture } from './captured.js'
import { longMapping } from './import/importing.js'

const folder = temporaryFolder()
const env = { WAYMARK_DATA: join(folder.path, 'data'), PORT: '0' }
const file = (name: string) => join(folder.path, name)
const run = (...args: string[]) => capture(args, env)

beforeAll(async () => {
  writeFileSync(file('mapping.json'), JSON.stringify(longMapping))
  writeFileSync(file('falls.csv'), 'org,month,falls\nRX1,2024-01-01,3\nRX1,2024-02-01,4\n')
  writeFileSync(file('bad.csv'), 'org,month,falls\nRX1,2024-03-01,-3\nRX1,2024-04-01,4\n')
  const { out, notes } = await run('import', file('falls.csv'), '--mapping', file('mapping.json'))
  expect(`${out}\n${notes}`).toMatch(/Everything was recorded/)
}, 60_000)

afterAll(() => folder.remove())

describe('waymark import', () => {
  test('without a server opens the data folder itself, and says so', async () => {
    const { out, status } = await run('import', file('falls.csv'), '-m', file('mapping.json'))
    expect(out).toMatch(/Importing falls\.csv into the data folder .* \(no server is running/)
    expect(out).toMatch(/Events recorded +0$/m)
    expect(status).toBe(0)
  })

  test('with a bad row ends with status 1, tells it, and writes the report', async () => {
    const report = file('report.json')
    const { out, status } = await run(
      'import',
      file('bad.csv'),
      '-m',
      file('mapping.json'),
      '--report',
      report,
    )
    expect(status).toBe(1)
    expect(out).toMatch(
      /line 2, column falls "-3": A count cannot be negative; give 0 or more \(COUNT_NEGATIVE\)/,
    )
    expect(out).toMatch(/Nothing was recorded/)
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      outcome: 'NOTHING_RECORDED',
      counts: { rows: 2, rejectedRows: 1, recorded: 0, events: 0 },
      findings: [{ line: 2, column: 'falls', value: '-3', code: 'COUNT_NEGATIVE' }],
    })
  })

  test.each([
    ['a file that is not there', ['import', 'nowhere.csv', '-m', file('mapping.json')], /cannot be read/],
    ['a mapping that is not there', ['import', file('falls.csv'), '-m', 'nowhere.json'], /cannot be read/],
    [
      'an address that is none',
      ['import', file('falls.csv'), '-m', file('mapping.json'), '--url', 'here'],
      /--url/,
    ],
    [
      'an address where nobody answers',
      ['import', file('falls.csv'), '-m', file('mapping.json'), '--url', 'http://127.0.0.1:9'],
      /No Waymark answers/,
    ],
  ])('with %s begins nothing', async (_what, args, message) => {
    const { notes, status } = await run(...args)
    expect(notes).toMatch(message)
    expect(status).toBe(2)
  })

  test('with a wrong setting names it', async () => {
    const args = ['import', file('falls.csv'), '-m', file('mapping.json')]
    const { notes, status } = await capture(args, { ...env, PORT: 'x' })
    expect(notes).toMatch(/PORT is "x"/)
    expect(status).toBe(2)
  })
})

describe('waymark read-side', () => {
  test('lists the generation that serves', async () => {
    const { out } = await run('read-side', 'list')
    expect(out).toMatch(/read-[0-9a-f]{12} +complete +7 .*current/)
  })

  test('rebuilds it from the log', async () => {
    const { out, status } = await run('read-side', 'rebuild')
    expect(out).toMatch(/Built read-[0-9a-f]{12}-2 from 7 events/)
    expect(status).toBe(0)
  })

  test('does not remove the current one', async () => {
    const { out } = await run('read-side', 'list', '--json')
    const [current] = JSON.parse(out) as { name: string }[]
    const { notes, status } = await run('read-side', 'retire', current?.name ?? '')
    expect(notes).toMatch(/is the one this release serves/)
    expect(status).toBe(1)
  })

  test('says which generations there are when a name is wrong', async () => {
    expect((await run('read-side', 'retire', 'x')).notes).toMatch(/There is no generation x/)
  })
})

describe('waymark help and slips', () => {
  test('settings are described', async () => {
    expect((await run('help', 'settings')).out).toMatch(/WAYMARK_DATA \(\.\/data\)/)
  })

  test('every command can be explained', async () => {
    for (const command of ['import', 'verify', 'read-side', 'schema', 'help']) {
      expect((await run('help', command)).out).toMatch(/^Usage: waymark/)
    }
    expect((await run('help', 'import')).out).toMatch(/Status: 0 all is recorded/)
  })

  test('the schema of the API is printed', async () => {
    expect((await run('schema')).out).toMatch(/^type Query/m)
  })

  test.each([[['imprt']], [['verify', '--jsn']], [['import']], [['help', 'imprt']], [['read-side', 'bild']]])(
    '%j ends with status 2',
    async (args) => {
      expect((await run(...args)).status).toBe(2)
    },
  )

  test('a data folder without a store is told', async () => {
    const { notes, status } = await run('verify', '--data', file('empty'))
    expect(notes).toMatch(/There is no event store in/)
    expect(status).toBe(2)
  })
})

describe('waymark verify', () => {
  test('says what was checked when all is well', async () => {
    const { out, status } = await run('verify')
    expect(out).toMatch(/Checked 7 events of 5 streams and \d command records/)
    expect(out).toMatch(/Head: position 7, chain hash [0-9a-f]{64}/)
    expect(status).toBe(0)
  })

  test('finds an event that was altered, at its position', async () => {
    const database = new Database(join(env.WAYMARK_DATA, 'events.db'))
    const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as {
      name: string
    }[]
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`)
    database.prepare(`UPDATE event SET content = replace(content, '"value":3', '"value":9')`).run()
    database.close()
    const { out, status } = await run('verify')
    expect(out).toMatch(/position \d+, PAYLOAD_ALTERED/)
    expect(status).toBe(1)
    const json = JSON.parse((await run('verify', '--json')).out) as {
      ok: boolean
      findings: { code: string }[]
    }
    expect(json.ok).toBe(false)
    expect(json.findings.map(({ code }) => code)).toContain('PAYLOAD_ALTERED')
  })
})
