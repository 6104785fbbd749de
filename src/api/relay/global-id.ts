/** Everything that `node(id)` can find. */
export const nodeTypes = [
  'Locality',
  'PopulationEstimate',
  'Metric',
  'Target',
  'Series',
  'Reading',
  'SeriesPhase',
  'Project',
  'Ramp',
  'Cycle',
  'Observation',
  'Milestone',
] as const
export type NodeType = (typeof nodeTypes)[number]

const isNodeType = (text: string): text is NodeType => (nodeTypes as readonly string[]).includes(text)

/** An opaque id that is unique across all types, as Relay asks. */
export const toGlobalId = (type: NodeType, key: string): string =>
  Buffer.from(`${type}:${key}`, 'utf8').toString('base64url')

/** null for anything that `toGlobalId` did not make. */
export const fromGlobalId = (id: string): { readonly type: NodeType; readonly key: string } | null => {
  const text = Buffer.from(id, 'base64url').toString('utf8')
  const colon = text.indexOf(':')
  const type = text.slice(0, colon)
  const key = text.slice(colon + 1)
  return colon > 0 && isNodeType(type) && key !== '' && toGlobalId(type, key) === id ? { type, key } : null
}
