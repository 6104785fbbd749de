import { readFileSync } from 'node:fs'
import path from 'node:path'

import { parse, validate, type GraphQLSchema } from 'graphql'

import { buildApiSchema } from '../src/api/schema.js'
import { analyseLine } from '../src/cli/analyse/analyse-line.js'
import { createProgram } from '../src/cli/program.js'
import { processTerminal } from '../src/cli/terminal.js'
import { RULE_SETS } from '../src/charts/rule-sets.js'

const project = path.join(__dirname, '..')
const readme = readFileSync(path.join(project, 'README.md'), 'utf8')

/** The text of each block of code in a language. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text)

const found = (pattern: RegExp): readonly string[] => [
  ...new Set([...readme.matchAll(pattern)].map(([, name = '']) => name)),
]

let schema: GraphQLSchema
beforeAll(async () => {
  schema = await buildApiSchema()
})

const examples = blocks('graphql')

test.each(examples.map((text, index) => [index + 1, text] as const))(
  'GraphQL example %i of the README is valid against the API',
  (_, text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([])
  },
)

test('the README shows each way to read a chart', () => {
  for (const field of [
    'runChart',
    'chart',
    'charts',
    'scorecard',
    'compareLocalities',
    'rollUp',
    'analyseSeries',
  ])
    expect(examples.filter((text) => new RegExp(`^  ${field}\\(`, 'm').test(text))).not.toEqual([])
})

test('every mutation is in the table of what to record, and nothing else is', () => {
  const table = readme.split('\n').filter((line) => /^\| .*\| `/.test(line))
  const named = table
    .filter((line) => line.includes('` `'))
    .flatMap((line) => [...line.matchAll(/`(\w+)`/g)].map(([, name]) => name))
  expect(named.sort()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort())
})

test('every npm script and every command that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  const commands = createProgram(processTerminal(), {}).commands.map((command) => command.name())
  const run = found(/npm (start|test|run [a-z]+)/g)
  expect(run.filter((name) => !(name.replace('run ', '') in scripts))).toEqual([])
  expect(run.length).toBeGreaterThan(4)
  const asked = found(/npx waymark ([a-z-]+)/g)
  expect(asked).toContain('analyse')
  expect(asked.filter((name) => name !== 'help' && !commands.includes(name))).toEqual([])
})

test('the rule sets that the README names exist', () => {
  const named = found(/`([a-z]+(?:-[a-z]+)*-(?:\d{4}(?:-\d\d)?|\d\.\d\.\d)|western-electric|nelson)`/g)
  expect(named.filter((name) => !(name in RULE_SETS))).toEqual([])
  expect(named).toHaveLength(6)
})

test('the lines that the README gives to analyse are answered', () => {
  const lines = blocks('json lines').flatMap((text) => text.trim().split('\n'))
  expect(lines).toHaveLength(2)
  lines.forEach((line, index) => expect(analyseLine(line, index + 1).failed).toBe(false))
})
