import { canonicalJson } from './canonical-json.js'
import {
  chainHash,
  commandHash,
  GENESIS,
  payloadHash,
  streamHash,
  type CommandHeader,
  type EventHeader,
  type Sha256,
} from './hash-chain.js'
import type { Json } from './json.js'

/** What can be wrong with a log. */
export type FindingCode =
  | 'POSITIONS_MISSING'
  | 'PAYLOAD_ALTERED'
  | 'CHAIN_BROKEN'
  | 'REVISION_BROKEN'
  | 'STREAM_CHAIN_BROKEN'
  | 'TIME_REVERSED'
  | 'NOT_CANONICAL'
  | 'STREAM_DISAGREES'
  | 'COMMAND_ALTERED'
  | 'COMMANDS_MISSING'
  | 'HEAD_DISAGREES'
  | 'TABLES_ALTERED'
  | 'FILE_DAMAGED'
  | 'READ_SIDE_AHEAD'

export interface Finding {
  readonly code: FindingCode
  /** Where in the log; null when it concerns no one event. */
  readonly position: number | null
  /** What is wrong, for people. */
  readonly message: string
}

/** A row of the log as it was found. */
export interface FoundEvent extends EventHeader {
  readonly data: string
  readonly meta: string
  readonly payloadHash: Sha256
  readonly streamPrevious: Sha256
  readonly chain: Sha256
}

/** A row of the command records as it was found. */
export interface FoundCommand extends CommandHeader {
  readonly result: string
  readonly check: Sha256
}

/** Where the log says that it ends. */
export interface FoundHead {
  readonly position: number
  readonly chain: Sha256
  readonly recordedAt: number
  readonly commands: number
  readonly commandChain: Sha256
}

type Report = (code: FindingCode, position: number | null, message: string) => void

const isCanonical = (text: string): boolean => {
  try {
    return canonicalJson(JSON.parse(text) as Json) === text
  } catch {
    return false
  }
}

const range = (from: number, to: number): string =>
  from === to ? `event ${from}` : `events ${from} to ${to}`

/**
 * Recomputes the hashes of the log event by event, in position order, and reports what does not fit. After a break it
 * goes on from what is stored, so that one alteration is reported where it is and not at every later event.
 * Remembers one hash and one revision for each stream.
 */
export const createEventVerifier = (report: Report) => {
  const ends = new Map<string, { revision: number; hash: Sha256 }>()
  let last: Pick<FoundEvent, 'position' | 'chain' | 'recordedAt'> = {
    position: 0,
    chain: GENESIS,
    recordedAt: 0,
  }
  let events = 0

  const checkPayload = (event: FoundEvent, areCanonical: boolean): void => {
    const { position, data, meta } = event
    if (payloadHash(data, meta) !== event.payloadHash) {
      report('PAYLOAD_ALTERED', position, 'Data or metadata are not what was recorded: their hash differs')
    }
    if (areCanonical) return
    for (const [name, text] of Object.entries({ data, meta })) {
      if (!isCanonical(text)) report('NOT_CANONICAL', position, `The ${name} column is not canonical JSON`)
    }
  }

  const checkChain = (event: FoundEvent): void => {
    const { position } = event
    if (position !== last.position + 1) {
      const what = range(last.position + 1, position - 1)
      report('POSITIONS_MISSING', position, `${what} missing before position ${position}: deleted or moved`)
    } else if (chainHash(last.chain, event.payloadHash, event) !== event.chain) {
      report('CHAIN_BROKEN', position, 'A column was altered, or the event does not belong at this position')
    }
    if (event.recordedAt < last.recordedAt) {
      report('TIME_REVERSED', position, 'Recorded earlier than the event before it')
    }
  }

  const checkStream = (event: FoundEvent): void => {
    const { position, stream, revision } = event
    const end = ends.get(stream) ?? { revision: -1, hash: GENESIS }
    if (revision !== end.revision + 1) {
      const message = `Stream ${stream} goes from revision ${end.revision} to ${revision}`
      report('REVISION_BROKEN', position, message)
    } else if (event.streamPrevious !== end.hash) {
      report('STREAM_CHAIN_BROKEN', position, `Does not follow from the event before it in stream ${stream}`)
    }
    ends.set(stream, { revision, hash: streamHash(event.streamPrevious, event.payloadHash, event) })
  }

  return {
    /** @param areCanonical data and metadata are known to be canonical JSON */
    accept: (event: FoundEvent, areCanonical = false): void => {
      events += 1
      checkPayload(event, areCanonical)
      checkChain(event)
      checkStream(event)
      last = event
    },
    /** To be called after the last event. */
    finish: (head: FoundHead): void => {
      if (head.position > last.position) {
        const what = range(last.position + 1, head.position)
        report('POSITIONS_MISSING', head.position, `${what} missing at the end of the log: deleted`)
      } else if (head.position !== last.position || head.chain !== last.chain) {
        report(
          'HEAD_DISAGREES',
          last.position,
          `The head row says ${head.position}, the last event is another`,
        )
      } else if (head.recordedAt !== last.recordedAt) {
        report('HEAD_DISAGREES', last.position, 'The head row has another time than the last event')
      }
    },
    counts: () => ({ events, streams: ends.size, head: last.position, chain: last.chain }),
    hasStream: (stream: string): boolean => ends.has(stream),
  }
}

/** Recomputes the checks of the command records in their order. */
export const createCommandVerifier = (report: Report) => {
  let last: Pick<FoundCommand, 'sequence' | 'check'> = { sequence: 0, check: GENESIS }
  let commands = 0
  return {
    accept: (command: FoundCommand, head: Pick<FoundHead, 'position'>): void => {
      commands += 1
      const { sequence, position, id } = command
      if (sequence !== last.sequence + 1) {
        const missing = `${last.sequence + 1} to ${sequence - 1}`
        report('COMMANDS_MISSING', position, `Command records ${missing} missing before ${id}`)
      } else if (commandHash(last.check, command, command.result) !== command.check) {
        report('COMMAND_ALTERED', position, `The record of command ${id} is not what was recorded`)
      }
      if (position > head.position) {
        report('COMMAND_ALTERED', position, `The record of command ${id} points beyond the head of the log`)
      }
      if (!isCanonical(command.result)) {
        report('NOT_CANONICAL', position, `The result of command ${id} is not canonical JSON`)
      }
      last = command
    },
    finish: (head: FoundHead): void => {
      if (head.commands === last.sequence && head.commandChain === last.check) return
      const message = `The head row counts ${head.commands} commands, the records end at ${last.sequence}`
      report('COMMANDS_MISSING', null, message)
    },
    count: () => commands,
    /** Sequence of the last record. */
    last: () => last.sequence,
  }
}
