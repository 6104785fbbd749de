import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql'

import { printApiSchema } from '../../src/api/print-schema.js'
import { buildApiSchema } from '../../src/api/schema.js'

const committed = join(__dirname, '../../schema/schema.graphql')

test('the committed schema is the one that the classes give', async () => {
  expect(await printApiSchema()).toBe(readFileSync(committed, 'utf8'))
})

const undescribedArguments = (type: GraphQLObjectType | GraphQLInterfaceType): string[] =>
  Object.values(type.getFields()).flatMap((field) =>
    field.args.filter((arg) => !arg.description).map((arg) => `${type.name}.${field.name}(${arg.name})`),
  )

const described = (type: GraphQLNamedType): string[] => {
  if (type.name.startsWith('__')) return []
  const own = type.description ? [] : [type.name]
  if (!isObjectType(type) && !isInputObjectType(type) && !isInterfaceType(type)) return own
  const fields = Object.values<{ name: string; description?: string | null }>(type.getFields())
  return [
    ...own,
    ...fields.filter((field) => !field.description).map((field) => `${type.name}.${field.name}`),
    ...(isInputObjectType(type) ? [] : undescribedArguments(type)),
  ]
}

test('every type, field and argument says what it is', async () => {
  const { Query, Mutation, ...types } = (await buildApiSchema()).getTypeMap()
  const roots = [Query, Mutation].flatMap((root) =>
    root ? described(root).filter((name) => name.includes('.')) : [],
  )
  expect([...roots, ...Object.values(types).flatMap(described)]).toEqual([])
})

test('every list is a connection with a page size, or bounded by what it belongs to', async () => {
  const types = Object.values((await buildApiSchema()).getTypeMap())
  const connections = types.filter((type) => isObjectType(type) && type.name.endsWith('Connection'))
  expect(connections.length).toBeGreaterThan(5)
  for (const type of connections) {
    if (!isObjectType(type)) continue
    expect(Object.keys(type.getFields()).sort()).toEqual(['edges', 'nodes', 'pageInfo', 'totalCount'])
  }
})

test('enum values are in capitals', async () => {
  const types = Object.values((await buildApiSchema()).getTypeMap()).filter(isEnumType)
  const values = types.filter(({ name }) => !name.startsWith('__')).flatMap((type) => type.getValues())
  expect(values.filter(({ name }) => !/^[A-Z][A-Z0-9_]*$/.test(name)).map(({ name }) => name)).toEqual([])
})
