import { accept, refuse, type Decider, type Decision } from '../../eventsourcing/decider.js'
import type { ClaimedKind, IdClaimEvent } from './events.js'

/** Who has the id; null: nobody. */
export type IdClaimState = Readonly<{ kind: ClaimedKind; ownerId: string }> | null

/** No `switch` for the one event that there is: a second one, of other data, fails the compiler here all the same. */
const evolve = (_state: IdClaimState, { data }: IdClaimEvent): IdClaimState => ({
  kind: data.kind,
  ownerId: data.ownerId,
})

/** One id that a caller may choose: whoever claims it first has it for ever. */
export const idClaim: Decider<IdClaimState, IdClaimEvent> = { category: 'idclaim', initial: null, evolve }

/**
 * Takes an id for a part of an aggregate.
 *
 * @param taken the code with which the part's command refuses an id that is taken
 * @param field where the command names the id
 */
export const claimId =
  <Code extends string>(
    claim: { readonly id: string; readonly kind: ClaimedKind; readonly ownerId: string },
    taken: Code,
    field: string,
  ) =>
  (state: IdClaimState): Decision<IdClaimEvent, Code> => {
    if (state === null) return accept({ type: 'IdClaimed', data: { ...claim } })
    if (state.ownerId === claim.ownerId && state.kind === claim.kind) return accept()
    return refuse(
      taken,
      `The id ${claim.id} is taken by something else; choose another, or leave it out`,
      field,
    )
  }
