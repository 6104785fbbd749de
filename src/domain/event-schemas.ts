import { z } from 'zod'

import { catalogue } from './catalogue.js'

/**
 * A JSON Schema for the newest version of every event type, by the name of its file in `schema/events/`.
 * For those who read the log without Waymark. Files of older versions stay as they are.
 */
export const printEventSchemas = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(catalogue).map(([type, { category, schema, shape }]) => {
      // As it is read: fields that are unknown are allowed, and left out.
      const { $schema, ...body } = z.toJSONSchema(shape, { io: 'input' })
      const title = `${type}, version ${schema}: data of events in streams ${category}-…`
      return [`${type}.v${schema}.json`, `${JSON.stringify({ $schema, title, ...body }, null, 2)}\n`]
    }),
  )
