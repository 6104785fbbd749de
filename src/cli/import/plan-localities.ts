import { v5 as uuidv5 } from 'uuid'

import { LocalityId } from '../../domain/ids.js'
import { CodeValue, RegisterLocality } from '../../domain/locality/commands.js'
import { locality, type RegisteredLocality } from '../../domain/locality/locality.js'
import { registerLocality } from '../../domain/locality/register-locality.js'
import type { Columns } from './columns.js'
import type { ImportCode } from './finding.js'
import { type CodeHolder, codeKey, type CodeHolders } from './known-localities.js'
import type { LocalitySource } from './mapping.js'
import type { Draft, RowRead } from './read-rows.js'
import type { TableRow } from './read-table.js'

/** Why readings cannot be recorded for a code, whatever they say. */
export interface LocalityFault {
  readonly kind: 'fault'
  readonly code: ImportCode | (string & {})
  readonly remedy: string
}

export interface FoundLocality {
  readonly kind: 'locality'
  readonly state: RegisteredLocality
  /** What to register, outermost first, before readings can be recorded; empty when it is there. */
  readonly toRegister: readonly RegisterLocality[]
}

export interface ImportLocalities {
  find(draft: Draft): FoundLocality | LocalityFault
}

const namespace = '6f1d7a52-9b0e-5c3d-8a41-2e5b7c9d0f36'

/** The same code gives the same id, so that an import begun again finds what it registered. */
const localityIdOf = (scheme: string, code: string): LocalityId =>
  LocalityId.parse(uuidv5(codeKey(scheme, code), namespace))

/** Every scheme that a mapping names, parents' included. */
export const schemesOf = (source: LocalitySource): readonly string[] => [
  source.scheme,
  ...(source.register?.parent === undefined ? [] : schemesOf(source.register.parent)),
]

const fault = (code: LocalityFault['code'], remedy: string): LocalityFault => ({
  kind: 'fault',
  code,
  remedy,
})

/** Who held the code in the period; when nobody did then, the only one who ever did. */
const bearer = (holders: readonly CodeHolder[], period: string): CodeHolder | null => {
  const then = holders.filter(
    ({ validFrom, validTo }) => validFrom <= period && (validTo === null || period < validTo),
  )
  const ids = new Set(holders.map(({ state }) => state.localityId))
  return then[0] ?? (ids.size === 1 ? (holders[0] ?? null) : null)
}

/** What localities are to be registered is read from the first row that names them. */
interface FirstRow {
  readonly row: TableRow
  readonly earliest: string
}

const firstRows = (rows: readonly RowRead[]): ReadonlyMap<string, FirstRow> => {
  const found = new Map<string, FirstRow>()
  for (const { row, drafts } of rows) {
    for (const { code, period } of drafts) {
      const known = found.get(code)
      if (known === undefined) found.set(code, { row, earliest: period })
      else if (period < known.earliest) found.set(code, { ...known, earliest: period })
    }
  }
  return found
}

type Placed = FoundLocality | LocalityFault

const known = (holder: CodeHolder): FoundLocality => ({
  kind: 'locality',
  state: holder.state,
  toRegister: [],
})

/** Finds the localities of drafts: those that hold the codes, else those that the mapping lets register. */
export const planLocalities = (
  source: LocalitySource,
  columns: Columns,
  holders: CodeHolders,
  rows: readonly RowRead[],
): ImportLocalities => {
  const first = firstRows(rows)
  const planned = new Map<string, Placed>()

  const register = (from: LocalitySource, code: string, at: FirstRow): Placed => {
    const { scheme, register: how } = from
    if (how === undefined) {
      return fault(
        'LOCALITY_UNKNOWN',
        `No locality has the ${scheme} code ${code}; register it first, or say under locality.register how`,
      )
    }
    const parent = how.parent === undefined ? null : above(how.parent, at)
    if (parent?.kind === 'fault') return parent
    const openedOn = how.openedOn === 'FIRST_PERIOD' ? at.earliest : how.openedOn
    const note = columns.fill(how.note ?? '', at.row)
    const parsed = RegisterLocality.safeParse({
      localityId: localityIdOf(scheme, code),
      kind: how.kind,
      name: columns.fill(how.name ?? '', at.row) || code,
      openedOn,
      codes: [{ scheme, code }],
      ...(parent === null ? {} : { parentId: parent.state.localityId }),
      ...(note === '' ? {} : { note }),
    })
    if (!parsed.success) {
      return fault(
        'INVALID_VALUE',
        `${scheme} ${code} cannot be registered: ${parsed.error.issues[0]?.message ?? ''}`,
      )
    }
    return decided(parsed.data, parent)
  }

  /** The parent of a locality that is to be registered. */
  const above = (from: LocalitySource, at: FirstRow): Placed => {
    const parsed = CodeValue.safeParse(columns.read(from.code)(at.row).text)
    if (!parsed.success)
      return fault('INVALID_VALUE', `The code of the parent: ${parsed.error.issues[0]?.message ?? ''}`)
    return place(from, parsed.data, at)
  }

  const place = (from: LocalitySource, code: string, at: FirstRow): Placed => {
    const key = codeKey(from.scheme, code)
    const holder = bearer(holders.get(key) ?? [], at.earliest)
    if (holder !== null) return known(holder)
    const placed = planned.get(key) ?? register(from, code, at)
    planned.set(key, placed)
    return placed
  }

  return {
    find: ({ code, period }) => {
      const held = holders.get(codeKey(source.scheme, code)) ?? []
      if (held.length > 0) {
        const holder = bearer(held, period)
        if (holder !== null) return known(holder)
        const remedy = `Several localities held the ${source.scheme} code ${code}, and none of them in ${period}; give their codes the right days`
        return fault('LOCALITY_AMBIGUOUS', remedy)
      }
      const at = first.get(code)
      if (at === undefined) throw new Error(`No row names ${code}`)
      return place(source, code, at)
    },
  }
}

/** Whether the locality can be registered, by the rules that the server will apply. */
const decided = (command: RegisterLocality, parent: FoundLocality | null): Placed => {
  const ancestors = new Map(parent === null ? [] : [[parent.state.localityId, parent.state] as const])
  const decision = registerLocality(command, { ancestors })({ status: 'unregistered' })
  if (decision.kind === 'refused') {
    const { code, message } = decision.refusals[0] ?? { code: 'INVALID_VALUE', message: 'It was refused' }
    return fault(code, `${command.codes[0]?.code ?? ''} cannot be registered: ${message}`)
  }
  const state = decision.events.reduce(locality.evolve, locality.initial)
  if (state.status === 'unregistered') throw new Error('Registering a locality came to nothing')
  return { kind: 'locality', state, toRegister: [...(parent?.toRegister ?? []), command] }
}
