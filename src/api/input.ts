import type { z } from 'zod'

import type { Refusal } from '../eventsourcing/decider.js'
import type { Json } from '../eventsourcing/json.js'
import { fromGlobalId, type NodeType } from './relay/global-id.js'

/** Which type an input field's id must have, by the field's name. */
const referenceTypes: Readonly<Record<string, NodeType>> = {
  localityId: 'Locality',
  parentId: 'Locality',
  predecessorIds: 'Locality',
  successorIds: 'Locality',
  estimateId: 'PopulationEstimate',
  metricId: 'Metric',
  metricIds: 'Metric',
  targetId: 'Target',
  seriesId: 'Series',
  proposalId: 'SeriesPhase',
  phaseId: 'SeriesPhase',
  projectId: 'Project',
  rampId: 'Ramp',
  cycleId: 'Cycle',
  informedByCycleId: 'Cycle',
  milestoneId: 'Milestone',
}

export type References = Readonly<Record<string, NodeType>>

/** Where a value stands in the input, innermost first: written out only when there is something to say of it. */
interface Place {
  readonly name: string
  readonly within: Place | null
}

const pathTo = (place: Place | null): string[] =>
  place === null ? [] : [...pathTo(place.within), place.name]

export interface Prepared {
  readonly value: Readonly<Record<string, unknown>>
  readonly refusals: readonly Refusal[]
}

/** One input on its way from the API's values to the command's. A batch names few ids many times. */
class Preparation {
  readonly refusals: Refusal[] = []
  readonly #types: References
  readonly #ids = new Map<string, ReturnType<typeof fromGlobalId>>()

  constructor(types: References) {
    this.#types = types
  }

  fields(value: object, place: Place | null): Readonly<Record<string, unknown>> {
    const fields: Record<string, unknown> = {}
    for (const [name, item] of Object.entries(value)) {
      fields[name] = this.#value(item, name, place, this.#types[name])
    }
    return fields
  }

  #value(value: unknown, name: string, within: Place | null, type: NodeType | undefined): unknown {
    if (value === null) return undefined
    if (typeof value === 'string') return type === undefined ? value : this.#key(value, name, within, type)
    if (typeof value !== 'object') return value
    const place = { name, within }
    return Array.isArray(value)
      ? value.map((item, index) => this.#value(item, String(index), place, type))
      : this.fields(value, place)
  }

  /** An opaque id becomes the UUID inside; a plain UUID stays (a caller may know what it created). */
  #key(id: string, name: string, within: Place | null, type: NodeType): string {
    const known = this.#ids.get(id)
    const global = known === undefined ? fromGlobalId(id) : known
    this.#ids.set(id, global)
    if (global === null || global.type === type) return global?.key ?? id
    this.refusals.push({
      code: 'INVALID_ID',
      message: `This is the id of a ${global.type}; give the id of a ${type}`,
      field: pathTo({ name, within }),
    })
    return id
  }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null

/**
 * An input as the API got it → values as commands want them: `null` means "not given", opaque ids become UUIDs.
 *
 * @param asGiven fields that hold JSON of the caller's own, in which `null` is a value and no name is an id's
 */
export const prepareInput = (
  input: object,
  references: References = {},
  asGiven: readonly string[] = [],
): Prepared => {
  const preparation = new Preparation({ ...referenceTypes, ...references })
  const fields = Object.entries(input)
  const own = fields.filter(([name, value]) => asGiven.includes(name) && isGiven(value))
  const read = fields.filter(([name]) => !asGiven.includes(name))
  return {
    value: { ...preparation.fields(Object.fromEntries(read), null), ...Object.fromEntries(own) },
    refusals: preparation.refusals,
  }
}

/** What was asked, for the hash that tells a repeat from another request. */
export const asJson = (value: unknown): Json => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object') throw new TypeError(`An input cannot hold a ${typeof value}`)
  const fields: Record<string, Json> = {}
  for (const [name, item] of Object.entries(value)) if (isGiven(item)) fields[name] = asJson(item)
  return fields
}

/** Where Zod found something, as paths of the input. */
export const refusalsOf = (error: z.ZodError): Refusal[] =>
  error.issues.flatMap((issue) => {
    const at = issue.path.map(String)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        code: 'INVALID_VALUE',
        message: `There is no field ${key}; leave it out`,
        field: [...at, key],
      }))
    }
    const message = issue.message === 'Required' ? 'Give a value' : issue.message
    return [{ code: 'INVALID_VALUE', message, field: at }]
  })
