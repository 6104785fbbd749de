import { createHash } from 'node:crypto'
import type { AnyProjection } from './projection.js'

const NAME = /^read-([0-9a-f]{12})(?:-([0-9]+))?$/

/** What a generation's name says: which definition of the read side, and which build of it. */
export interface GenerationName {
  readonly name: string
  /** Hash over the DDL and the versions of all projections. */
  readonly hash: string
  /** 1 for the first build; a rebuild takes the next number, so no two builds ever share a file. */
  readonly build: number
}

/**
 * Names a definition of the read side: the same tables and the same projections give the same hash, whatever
 * order the projections are listed in; any other table or version gives another.
 */
export const generationHash = (
  ddl: string,
  projections: readonly Pick<AnyProjection, 'name' | 'version'>[],
): string => {
  const versions = projections.map(({ name, version }) => `${name}@${version}`).sort()
  return createHash('sha256')
    .update(JSON.stringify([ddl, versions]))
    .digest('hex')
    .slice(0, 12)
}

/** `read-<hash>` for the first build, `read-<hash>-<build>` for later ones. */
export const generationName = (hash: string, build = 1): string =>
  build === 1 ? `read-${hash}` : `read-${hash}-${build}`

/** The parts of a generation's name; null for any other name. */
export const parseGenerationName = (name: string): GenerationName | null => {
  const [, hash, build] = NAME.exec(name) ?? []
  return hash === undefined ? null : { name, hash, build: build === undefined ? 1 : Number(build) }
}
