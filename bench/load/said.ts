import type { UnitOfWork, WorkResult } from '../../src/eventsourcing/command.js'
import type { Json } from '../../src/eventsourcing/json.js'

/** The day on which something is decided, `2024-04-01`. */
export interface Today {
  readonly today: string
}

/** A command that somebody in the region gives: what is asked, and the work that the real deciders do on it. */
export interface Said {
  readonly name: string
  readonly actor: string
  readonly request: Json
  readonly work: (unit: UnitOfWork, clock: Today) => Promise<WorkResult<Json>>
}

/** Values as they come from outside; the schema of the command makes ids of text. */
export interface Values {
  readonly [name: string]: Json | Values | readonly Values[] | undefined
}

/** As it would come over the network: what is undefined is not there. */
export const asSent = (values: Values): Json => JSON.parse(JSON.stringify(values)) as Json

/**
 * Makes commands of one kind, as the API does: the values are checked by the command's schema, then decided.
 *
 * @throws ZodError when values do not fit the schema
 */
export const saying =
  <Command, Result extends Json>(
    name: string,
    schema: { parse(values: unknown): Command },
    work: (unit: UnitOfWork, command: Command, clock: Today) => Promise<WorkResult<Result>>,
  ) =>
  (actor: string, values: Values): Said => {
    const request = asSent(values)
    const command = schema.parse(request)
    return { name, actor, request, work: (unit, clock) => work(unit, command, clock) }
  }
