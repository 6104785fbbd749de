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
      publicUrl: 'https://waymark.example.org/board',
      logLevel: 'warn',
      shutdownMs: 2_500,
    },
  })
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
  ['WAYMARK_PUBLIC_URL', 'waymark.example.org'],
  ['WAYMARK_PUBLIC_URL', 'ftp://example.org'],
  ['WAYMARK_PUBLIC_URL', 'https://example.org/?a=b'],
  ['WAYMARK_PUBLIC_URL', 'https://user:word@example.org'],
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
