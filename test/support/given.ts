import type { Decider, Decision, DomainEvent } from '../../src/eventsourcing/decider.js'

/**
 * Given what happened, when something is asked, then this is decided.
 *
 * `given(cycle, planned, started).when(studyCycle(command)).thenRefused('CYCLE_NOT_STARTED')`
 */
export const given = <State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  ...history: readonly NoInfer<Event>[]
) => {
  const state = history.reduce(decider.evolve, decider.initial)
  return {
    when: <Code extends string>(decide: (state: State) => Decision<Event, Code>) => {
      const decision = decide(state)
      return {
        then: (...events: readonly Event[]) => {
          expect(decision).toEqual({ kind: 'accepted', events })
        },
        thenNothingNew: () => {
          expect(decision).toEqual({ kind: 'accepted', events: [] })
        },
        /** The refusal's code, and the dotted path of the field that it names. */
        thenRefused: (code: Code, field?: string) => {
          if (decision.kind !== 'refused')
            throw new Error(`Expected a refusal, got ${JSON.stringify(decision)}`)
          expect(decision.refusals.map((refusal) => refusal.code)).toContain(code)
          const refusal = decision.refusals.find((candidate) => candidate.code === code)
          expect(refusal?.message).toMatch(/\w{3,}/)
          if (field !== undefined) expect(refusal?.field.join('.')).toBe(field)
        },
      }
    },
  }
}
