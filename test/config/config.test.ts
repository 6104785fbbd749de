import { readFileSync } from 'node:fs'
import path from 'node:path'

import {
  describeProblems,
  describeSettings,
  parseConfig,
  settings,
  settingsTable,
  type SettingProblem,
} from '../../src/config.js'
import { projectRoot } from '../../src/project-root.js'

const problemsOf = (env: NodeJS.ProcessEnv): readonly SettingProblem[] => {
  const parsed = parseConfig(env)
  return parsed.ok ? [] : parsed.problems
}

test('with nothing set, Waymark listens on this computer alone and keeps data in its own folder', () => {
  expect(parseConfig({})).toEqual({
    ok: true,
    config: {
      host: '127.0.0.1',
      port: 4000,
      dataFolder: path.join(projectRoot, 'data'),
      eventStore: { kind: 'embedded' },
      readSide: { kind: 'files' },
      metrics: false,
      traces: false,
      maxLagSeconds: 60,
      publicUrl: null,
      logLevel: 'info',
      shutdownMs: 10_000,
    },
  })
})

test('every setting can be set', () => {
  const env = {
    HOST: '0.0.0.0',
    PORT: '0',
    WAYMARK_DATA: '/srv/waymark',
    WAYMARK_EVENT_STORE: 'kurrentdb://ann:word@one:2113,two:2113?tls=true',
    WAYMARK_READ_SIDE: 'postgresql://ann:word@db.example.org:5432/rows',
    WAYMARK_METRICS: 'ON',
    WAYMARK_MAX_LAG_SECONDS: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    WAYMARK_PUBLIC_URL: 'https://waymark.example.org/board/',
    LOG_LEVEL: 'WARN',
    WAYMARK_SHUTDOWN_SECONDS: '2.5',
  }
  expect(Object.keys(env)).toEqual(settings.map(({ name }) => name))
  expect(parseConfig(env)).toEqual({
    ok: true,
    config: {
      host: '0.0.0.0',
      port: 0,
      dataFolder: '/srv/waymark',
      eventStore: { kind: 'kurrentdb', url: 'kurrentdb://ann:word@one:2113,two:2113?tls=true' },
      readSide: { kind: 'postgresql', url: 'postgresql://ann:word@db.example.org:5432/rows' },
      metrics: true,
      traces: true,
      maxLagSeconds: 0,
      publicUrl: 'https://waymark.example.org/board',
      logLevel: 'warn',
      shutdownMs: 2_500,
    },
  })
})

test.each([
  ['OTEL_SDK_DISABLED', 'true'],
  ['OTEL_TRACES_EXPORTER', 'none'],
])('no traces are sent with %s=%s, whatever else is set', (name, value) => {
  const parsed = parseConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', [name]: value })
  expect(parsed).toMatchObject({ ok: true, config: { traces: false } })
})

test('set to nothing, or to spaces, counts as not set', () => {
  expect(parseConfig({ HOST: '', PORT: ' ', WAYMARK_PUBLIC_URL: '' })).toEqual(parseConfig({}))
})

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', '4000x'],
  ['PORT', '0x10'],
  ['PORT', 'http'],
  ['HOST', 'two words'],
  ['HOST', 'http://localhost'],
  ['WAYMARK_EVENT_STORE', 'sqlite'],
  ['WAYMARK_EVENT_STORE', 'mysql://localhost/waymark'],
  ['WAYMARK_EVENT_STORE', 'postgresql://'],
  ['WAYMARK_READ_SIDE', 'embedded'],
  ['WAYMARK_READ_SIDE', 'kurrentdb://localhost:2113'],
  ['WAYMARK_METRICS', 'yes'],
  ['WAYMARK_PUBLIC_URL', 'waymark.example.org'],
  ['WAYMARK_PUBLIC_URL', 'ftp://example.org'],
  ['WAYMARK_PUBLIC_URL', 'https://example.org/?a=b'],
  ['WAYMARK_PUBLIC_URL', 'https://user@example.org'],
  ['LOG_LEVEL', 'loud'],
  ['WAYMARK_SHUTDOWN_SECONDS', '601'],
  ['WAYMARK_SHUTDOWN_SECONDS', '-1'],
  ['WAYMARK_SHUTDOWN_SECONDS', 'ten'],
])('%s set to %j is refused with its name, its value and what to set', (name, value) => {
  const problems = problemsOf({ [name]: value })
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ setting: name, value })
  const text = describeProblems(problems)
  expect(text).toContain(`${name} is "${value}"`)
  expect(text).toContain(`Set ${name} to `)
})

test.each([
  ['embedded', {}, { kind: 'files' }],
  ['kurrentdb+discover://cluster.example.org:2113', {}, { kind: 'files' }],
  ['postgresql://db/waymark', {}, { kind: 'postgresql', url: 'postgresql://db/waymark' }],
  ['postgresql://db/waymark', { WAYMARK_READ_SIDE: 'files' }, { kind: 'files' }],
  [
    'embedded',
    { WAYMARK_READ_SIDE: 'postgres://db/rows' },
    { kind: 'postgresql', url: 'postgres://db/rows' },
  ],
])('with events in %s and %j, rows are kept where one would look for them', (events, more, readSide) => {
  const parsed = parseConfig({ WAYMARK_EVENT_STORE: events, ...more })
  expect(parsed.ok && parsed.config.readSide).toEqual(readSide)
})

test.each([
  ['postgres:/ann:secret@db/waymark', 'postgres:/ann:secret@db/waymark'.replace('secret', '***')],
  ['mysql://ann:secret@db/waymark', 'mysql://ann:***@db/waymark'],
  ['postgresql://ann:se/cr:et@db/way mark', 'postgresql://ann:***@db/way mark'],
  ['http://db/waymark?user=ann&password=secret&ssl=true', 'http://db/waymark?user=ann&password=***&ssl=true'],
])('no password is shown of %s', (value, shown) => {
  const problems = problemsOf({ WAYMARK_EVENT_STORE: value })
  expect(problems).toMatchObject([{ value: shown }])
  expect(describeProblems(problems)).not.toMatch(/secret|cr:et/)
})

test.each([
  ['WAYMARK_EVENT_STORE', 'postgresql://ann:100%secret@db/waymark', 'postgresql://ann:***@db/waymark'],
  ['WAYMARK_READ_SIDE', 'postgres://ann:secret%zz@db:5432/waymark', 'postgres://ann:***@db:5432/waymark'],
  ['WAYMARK_READ_SIDE', 'postgresql://a%n:secret@db/waymark', 'postgresql://a%n:***@db/waymark'],
  ['WAYMARK_EVENT_STORE', 'postgresql://ann:sec/ret@db/waymark', 'postgresql://ann:***@db/waymark'],
  ['WAYMARK_EVENT_STORE', 'postgresql://ann:12/sec@ret@db/waymark', 'postgresql://ann:***@db/waymark'],
  ['WAYMARK_EVENT_STORE', 'postgresql://ann:12#secret@db/waymark', 'postgresql://ann:***@db/waymark'],
  ['WAYMARK_EVENT_STORE', 'postgresql://ann:sec ret@db/waymark', 'postgresql://ann:***@db/waymark'],
  [
    'WAYMARK_EVENT_STORE',
    'kurrentdb://ann:secret%@one:2113?tls=true',
    'kurrentdb://ann:***@one:2113?tls=true',
  ],
])('%s with a password that is not encoded is told how, and not shown: %s', (name, value, shown) => {
  const problems = problemsOf({ [name]: value })
  expect(problems).toMatchObject([{ setting: name, value: shown }])
  const text = describeProblems(problems)
  expect(text).toContain('special characters in user or password are percent-encoded (@ as %40')
  expect(text).not.toMatch(/secret|ret@|sec\b/)
})

test('an address whose password is encoded is taken, and what is no address gets no hint about encoding', () => {
  const url = 'postgresql://ann:100%25%40%2F%3A%23%20@db/way%20mark?sslmode=require'
  const parsed = parseConfig({ WAYMARK_EVENT_STORE: url })
  expect(parsed.ok && parsed.config.eventStore).toEqual({ kind: 'postgresql', url })
  expect(describeProblems(problemsOf({ WAYMARK_EVENT_STORE: 'sqlite' }))).not.toContain('percent')
})

test('all settings that are wrong are told at once', () => {
  const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'y', HOST: '127.0.0.1' })
  expect(problems.map(({ setting }) => setting)).toEqual(['PORT', 'LOG_LEVEL'])
  expect(describeProblems(problems).split('\n')).toHaveLength(2)
})

test('each setting is described with its default', () => {
  for (const { name, default: standard } of settings)
    expect(describeSettings()).toContain(`${name} (${standard ?? 'not set'})`)
})

/** Prettier makes columns of one width; only the words count. */
const cells = (table: string): string => table.replaceAll(/ +\|/g, ' |').replaceAll(/-{2,}/g, '---')

test.each(['README.md', 'docs/running.md'])('%s shows the settings as they are', (file) => {
  expect(cells(readFileSync(path.join(projectRoot, file), 'utf8'))).toContain(settingsTable())
})
