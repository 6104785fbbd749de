import type { Rows } from '../loaders.js'

type Definition = Rows['metricDefinition']

/** The definition that holds for a period: the latest version that is effective by then. Versions come in order. */
export const definitionAt = (versions: readonly Definition[], period: string): Definition => {
  const holding = versions.filter(({ effectiveOn }) => effectiveOn === null || effectiveOn <= period).at(-1)
  const definition = holding ?? versions[0]
  if (definition === undefined) throw new Error('A metric has no definition')
  return definition
}
