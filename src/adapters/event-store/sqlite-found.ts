import type { FoundEvent } from '../../eventsourcing/log-verification.js'
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

/** A row of the log, and whether its event is followed by another of the same command. */
export interface FoundRow extends EventRow {
  readonly isWithin: number
  /** Whether it has the id of a command without its number, or the other way round. */
  readonly isTorn: number
}

/** Reads the event of a row that may be damaged, and says whether its texts are as this store writes them. */
export const readFoundEvent = (
  row: FoundRow,
): { readonly event: FoundEvent; readonly isAsWritten: boolean } => {
  const event = attempt(() => toFoundEvent(row))
  if (event === null) return { event: salvage(row), isAsWritten: false }
  if (row.isTorn === 1) return { event, isAsWritten: false }
  const command = row.isWithin === 1 ? null : attempt(() => commandParts(parseRecord(row.record)))
  return {
    event,
    isAsWritten: contentText(event) === row.content && recordText(event, command) === row.record,
  }
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
