import { parse, validate, type GraphQLSchema } from 'graphql'

import { buildApiSchema } from '../../src/api/schema.js'
import { exampleQueries } from '../../src/http/example-queries.js'

let schema: GraphQLSchema
beforeAll(async () => {
  schema = await buildApiSchema()
})

test.each(exampleQueries.map((example) => [example.title, example] as const))(
  'the example «%s» is valid against the API and named as its tab',
  (_, { name, query }) => {
    const document = parse(query)
    expect(validate(schema, document).map(({ message }) => message)).toEqual([])
    expect(document.definitions.map((one) => ('name' in one ? one.name?.value : null))).toEqual([name])
  },
)
