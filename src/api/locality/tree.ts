import type { ApiContext } from '../context.js'

interface Dated {
  readonly validFrom: string
}

/** The fact that holds on a day: the last one that began by then. Facts come in the order of their beginning. */
export const holdingOn = <Fact extends Dated>(facts: readonly Fact[], on: string): Fact | null =>
  facts.filter(({ validFrom }) => validFrom <= on).at(-1) ?? null

/** UUID of the parent on a day; null at the top. */
export const parentOn = async (context: ApiContext, localityId: string, on: string): Promise<string | null> =>
  holdingOn(await context.loaders.localityParents.load(localityId), on)?.parentId ?? null

/** UUIDs of the localities that have this one as their parent on a day and are open then. */
export const childrenOn = async (context: ApiContext, localityId: string, on: string): Promise<string[]> => {
  const facts = await context.loaders.localityChildren.load(localityId)
  const candidates = [
    ...new Set(facts.filter(({ validFrom }) => validFrom <= on).map((fact) => fact.localityId)),
  ]
  const children = await Promise.all(
    candidates.map(async (id) => {
      const [parent, row] = await Promise.all([parentOn(context, id, on), context.loaders.locality.load(id)])
      const open = row !== null && row.openedOn <= on && (row.closedOn === null || on < row.closedOn)
      return parent === localityId && open ? id : null
    }),
  )
  return children.filter((id) => id !== null)
}

/** Deepest tree that is followed; deeper ones cannot be recorded by any real hierarchy. */
const deepest = 50

/** UUIDs from the parent up to the top on a day. */
export const ancestorsOn = async (context: ApiContext, localityId: string, on: string): Promise<string[]> => {
  const path: string[] = []
  let above = await parentOn(context, localityId, on)
  while (above !== null && path.length < deepest && !path.includes(above)) {
    path.push(above)
    above = await parentOn(context, above, on)
  }
  return path
}
