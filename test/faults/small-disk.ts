import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** How a disk is made small. The first that this machine permits is taken. */
export type SmallDisk =
  'tmpfs in a mount namespace' | 'tmpfs in a user namespace' | 'limit on the size of files'

const namespaces: Readonly<Record<Exclude<SmallDisk, 'limit on the size of files'>, readonly string[]>> = {
  'tmpfs in a mount namespace': ['-m'],
  'tmpfs in a user namespace': ['-m', '--map-current-user', '--keep-caps'],
}

/** Mounts a disk of its own over a folder, then becomes the program that is named behind. */
const SCRIPT = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && shift 2 && exec "$@"'

const inNamespace = (flags: readonly string[], folder: string, size: string, command: readonly string[]) => [
  'unshare',
  ...flags,
  'sh',
  '-c',
  SCRIPT,
  'sh',
  size,
  folder,
  ...command,
]

/** Finds out what is permitted here; WAYMARK_FAULT_DISK=limit does without a disk of its own. */
export const smallDiskHere = (folder: string): SmallDisk => {
  if (process.env['WAYMARK_FAULT_DISK'] === 'limit') return 'limit on the size of files'
  for (const [how, flags] of Object.entries(namespaces)) {
    const [command = '', ...args] = inNamespace(flags, folder, '1m', ['true'])
    if (spawnSync(command, args).status === 0) return how as keyof typeof namespaces
  }
  return 'limit on the size of files'
}

/** Starts a program that finds a disk of its own at a folder; without permission for that, it finds the folder. */
export const startOnSmallDisk = (
  how: SmallDisk,
  folder: string,
  size: string,
  command: readonly string[],
  env: NodeJS.ProcessEnv,
): ChildProcess => {
  const whole =
    how === 'limit on the size of files' ? command : inNamespace(namespaces[how], folder, size, command)
  const [program = '', ...args] = whole
  return spawn(program, args, { env, cwd: join(__dirname, '../..'), stdio: ['ignore', 'pipe', 'pipe'] })
}

const BALLAST = 'ballast'
const PIECE = Buffer.alloc(64 * 1024)

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

/** Takes all room that is left on the disk of a folder. */
export const fillUp = (folder: string): void => {
  const file = openSync(join(folder, BALLAST), 'a')
  try {
    for (let piece = PIECE; piece.length > 0;) {
      try {
        writeSync(file, piece)
      } catch (error) {
        if (!isFull(error)) throw error
        piece = piece.subarray(0, Math.floor(piece.length / 2))
      }
    }
  } finally {
    closeSync(file)
  }
}

/** Gives the room back. */
export const makeRoom = (folder: string): void => rmSync(join(folder, BALLAST), { force: true })
