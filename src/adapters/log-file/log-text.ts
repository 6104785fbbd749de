import type { LogEntry } from '../../eventsourcing/log-transfer.js'
import type { Entry, StoredEvent } from '../event-store/ledger.js'
import type { RunningLog } from './running-log.js'

/** Version of the text; a reader refuses those that it does not know. */
export const VERSION = 1

/** Where a log comes from, as the first line says it. */
export type Engine = 'embedded' | 'postgresql' | 'kurrentdb' | 'memory'

export const engines: readonly Engine[] = ['embedded', 'postgresql', 'kurrentdb', 'memory']

/** The first line. */
export const headerLine = (engine: Engine): string =>
  `{"waymark":"events","version":${VERSION},"engine":"${engine}"}`

const text = (value: string): string => JSON.stringify(value)

const eventText = (event: StoredEvent): string =>
  `{"position":${event.position},"stream":${text(event.stream)},"revision":${event.revision},` +
  `"id":${text(event.id)},"type":${text(event.type)},"schema":${event.schema},` +
  `"data":${event.data},"meta":${event.meta},"payloadHash":"${event.payloadHash}",` +
  `"streamPrevious":"${event.streamPrevious}","chain":"${event.chain}"}`

/** Positions of a store that does not count from 1 are kept beside those that were counted. */
const originText = (entry: LogEntry, position: number): string =>
  entry.position === BigInt(position) ? '' : `"origin":"${entry.position.toString()}",`

/** The line of a command: the one text that there is for it at its place of the log. */
export const entryLine = (entry: LogEntry, { command, events }: Entry): string =>
  `{"sequence":${command.sequence},"command":${text(command.id)},"requestHash":${text(command.requestHash)},` +
  `"result":${command.result},"recordedAt":${events[0]?.recordedAt ?? 'null'},` +
  `"events":[${events.map(eventText).join(',')}],"position":${command.position},` +
  `${originText(entry, command.position)}"check":"${command.check}"}`

/** The last line: without it a file is cut off. */
export const endLine = (log: RunningLog): string => {
  const { events, chain, commands, commandChain } = log.end()
  return `{"end":{"events":${events},"streams":${log.streams()},"commands":${commands},"chain":"${chain}","commandChain":"${commandChain}"}}`
}
