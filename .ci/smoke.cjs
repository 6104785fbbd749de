'use strict'

// Starts the built server as `npm start` does, on any free port and an empty data folder, asks it what a person
// would, and ends it with SIGTERM.

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const { once } = require('node:events')
const { mkdtempSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { createInterface } = require('node:readline')
const { setTimeout: pause } = require('node:timers/promises')

const ready = async (address) => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const response = await fetch(`${address}/readyz`)
    if (response.status === 200) return
    await pause(100)
  }
  throw new Error('The server was not ready within 10 s')
}

const addressFrom = async (child) => {
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`)
    const found = line.startsWith('{') ? JSON.parse(line).address : undefined
    if (found !== undefined) return found
  }
  throw new Error('The server ended without saying where it listens')
}

const query = async (address) => {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ localities(first: 1) { totalCount } }' }),
  })
  assert.deepEqual(await response.json(), { data: { localities: { totalCount: 0 } } })
}

const explorer = async (address) => {
  const page = await fetch(`${address}/graphql`, { headers: { accept: 'text/html' } })
  const html = await page.text()
  const parts = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, url]) => url)
  assert.ok(parts.length >= 5)
  for (const part of parts) assert.equal((await fetch(address + part)).status, 200, part)
}

const smoke = async () => {
  const data = mkdtempSync(path.join(tmpdir(), 'waymark-smoke-'))
  const child = spawn(process.execPath, ['src/launch/run.cjs', 'start'], {
    env: { ...process.env, PORT: '0', WAYMARK_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  try {
    const address = await addressFrom(child)
    child.stdout.resume()
    await ready(address)
    await query(address)
    await explorer(address)
    child.kill('SIGTERM')
    const [status] = await ended
    assert.equal(status, 0, 'SIGTERM ends the server with status 0')
  } finally {
    child.kill('SIGKILL')
    rmSync(data, { recursive: true, force: true })
  }
}

smoke().then(
  () => process.stdout.write('The built server starts, answers and stops.\n'),
  (error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  },
)
