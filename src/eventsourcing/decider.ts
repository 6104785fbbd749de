/**
 * The vocabulary in which every aggregate states what it decides.
 *
 * A refusal is a value: something a user can cause and can put right. Faults are thrown.
 */
export interface Refusal<Code extends string = string> {
  /** Part of the API contract; never changes meaning. */
  readonly code: Code
  /** For people: what is wrong and what to do about it. */
  readonly message: string
  /** Path into the command, outermost first, e.g. `['readings', '3', 'period']`. */
  readonly field: readonly string[]
}

export interface Accepted<Event> {
  readonly kind: 'accepted'
  /** Empty when the command says what is already so: nothing new happened. */
  readonly events: readonly Event[]
}

export interface Refused<Code extends string = string> {
  readonly kind: 'refused'
  readonly refusals: readonly Refusal<Code>[]
}

export type Decision<Event, Code extends string = string> = Accepted<Event> | Refused<Code>

export const accept = <Event>(...events: readonly Event[]): Accepted<Event> => ({ kind: 'accepted', events })

/** Refuses for one reason. `field` is a dotted path into the command, e.g. `prediction.metricId`. */
export const refuse = <Code extends string>(code: Code, message: string, field: string): Refused<Code> => ({
  kind: 'refused',
  refusals: [{ code, message, field: field === '' ? [] : field.split('.') }],
})

/** Refuses for several reasons at once, so that a form can show them all. */
export const refuseAll = <Code extends string>(refusals: readonly Refusal<Code>[]): Refused<Code> => ({
  kind: 'refused',
  refusals,
})

/** An event as the domain sees it: what happened, without who recorded it and when. */
export interface DomainEvent {
  readonly type: string
  readonly data: object
}

/** An aggregate: its stream category, its empty state, and how an event changes the state. */
export interface Decider<State, Event extends DomainEvent> {
  /** Streams are named `<category>-<id>`. */
  readonly category: string
  readonly initial: State
  /** Total over history: never refuses, never throws, and lists every event type. */
  readonly evolve: (state: State, event: Event) => State
}
