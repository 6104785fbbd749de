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
  projectId: 'Project',
  rampId: 'Ramp',
  cycleId: 'Cycle',
  informedByCycleId: 'Cycle',
  milestoneId: 'Milestone',
}

export type References = Readonly<Record<string, NodeType>>

type Field = readonly string[]

export interface Prepared {
  readonly value: Readonly<Record<string, unknown>>
  readonly refusals: readonly Refusal[]
}

/** An opaque id becomes the UUID inside; a plain UUID stays (a caller may know what it created). */
const toKey = (id: string, type: NodeType, field: Field, refusals: Refusal[]): string => {
  const global = fromGlobalId(id)
  if (global === null || global.type === type) return global?.key ?? id
  refusals.push({
    code: 'INVALID_ID',
    message: `This is the id of a ${global.type}; give the id of a ${type}`,
    field,
  })
  return id
}

/**
 * An input as the API got it → values as commands want them: `null` means "not given", opaque ids become UUIDs.
 */
export const prepareInput = (input: object, references: References = {}): Prepared => {
  const refusals: Refusal[] = []
  const types: References = { ...referenceTypes, ...references }
  const walk = (value: unknown, field: Field, type: NodeType | undefined): unknown => {
    if (value === null) return undefined
    if (typeof value === 'string') return type === undefined ? value : toKey(value, type, field, refusals)
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...field, String(index)], type))
    return typeof value === 'object' ? fieldsOf(value, field) : value
  }
  const fieldsOf = (value: object, field: Field): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, walk(item, [...field, name], types[name])]),
    )
  return { value: fieldsOf(input, []), refusals }
}

/** What was asked, for the hash that tells a repeat from another request. */
export const asJson = (value: unknown): Json => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined && item !== null)
        .map(([name, item]) => [name, asJson(item)]),
    )
  }
  throw new TypeError(`An input cannot hold a ${typeof value}`)
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
