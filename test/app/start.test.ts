import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { startServer } from '../support/server-process.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const data = (name: string): string => join(folder.path, name)

test.each([
  ['PORT', 'http', /^.*PORT is "http".*a whole number from 0 to 65535/s],
  ['PORT', '65536', /PORT is "65536".*a whole number from 0 to 65535/s],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL is "loud".*one of fatal, error, warn/s],
  ['WAYMARK_PUBLIC_URL', 'waymark.example.org', /WAYMARK_PUBLIC_URL is .*an address such as https:/s],
  ['WAYMARK_SHUTDOWN_SECONDS', 'long', /WAYMARK_SHUTDOWN_SECONDS is "long".*a number of seconds/s],
])(
  '%s=%s stops the start with status 2, its name and what to set',
  async (name, value, complaint) => {
    const server = startServer({ WAYMARK_DATA: data('wrong'), [name]: value })
    expect(await server.ended).toBe(2)
    expect(server.complaint()).toMatch(complaint)
    expect(server.complaint()).not.toMatch(/\n\s+at /)
  },
  30_000,
)

test('a port in use stops the start, which says so and what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const server = startServer({ WAYMARK_DATA: data('port'), PORT: String(port) })
  expect(await server.ended).toBe(1)
  expect(server.complaint()).toBe(
    `Port ${port} is in use, perhaps by another Waymark. Stop that one, or set PORT to another port (0 takes any free one).\n`,
  )
  other.close()
}, 30_000)

test('a data folder that is a file stops the start, which names it and what to do', async () => {
  writeFileSync(data('file'), '')
  const server = startServer({ WAYMARK_DATA: data('file') })
  expect(await server.ended).toBe(1)
  expect(server.complaint()).toBe(
    `The data folder ${data('file')} cannot be used: it is a file. Put that right, or set WAYMARK_DATA to another folder.\n`,
  )
}, 30_000)

test('a log that is no log stops the start, which names the file and what to do', async () => {
  mkdirSync(data('damaged'))
  writeFileSync(
    join(data('damaged'), 'events.db'),
    'This is no database, however it may be called.'.repeat(100),
  )
  const server = startServer({ WAYMARK_DATA: data('damaged') })
  expect(await server.ended).toBe(1)
  expect(server.complaint()).toContain(join(data('damaged'), 'events.db'))
  expect(server.complaint()).not.toMatch(/\n\s+at /)
}, 30_000)
