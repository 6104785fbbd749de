import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const projectFolder = path.join(__dirname, '..', '..')
const made: string[] = []

export const removeTemporaryProjects = (): void => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-launch-'))
  made.push(folder)
  return folder
}

export const write = (root: string, file: string, content: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), content)
}

/** A project of one source that the real launcher can build, with the compiler of this one. */
export const temporaryProject = (): string => {
  const root = temporaryFolder()
  const lock = JSON.stringify({ packages: { '': {} } })
  write(root, 'package.json', '{ "name": "sample" }')
  write(root, 'package-lock.json', lock)
  write(root, 'node_modules/.package-lock.json', lock)
  symlinkSync(
    path.join(projectFolder, 'node_modules', 'typescript'),
    path.join(root, 'node_modules', 'typescript'),
  )
  write(root, 'node_modules/prisma/build/index.js', fakePrisma)
  write(root, 'prisma/schema.prisma', '')
  write(root, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['src/**/*.ts'] }))
  write(root, 'src/language.d.ts', language)
  write(root, 'src/a.ts', 'export const a = 1\n')
  cpSync(path.join(projectFolder, 'src', 'launch'), path.join(root, 'src', 'launch'), { recursive: true })
  return root
}

const compilerOptions = {
  target: 'es2022',
  module: 'commonjs',
  rootDir: '.',
  outDir: 'dist',
  incremental: true,
  types: [],
  noLib: true,
}

/** As little of the language as the compiler needs; reading all of it takes most of its time. */
const language = [
  'Array<T>',
  'Boolean',
  'CallableFunction',
  'Function',
  'IArguments',
  'NewableFunction',
  'Number',
  'Object',
]
  .concat('RegExp', 'String')
  .map((name) => `interface ${name} {}`)
  .join('\n')

/** Generates two files beside the schema, as Prisma would many. */
const fakePrisma = `
const fs = require('node:fs')
const path = require('node:path')
const schema = process.argv[process.argv.indexOf('--schema') + 1]
const client = path.join(path.dirname(schema), 'client')
fs.mkdirSync(path.join(client, 'internal'), { recursive: true })
const content = 'export const client = ' + JSON.stringify(fs.readFileSync(schema, 'utf8'))
fs.writeFileSync(path.join(client, 'client.ts'), content)
fs.writeFileSync(path.join(client, 'internal', 'class.ts'), content)
`
