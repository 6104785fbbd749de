import { ClaimedKind, type IdClaimEvent } from '../../../src/domain/id-claim/events.js'
import { claimId, idClaim } from '../../../src/domain/id-claim/id-claim.js'
import { given } from '../../support/given.js'

const id = '018f0000-0000-7000-8000-0000000000d1'
const project = '018f0000-0000-7000-8000-0000000000d2'
const otherProject = '018f0000-0000-7000-8000-0000000000d3'

const claim = { id, kind: ClaimedKind.Ramp, ownerId: project }
const claimed: IdClaimEvent = { type: 'IdClaimed', data: claim }
const claiming = (asked: Parameters<typeof claimId>[0]) => claimId(asked, 'RAMP_ID_TAKEN', 'rampId')

test('an id that nobody has is claimed by kind and owner', () => {
  given(idClaim).when(claiming(claim)).then(claimed)
})

test('claimed again by the same owner for the same kind, nothing is new', () => {
  given(idClaim, claimed).when(claiming(claim)).thenNothingNew()
})

test('another owner is refused with the code and the field of its command', () => {
  given(idClaim, claimed)
    .when(claiming({ ...claim, ownerId: otherProject }))
    .thenRefused('RAMP_ID_TAKEN', 'rampId')
})

test.each(Object.values(ClaimedKind).filter((kind) => kind !== claim.kind))(
  'the same owner cannot use the id for a %s too',
  (kind) => {
    given(idClaim, claimed)
      .when(claiming({ ...claim, kind }))
      .thenRefused('RAMP_ID_TAKEN', 'rampId')
  },
)

test('the refusal names the id and the remedy', () => {
  const decision = claiming({ ...claim, ownerId: otherProject })(idClaim.evolve(idClaim.initial, claimed))
  expect(decision).toMatchObject({
    refusals: [{ message: `The id ${id} is taken by something else; choose another, or leave it out` }],
  })
})
