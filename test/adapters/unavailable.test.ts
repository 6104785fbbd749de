import { join } from 'node:path'

import Database from 'libsql'
import { Client } from 'pg'

import { unavailableBehind } from '../../src/adapters/unavailable.js'
import { StoreUnavailable } from '../../src/eventsourcing/store-unavailable.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}

const coded = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more })
const fromServer = (code: string): Error => coded(code, { severity: 'FATAL' })

describe('what passes by itself', () => {
  test('is a full file of SQLite', () => {
    const folder = temporaryFolder()
    const database = new Database(join(folder.path, 'full.db'))
    database.exec('PRAGMA max_page_count = 3; CREATE TABLE t (bytes BLOB)')
    const error = thrownBy(() => database.exec('INSERT INTO t VALUES (zeroblob(100000))'))
    database.close()
    folder.remove()
    expect(unavailableBehind(error)).toMatchObject({ reason: 'DISK_FULL', cause: error })
  })

  test.each([
    ['SQLITE_IOERR_WRITE', 'DEVICE'],
    ['SQLITE_IOERR', 'DEVICE'],
    ['SQLITE_BUSY_SNAPSHOT', 'BUSY'],
    ['SQLITE_READONLY', 'DEVICE'],
  ])('is %s of SQLite', (code, reason) => {
    expect(unavailableBehind(coded(code))).toMatchObject({ reason })
  })

  test('is a PostgreSQL at whose address nobody listens', async () => {
    const client = new Client({ host: '127.0.0.1', port: 1, user: 'u', password: 'geheim', database: 'd' })
    const error: unknown = await client.connect().catch((cause: unknown) => cause)
    const found = unavailableBehind(error)
    expect(found).toMatchObject({ reason: 'CONNECTION' })
    expect(found?.message).not.toMatch(/geheim|127\.0\.0\.1/)
  })

  test.each([
    ['57P01', 'CONNECTION'],
    ['57P03', 'CONNECTION'],
    ['08006', 'CONNECTION'],
    ['53300', 'CONNECTION'],
    ['53100', 'DISK_FULL'],
    ['57014', 'TIMEOUT'],
    ['40P01', 'BUSY'],
    ['25006', 'CONNECTION'],
  ])('is SQLSTATE %s', (code, reason) => {
    expect(unavailableBehind(fromServer(code))).toMatchObject({ reason })
  })

  test.each(['Connection terminated unexpectedly', 'timeout expired', 'Query read timeout'])(
    'is what the driver calls «%s»',
    (message) => {
      expect(unavailableBehind(new Error(message))).toBeInstanceOf(StoreUnavailable)
    },
  )

  test.each(['P1001', 'P1008', 'P1017', 'P2024'])('is %s of Prisma', (code) => {
    expect(unavailableBehind(coded(code))).toBeInstanceOf(StoreUnavailable)
  })

  test('is found below what wrapped it', () => {
    const inner = new StoreUnavailable('DISK_FULL', 'full')
    expect(unavailableBehind(new Error('outer', { cause: new Error('middle', { cause: inner }) }))).toBe(
      inner,
    )
    expect(unavailableBehind(Object.assign(new Error('graphql'), { originalError: inner }))).toBe(inner)
    const adapterError = {
      name: 'DriverAdapterError',
      cause: { kind: 'postgres', code: '57P02', message: 'm' },
    }
    expect(unavailableBehind(coded('P2010', { meta: { driverAdapterError: adapterError } }))).toMatchObject({
      reason: 'CONNECTION',
    })
  })
})

describe('what stays wrong', () => {
  test.each([
    ['a constraint of SQLite', coded('SQLITE_CONSTRAINT_UNIQUE')],
    ['a constraint of PostgreSQL', fromServer('23505')],
    ['a table that is not there', fromServer('42P01')],
    ['a wrong password', fromServer('28P01')],
    ['a bug', new TypeError('x is not a function')],
    ['no error at all', 'text'],
    ['nothing', undefined],
  ])('is %s', (_name, error) => {
    expect(unavailableBehind(error)).toBeNull()
  })

  test('is an error that leads to itself', () => {
    const error = new Error('round')
    error.cause = error
    expect(unavailableBehind(error)).toBeNull()
  })
})
