import { badUserInput } from '../errors.js'
import { fromGlobalId, type NodeType } from './global-id.js'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The UUID behind an id argument, which may be opaque or the UUID itself; a caller's error otherwise. */
export const keyOf = (id: string, type: NodeType, argument: string): string => {
  const global = fromGlobalId(id)
  if (global?.type === type) return global.key
  if (global !== null)
    throw badUserInput(`\`${argument}\` is the id of a ${global.type}; give the id of a ${type}`)
  if (uuid.test(id)) return id.toLowerCase()
  throw badUserInput(`\`${argument}\` is no id. Give the id of a ${type} as the API returned it`)
}
