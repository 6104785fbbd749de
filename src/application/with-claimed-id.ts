import { claimId, idClaim } from '../domain/id-claim/id-claim.js'
import type { ClaimedKind } from '../domain/id-claim/events.js'
import type { UnitOfWork } from '../eventsourcing/command.js'
import type { Decision } from '../eventsourcing/decider.js'

/** Claims the id of what a decision has added to an aggregate; the claim and the addition are recorded together. */
export const withClaimedId = async <Event, Code extends string>(
  unit: UnitOfWork,
  decision: Decision<Event, Code>,
  claim: { readonly id: string; readonly kind: ClaimedKind; readonly ownerId: string },
  refusal: { readonly taken: Code; readonly field: string },
): Promise<Decision<Event, Code>> => {
  if (decision.kind === 'refused' || decision.events.length === 0) return decision
  const claimed = await unit.decide(idClaim, claim.id, claimId(claim, refusal.taken, refusal.field))
  return claimed.kind === 'refused' ? claimed : decision
}
