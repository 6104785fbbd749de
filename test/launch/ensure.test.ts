import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { removeTemporaryProjects, temporaryProject, write } from './temporary-project.js'

afterAll(removeTemporaryProjects)

/** Asks for a build as `npm run build` does; what it said, and its status. */
const build = (root: string) => {
  const { status, stderr } = spawnSync(process.execPath, ['src/launch/run.cjs', 'build'], { cwd: root })
  return { status, said: stderr.toString() }
}

const builtA = (root: string): string => readFileSync(path.join(root, 'dist/src/a.js'), 'utf8')

test('a build is made once, and again only when something changed', () => {
  const root = temporaryProject()
  expect(build(root)).toMatchObject({ status: 0, said: expect.stringContaining('Building') as string })
  expect(builtA(root)).toContain('a = 1')
  const made = statSync(path.join(root, 'dist/src/a.js')).mtimeMs
  expect(build(root)).toEqual({ status: 0, said: '' })
  expect(statSync(path.join(root, 'dist/src/a.js')).mtimeMs).toBe(made)

  write(root, 'src/a.ts', 'export const a = 2\n')
  expect(build(root).said).toContain('Building')
  expect(builtA(root)).toContain('a = 2')
})

test('another time on a file with the same content is no change', () => {
  const root = temporaryProject()
  build(root)
  utimesSync(path.join(root, 'src/a.ts'), new Date(0), new Date(0))
  expect(build(root)).toEqual({ status: 0, said: '' })
})

test('the output of a source that was deleted or renamed is removed', () => {
  const root = temporaryProject()
  write(root, 'src/b.ts', 'export const b = 1\n')
  build(root)
  renameSync(path.join(root, 'src/b.ts'), path.join(root, 'src/c.ts'))
  build(root)
  expect(existsSync(path.join(root, 'dist/src/b.js'))).toBe(false)
  expect(existsSync(path.join(root, 'dist/src/c.js'))).toBe(true)
})

test.each([
  [
    'deleted',
    (root: string) => {
      rmSync(path.join(root, 'dist/src/a.js'))
    },
  ],
  [
    'changed',
    (root: string) => {
      write(root, 'dist/src/a.js', 'half of')
    },
  ],
  [
    'deleted with its folder',
    (root: string) => {
      rmSync(path.join(root, 'dist'), { recursive: true })
    },
  ],
])('output that was %s is made anew', (_what, damage) => {
  const root = temporaryProject()
  build(root)
  damage(root)
  expect(build(root).status).toBe(0)
  expect(builtA(root)).toContain('a = 1')
})

test('after a build that was cut off, nothing of it is trusted', () => {
  const root = temporaryProject()
  build(root)
  // As after a kill in the middle: the stamp is gone, one output is of other sources, the compiler thinks all is well.
  rmSync(path.join(root, 'node_modules/.waymark/build.json'))
  write(root, 'dist/src/a.js', 'exports.a = 99')
  expect(build(root).status).toBe(0)
  expect(builtA(root)).toContain('a = 1')
})

test('sources that do not compile are told, and built once they do', () => {
  const root = temporaryProject()
  write(root, 'src/a.ts', 'export const a: string = 1\n')
  const failed = build(root)
  expect(failed.status).toBe(1)
  expect(failed.said).toMatch(/src\/a\.ts.*TS2322/)
  expect(failed.said).not.toMatch(/ at .*\.cjs/)
  write(root, 'src/a.ts', "export const a: string = '1'\n")
  expect(build(root).status).toBe(0)
})

test('a change of the schema generates the client anew and builds with it', () => {
  const root = temporaryProject()
  build(root)
  write(root, 'prisma/schema.prisma', 'changed')
  expect(build(root).said).toContain('Generating')
  expect(readFileSync(path.join(root, 'prisma/client/client.ts'), 'utf8')).toContain('changed')
})

test('of several that start at once on a fresh clone, one builds and the others wait for it', async () => {
  const root = temporaryProject()
  const start = () => promisify(execFile)(process.execPath, ['src/launch/run.cjs', 'build'], { cwd: root })
  const started = await Promise.all([start(), start(), start()])
  expect(started.filter(({ stderr }) => stderr.includes('Building'))).toHaveLength(1)
  expect(builtA(root)).toContain('a = 1')
  expect(existsSync(path.join(root, '.waymark-launch.lock'))).toBe(false)
})

test('the lock of a process that is gone holds nobody up', () => {
  const root = temporaryProject()
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const hostname = spawnSync(process.execPath, ['-p', 'os.hostname()']).stdout.toString().trim()
  write(root, '.waymark-launch.lock', JSON.stringify({ pid: gone, child: gone, host: hostname, nonce: 'n' }))
  expect(build(root).status).toBe(0)
  expect(existsSync(path.join(root, '.waymark-launch.lock'))).toBe(false)
})

test('what a killed process left at work ends before another begins', async () => {
  const root = temporaryProject()
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const hostname = spawnSync(process.execPath, ['-p', 'os.hostname()']).stdout.toString().trim()
  const orphan = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const lock = { pid: gone, child: orphan.pid, host: hostname, nonce: 'n' }
  write(root, '.waymark-launch.lock', JSON.stringify(lock))
  const started = spawn(process.execPath, ['src/launch/run.cjs', 'build'], { cwd: root })
  const [said] = (await once(started.stderr, 'data')) as [Buffer]
  expect(said.toString()).toContain('Waiting for process')
  expect(existsSync(path.join(root, 'dist'))).toBe(false)
  orphan.stdin.end()
  await once(started, 'exit')
  expect(builtA(root)).toContain('a = 1')
})

test('an unknown task is told with those that there are', () => {
  const { status, stderr } = spawnSync(process.execPath, ['src/launch/run.cjs', 'fly'], {
    cwd: temporaryProject(),
  })
  expect(status).toBe(1)
  expect(stderr.toString()).toMatch(/no task "fly": start, demo/)
})
