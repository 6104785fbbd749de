import type { LocalityId } from '../../domain/ids.js'
import { locality, type LocalityState } from '../../domain/locality/locality.js'
import { type Localities, parentsFrom } from '../../domain/locality/tree.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'

/**
 * A parent and all that it stands under on a day or later, by id. What is read must be unchanged when the decision
 * is recorded, so that two moves at once cannot close a circle.
 */
export const ancestorsOf = async (
  unit: Pick<UnitOfWork, 'read'>,
  parentId: LocalityId | undefined,
  on: string,
): Promise<Localities> => {
  const found = new Map<LocalityId, LocalityState>()
  const next = parentId === undefined ? [] : [parentId]
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (found.has(id)) continue
    const state = await unit.read(locality, id)
    found.set(id, state)
    next.push(...parentsFrom(state, on))
  }
  return found
}
