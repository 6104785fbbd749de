import type { GraphqlClient } from '../../client/graphql-client.js'
import { LocalityId } from '../../domain/ids.js'
import { locality, type RegisteredLocality } from '../../domain/locality/locality.js'
import type { LocalityKind } from '../../domain/locality/vocabulary.js'

/** A locality that holds, or held, a code. `validTo` is the first day on which it held it no longer. */
export interface CodeHolder {
  readonly state: RegisteredLocality
  readonly validFrom: string
  readonly validTo: string | null
}

/** Holders of codes by scheme and code. */
export type CodeHolders = ReadonlyMap<string, readonly CodeHolder[]>

export const codeKey = (scheme: string, code: string): string => `${scheme}|${code}`

const document = `query LocalitiesOfImport($scheme: String!, $after: String, $minPosition: Position) {
  localities(first: 100, after: $after, filter: { codeScheme: $scheme }, minPosition: $minPosition) {
    nodes {
      uuid kind name openedOn closedOn parent { uuid }
      codes(scheme: $scheme) { code validFrom validTo }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

interface LocalityAnswer {
  readonly uuid: string
  readonly kind: LocalityKind
  readonly name: string
  readonly openedOn: string
  readonly closedOn: string | null
  readonly parent: { readonly uuid: string } | null
  readonly codes: readonly {
    readonly code: string
    readonly validFrom: string
    readonly validTo: string | null
  }[]
}

interface Answer {
  readonly localities: {
    readonly nodes: readonly LocalityAnswer[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

/** As much of the locality's state as decisions on readings and on parents look at. */
const stateOf = (known: LocalityAnswer): RegisteredLocality | null => {
  const localityId = LocalityId.parse(known.uuid)
  const { kind, name, openedOn, closedOn, parent } = known
  const parentId = parent === null ? null : LocalityId.parse(parent.uuid)
  const opened = locality.evolve(locality.initial, {
    type: 'LocalityRegistered',
    data: { localityId, kind, name, openedOn, parentId, codes: [] },
  })
  const state =
    closedOn === null
      ? opened
      : locality.evolve(opened, { type: 'LocalityClosed', data: { localityId, closedOn, reason: '' } })
  return state.status === 'registered' ? state : null
}

/**
 * Who holds the codes of some schemes, and who held them.
 *
 * @param minPosition what must be known to the answer
 */
export const findLocalities = async (
  client: GraphqlClient,
  schemes: readonly string[],
  minPosition: string,
): Promise<CodeHolders> => {
  const holders = new Map<string, CodeHolder[]>()
  for (const scheme of new Set(schemes)) {
    let after: string | null = null
    do {
      const answer: Answer = await client.request<Answer>(document, { scheme, after, minPosition })
      for (const node of answer.localities.nodes) {
        const state = stateOf(node)
        if (state === null) continue
        for (const { code, validFrom, validTo } of node.codes) {
          const key = codeKey(scheme, code)
          holders.set(key, [...(holders.get(key) ?? []), { state, validFrom, validTo }])
        }
      }
      const { hasNextPage, endCursor } = answer.localities.pageInfo
      after = hasNextPage ? endCursor : null
    } while (after !== null)
  }
  return holders
}
