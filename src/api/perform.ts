import type { z } from 'zod'

import type { UnitOfWork, WorkResult } from '../eventsourcing/command.js'
import type { Refusal } from '../eventsourcing/decider.js'
import type { Json } from '../eventsourcing/json.js'
import type { ApiContext } from './context.js'
import { asJson, prepareInput, refusalsOf, type References } from './input.js'
import { clearLoaders } from './loaders.js'
import { waitUntilShown } from './settled.js'
import { toUserError, type Payload } from './user-error.js'

/** Longest idempotency key. A UUID has 36 characters. */
const longestKey = 200

/** What no log takes as the name of a command. */
const unfitForKey = /[\p{Control}\p{Surrogate}]/u

export interface MutationInput {
  /** The caller's name for this request; asking again under the same name records nothing twice. */
  idempotencyKey?: string | null
  /** Decide and answer, record nothing. No part of the request: the same request may be recorded afterwards. */
  dryRun?: boolean | null
}

type Values = Readonly<Record<string, unknown>>

export interface Performance<Command, Result extends Json> {
  /** Name of the mutation. */
  readonly name: string
  readonly schema: z.ZodType<Command>
  readonly input: MutationInput
  /** Field of the command that names what is created: taken from `input.id`, or made here. */
  readonly creates?: string
  /** Fields whose id is of another type than their name says. */
  readonly references?: References
  /** Fields that hold JSON of the caller's own. */
  readonly asGiven?: readonly string[]
  /** Fills in what the caller may leave out, such as the ids of parts. A repeat is told by what the caller wrote. */
  readonly complete?: (values: Values) => Values
  readonly work: (unit: UnitOfWork, command: Command) => Promise<WorkResult<Result>>
}

export type Performed<Result> =
  | { readonly kind: 'refused'; readonly payload: Pick<Payload, 'userErrors' | 'position' | 'stale'> }
  | {
      readonly kind: 'done'
      readonly result: Result
      readonly payload: Pick<Payload, 'userErrors' | 'position' | 'stale'>
      /** Events that this request recorded; 0 when all was known already. */
      readonly recorded: number
    }

const refused = (
  refusals: readonly Refusal[],
): { kind: 'refused'; payload: Pick<Payload, 'userErrors' | 'position' | 'stale'> } => ({
  kind: 'refused',
  payload: { userErrors: refusals.map(toUserError), position: null, stale: false },
})

const checkKey = (key: string | null | undefined): Refusal[] =>
  key === null ||
  key === undefined ||
  (key.trim() !== '' && key.length <= longestKey && !unfitForKey.test(key))
    ? []
    : [
        {
          code: 'INVALID_VALUE',
          message: `Give an idempotency key of 1 to ${longestKey} characters on one line, such as a UUID, or leave it out`,
          field: ['idempotencyKey'],
        },
      ]

/** `id` of the input becomes the id of what is created. */
const named = (value: Values, creates: string | undefined, newId: () => string): Values => {
  if (creates === undefined) return value
  const { id, ...rest } = value
  return { ...rest, [creates]: id ?? newId() }
}

/** A refusal about the id of what is created speaks of `id`, as the input does. */
const asInput = (refusal: Refusal, creates: string | undefined): Refusal =>
  creates !== undefined && refusal.field.length === 1 && refusal.field[0] === creates
    ? { ...refusal, field: ['id'] }
    : refusal

const sameField = (one: Refusal) => (other: Refusal) => one.field.join('.') === other.field.join('.')

/** What the form of the values refuses. An id of the wrong type is no UUID either: one of the two is told. */
const malformed = (known: readonly Refusal[], error: z.ZodError | undefined): readonly Refusal[] => [
  ...known,
  ...(error === undefined ? [] : refusalsOf(error).filter((one) => !known.some(sameField(one)))),
]

/**
 * Carries out a mutation: checks the values, decides, records, and waits until the read side shows it.
 * The resolver then reads the entity and adds it to the payload.
 */
export const perform = async <Command, Result extends Json>(
  context: ApiContext,
  asked: Performance<Command, Result>,
): Promise<Performed<Result>> => {
  const { idempotencyKey, dryRun, ...values } = asked.input
  const repeatable = idempotencyKey !== null && idempotencyKey !== undefined
  const prepared = prepareInput(values, asked.references, asked.asGiven)
  const whole = named(prepared.value, asked.creates, context.newId)
  const parsed = asked.schema.safeParse(asked.complete?.(whole) ?? whole)
  const refusals = [...checkKey(idempotencyKey), ...malformed(prepared.refusals, parsed.error)]
  if (!parsed.success || refusals.length > 0) {
    context.refused?.(asked.name, refusals[0]?.code ?? '')
    return refused(refusals.map((one) => asInput(one, asked.creates)))
  }

  const outcome = await context.commands.run(
    {
      commandId: idempotencyKey ?? context.newId(),
      repeatable,
      name: asked.name,
      // Without a key of the caller no repeat can come: nobody will compare the request with another.
      request: repeatable ? asJson(values) : null,
      actor: context.actor,
      correlationId: context.requestId,
      ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
    },
    (unit) => asked.work(unit, parsed.data),
    { dryRun: dryRun ?? false },
  )
  if (outcome.kind === 'refused') return refused(outcome.refusals.map((one) => asInput(one, asked.creates)))
  const reached = dryRun === true || (await waitUntilShown(context, outcome.position)) === 'reached'
  // An earlier mutation of the same request may have read what this one changed.
  clearLoaders(context.loaders)
  return {
    kind: 'done',
    result: outcome.result,
    recorded: outcome.recorded,
    payload: { userErrors: [], position: outcome.position, stale: !reached },
  }
}
