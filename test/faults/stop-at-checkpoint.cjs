'use strict'

// Ends a server at one exact moment of a projection, as a power cut would: `node --require` this file.
// WAYMARK_FAULT_STOP is `<moment> <batch>`: at which moment of which batch of rows since the start.
//   rows    SQLite: the rows are written, the checkpoint is not yet moved;
//           PostgreSQL, where the checkpoint comes first: both are written, nothing is committed
//   moved   the checkpoint is moved, the transaction is not yet committed
//   stands  the transaction is committed, and the process has not yet heard of it

const { isMainThread } = require('node:worker_threads')

const [moment, at] = (process.env.WAYMARK_FAULT_STOP ?? '').split(' ')
let batches = 0

/** @param {string} reached */
const stopIf = (reached) => {
  if (reached === moment && batches >= Number(at)) process.kill(process.pid, 'SIGKILL')
}

const movesCheckpoint = (sql) => /\bupdate checkpoint set\b/i.test(sql)

const watchSqlite = () => {
  const Database = require('libsql')
  const { prepare, exec } = Database.prototype
  const moved = new WeakSet()
  Database.prototype.prepare = function (sql, ...rest) {
    const statement = prepare.call(this, sql, ...rest)
    if (!movesCheckpoint(sql)) return statement
    const run = statement.run.bind(statement)
    statement.run = (...values) => {
      batches += 1
      stopIf('rows')
      const outcome = run(...values)
      stopIf('moved')
      moved.add(this)
      return outcome
    }
    return statement
  }
  Database.prototype.exec = function (sql, ...rest) {
    const outcome = exec.call(this, sql, ...rest)
    if (sql === 'COMMIT' && moved.delete(this)) stopIf('stands')
    return outcome
  }
}

const watchPostgres = () => {
  const { Client } = require('pg')
  const { query } = Client.prototype
  const moved = new WeakSet()
  Client.prototype.query = function (config, ...rest) {
    const text = typeof config === 'string' ? config : config?.text
    if (typeof text !== 'string') return query.call(this, config, ...rest)
    const commits = moved.has(this) && /\bcommit$/i.test(text)
    if (commits) stopIf('rows')
    const answer = query.call(this, config, ...rest)
    if (movesCheckpoint(text)) {
      batches += 1
      moved.add(this)
      answer.then(
        () => stopIf('moved'),
        () => undefined,
      )
    }
    if (commits) {
      moved.delete(this)
      answer.then(
        () => stopIf('stands'),
        () => undefined,
      )
    }
    return answer
  }
}

if (isMainThread && moment !== undefined) {
  watchSqlite()
  watchPostgres()
}
