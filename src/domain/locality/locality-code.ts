import { accept, type Decider, type Decision, refuse } from '../../eventsourcing/decider.js'
import type { LocalityId } from '../ids.js'
import type { LocalityCodeEvent } from './events.js'
import { LocalityRefusal } from './refusals.js'

/** Who holds, or held, the code from when until when. */
export type Claim = Readonly<{ localityId: LocalityId; validFrom: string; validTo: string | null }>

export type LocalityCodeState = readonly Claim[]

const evolve = (state: LocalityCodeState, event: LocalityCodeEvent): LocalityCodeState => {
  switch (event.type) {
    case 'LocalityCodeClaimed': {
      const { localityId, validFrom } = event.data
      return [...state, { localityId, validFrom, validTo: null }]
    }
    case 'LocalityCodeReleased': {
      const { localityId, validTo } = event.data
      const released = (claim: Claim) =>
        claim.localityId === localityId && claim.validTo === null ? { ...claim, validTo } : claim
      return state.map(released)
    }
  }
}

/** One code of one scheme: a stream in which all localities that claim it meet, so that one holds it at a time. */
export const localityCode: Decider<LocalityCodeState, LocalityCodeEvent> = {
  category: 'localitycode',
  initial: [],
  evolve,
}

/** Takes the code for a locality from a day on; refused while another holds it then or later. */
export const claimLocalityCode =
  (claim: { scheme: string; code: string; localityId: LocalityId; validFrom: string }, field = 'code') =>
  (state: LocalityCodeState): Decision<LocalityCodeEvent, LocalityRefusal> => {
    const { scheme, code, localityId, validFrom } = claim
    const overlapping = state.filter(({ validTo }) => validTo === null || validTo > validFrom)
    const other = overlapping.find((one) => one.localityId !== localityId)
    if (other !== undefined) {
      const held =
        other.validTo === null
          ? `is held by the locality ${other.localityId} since ${other.validFrom}; end it there first`
          : `was held by the locality ${other.localityId} until ${other.validTo}; assign it from that day on`
      return refuse(LocalityRefusal.CodeTaken, `${scheme} ${code} ${held}`, field)
    }
    if (overlapping.length > 0) return accept()
    return accept({ type: 'LocalityCodeClaimed', data: { scheme, code, localityId, validFrom } })
  }

/** Gives the code up: from `validTo` on another locality may hold it. */
export const releaseLocalityCode =
  (release: { scheme: string; code: string; localityId: LocalityId; validTo: string }) =>
  (state: LocalityCodeState): Decision<LocalityCodeEvent, LocalityRefusal> => {
    const { scheme, code, localityId, validTo } = release
    const held = state.some((claim) => claim.localityId === localityId && claim.validTo === null)
    return held
      ? accept({ type: 'LocalityCodeReleased', data: { scheme, code, localityId, validTo } })
      : accept()
  }
