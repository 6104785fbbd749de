import type { FoundEvent } from '../../eventsourcing/log-verification.js'
import type { Report } from '../../eventsourcing/verification-report.js'
import type { StoredCommand } from './ledger.js'
import {
  commandParts,
  type CommandRow,
  contentText,
  type EventRow,
  parseRecord,
  recordText,
  toFoundEvent,
  toStoredCommand,
} from './sqlite-record.js'

const attempt = <Found>(read: () => Found): Found | null => {
  try {
    return read()
  } catch {
    return null
  }
}

/** What can still be told of an event whose data are damaged, so that what follows it is not blamed. */
const DAMAGED_CONTENT = /^\{"data":(.*),"schema":(\d+),"type":"(.*)"\}$/s
const NO_CONTENT = '{"data":null,"schema":0,"type":""}'
const NO_RECORD = { id: '', recordedAt: 0, meta: '', payloadHash: '', streamPrevious: '', chain: '' }

const salvage = (row: EventRow): FoundEvent => {
  const { position, stream, revision } = row
  const [, data = row.content, schema, type = ''] = DAMAGED_CONTENT.exec(row.content) ?? []
  const record = attempt(() => toFoundEvent({ ...row, content: NO_CONTENT })) ?? NO_RECORD
  return { ...record, position, stream, revision, data, schema: Number(schema ?? 0), type }
}

/** Reads the event of a row that may be damaged, and reports what its hashes cannot tell. */
export const readFoundEvent = (row: EventRow, report: Report): FoundEvent => {
  const event = attempt(() => toFoundEvent(row))
  const command = attempt(() => commandParts(parseRecord(row.record)))
  const isAsWritten =
    event !== null && contentText(event) === row.content && recordText(event, command) === row.record
  if (!isAsWritten) {
    report('NOT_CANONICAL', row.position, 'Content or record are not as this store writes them')
  }
  return event ?? salvage(row)
}

/** Reads the command of a row that may be damaged; what is missing is empty, and no hash fits it. */
export const readFoundCommand = (row: CommandRow): StoredCommand => {
  try {
    return toStoredCommand(row)
  } catch {
    const { position, command, sequence } = row
    return { position, id: command, sequence, requestHash: '', result: '', check: '' }
  }
}
