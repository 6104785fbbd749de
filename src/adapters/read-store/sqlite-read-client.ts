import { pathToFileURL } from 'node:url'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaClient } from '../../../prisma/client/client.js'

const BUSY_TIMEOUT_MS = 5000

/**
 * A Prisma client that reads the rows of one generation beside its writer. Each query sees whole batches only; a
 * transaction sees one state throughout. `intMode` keeps 64-bit integers exact, and raw queries therefore answer
 * integers as bigint.
 */
export const createReadClient = (file: string): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaLibSql({ url: pathToFileURL(file).href, timeout: BUSY_TIMEOUT_MS, intMode: 'bigint' }),
  })
