import { existsSync } from 'node:fs'

import { generationHash, generationName, parseGenerationName } from '../../eventsourcing/generations.js'
import type { AnyProjection } from '../../eventsourcing/projection.js'
import type { GenerationInfo, RebuildOutcome, RetireOutcome } from '../../eventsourcing/read-side.js'
import {
  generationFile,
  generationNames,
  generationSize,
  isInUse,
  lockGeneration,
  manifestOf,
  readSideFolder,
  removeGeneration,
} from './generation-files.js'
import { buildGeneration, openGeneration, takeGeneration, type ReadSideSource } from './open-generation.js'
import { readSqliteSchema } from './read-schema.js'

/** Somebody waits for this rebuild and can do something about a log that cannot be read. */
const GIVE_UP_AFTER = 4

const hashOf = (projections: readonly AnyProjection[]): string =>
  generationHash(readSqliteSchema().ddl, projections)

const infoOf = (folder: string, name: string): Omit<GenerationInfo, 'current'> => {
  const manifest = manifestOf(folder, name)
  const { hash = '', build = 1 } = parseGenerationName(name) ?? {}
  return {
    name,
    hash,
    build,
    file: generationFile(folder, name),
    state: manifest === null ? 'unreadable' : manifest.completedAt === null ? 'building' : 'complete',
    inUse: isInUse(folder, name),
    startedAt: manifest?.startedAt ?? null,
    completedAt: manifest?.completedAt ?? null,
    position: manifest?.position ?? 0n,
    size: generationSize(folder, name),
  }
}

const STATES = ['complete', 'building', 'unreadable'] as const

/** Complete before building, later builds before earlier ones: the first of a hash is the one to serve. */
const preferred = <Info extends Pick<GenerationInfo, 'state' | 'build'>>(left: Info, right: Info): number =>
  STATES.indexOf(left.state) - STATES.indexOf(right.state) || right.build - left.build

/** Every generation of a data folder, the current one of these projections marked; newest build first. */
export const listGenerations = (
  dataFolder: string,
  projections: readonly AnyProjection[],
): readonly GenerationInfo[] => {
  const folder = readSideFolder(dataFolder)
  const found = generationNames(folder)
    .map(({ name }) => infoOf(folder, name))
    // Removed while it was looked at.
    .filter(({ state, file }) => state !== 'unreadable' || existsSync(file))
  const current = found.filter(({ hash }) => hash === hashOf(projections)).sort(preferred)[0]
  return found
    .map((info) => ({ ...info, current: info === current }))
    .sort((left, right) => (right.startedAt?.getTime() ?? 0) - (left.startedAt?.getTime() ?? 0))
}

/** Removes a generation for good. Refuses the current one and one that a process works on. */
export const retireGeneration = (
  dataFolder: string,
  projections: readonly AnyProjection[],
  name: string,
): RetireOutcome => {
  const folder = readSideFolder(dataFolder)
  const info = listGenerations(dataFolder, projections).find((generation) => generation.name === name)
  if (info === undefined) {
    const message = `There is no generation ${name}; \`waymark read-side list\` names those there are`
    return { kind: 'refused', code: 'GENERATION_NOT_FOUND', message }
  }
  if (info.current) {
    const message = `${name} is the one this release serves; to make it afresh, use \`waymark read-side rebuild\``
    return { kind: 'refused', code: 'GENERATION_CURRENT', message }
  }
  const lock = lockGeneration(folder, name)
  if (lock === null) {
    const message = `${name} is in use; stop the process that serves it, then retire it`
    return { kind: 'refused', code: 'GENERATION_IN_USE', message }
  }
  lock.release()
  removeGeneration(folder, name)
  return { kind: 'retired', freed: info.size }
}

/** The generation that these projections serve: there already, begun, or the name for a new one. */
export const ownGeneration = (
  folder: string,
  projections: readonly AnyProjection[],
): { readonly name: string; readonly complete: boolean; readonly superseded: readonly string[] } => {
  const hash = hashOf(projections)
  const builds = generationNames(folder).filter((generation) => generation.hash === hash)
  const infos = builds.map(({ name }) => infoOf(folder, name)).sort(preferred)
  const [own] = infos.filter(({ state }) => state !== 'unreadable')
  const name = own?.name ?? nextBuild(folder, generationName(hash))
  const superseded = infos.map((info) => info.name).filter((other) => other !== name)
  return { name, complete: own?.state === 'complete', superseded }
}

/** The name of a further build of the same definition. */
export const nextBuild = (folder: string, name: string): string => {
  const { hash = '' } = parseGenerationName(name) ?? {}
  const builds = generationNames(folder).filter((generation) => generation.hash === hash)
  return generationName(hash, Math.max(0, ...builds.map(({ build }) => build)) + 1)
}

/**
 * Builds the current generation afresh, beside the one there is, and puts it in its place when it is complete: a
 * crash at any moment leaves the one or the other. The new one gets a file of its own rather than the old one's
 * name, because whoever still has the old file open would take the new one's log for its own.
 */
export const rebuildGeneration = async (source: ReadSideSource): Promise<RebuildOutcome> => {
  const { now = () => new Date() } = source
  const started = now().getTime()
  const folder = readSideFolder(source.folder)
  const hash = hashOf(source.projections)
  const before = generationNames(folder).filter((generation) => generation.hash === hash)
  for (const { name } of before) takeGeneration(folder, name).release()
  const complete = ownGeneration(folder, source.projections)
  // What an earlier rebuild left unfinished.
  for (const name of complete.complete ? complete.superseded : []) removeGeneration(folder, name)
  const name = nextBuild(folder, generationName(hash))
  const generation = await openGeneration({ giveUpAfter: GIVE_UP_AFTER, ...source }, name)
  try {
    await buildGeneration(generation, now)
  } catch (cause) {
    await generation.close()
    removeGeneration(folder, name)
    throw cause
  }
  const position = generation.runner.position()
  await generation.close()
  for (const old of before) removeGeneration(folder, old.name)
  const seconds = (now().getTime() - started) / 1000
  return { generation: name, position, seconds, removed: before.map((old) => old.name) }
}
