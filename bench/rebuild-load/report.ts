import { COMMAND } from './region-streams.js'
import type { Sample } from './open-loop.js'
import type { Resident } from './resident.js'
import { type Moments, usuallySlowest, type Window, windowsOf } from './windows.js'

export interface Measured {
  /** Events of the log when the server started. */
  readonly events: number
  readonly moments: Moments
  /** All that was asked, warm-up included: a failure then is a failure too. */
  readonly samples: readonly Sample[]
  /** From when on latencies count, in milliseconds since 1970. */
  readonly counted: number
  /** Tables that differ between the build that followed and the new one. */
  readonly different: readonly string[]
  readonly residentBefore: Resident
  readonly residentAtMost: Resident
}

const ms = (value: number): string => value.toFixed(1)

const row = ({ name, samples, failures, median, p99, slowest }: Window): string =>
  `| ${[name, samples, failures, ms(median), ms(p99), ms(slowest)].join(' | ')} |`

const table = (what: string, windows: readonly Window[]): readonly string[] => [
  '',
  `| ${what} | requests | failed | median ms | p99 ms | slowest ms |`,
  '| --- | --: | --: | --: | --: | --: |',
  ...windows.map(row),
]

/** Latencies of commands and of queries, each before, during, at the switch and after. */
export const latenciesOf = ({ samples, counted, moments }: Measured) => {
  const those = samples.filter(({ due }) => due >= counted)
  const of = (isCommand: boolean) => {
    const some = those.filter(({ stream }) => (stream === COMMAND) === isCommand)
    return { windows: windowsOf(some, moments), usuallySlowest: usuallySlowest(some, moments) }
  }
  return { commands: of(true), queries: of(false) }
}

type Latencies = ReturnType<typeof latenciesOf>['commands']

/** What the switch added to the slowest, against what is usual, and against the middle of all. */
const addedOf = ({ windows: { before, atSwitch }, usuallySlowest: usual }: Latencies): string =>
  `${ms(atSwitch.slowest - usual)} ms more than the slowest of as many seconds before (${ms(usual)} ms), ` +
  `${ms(atSwitch.slowest - before.median)} ms more than the median before`

export const failuresOf = ({ samples }: Measured): readonly Sample[] =>
  samples.filter(({ failure }) => failure !== null)

/** Everything that was measured, in Markdown. */
export const reportOf = (measured: Measured): string => {
  const { events, moments, samples, different, residentBefore, residentAtMost } = measured
  const seconds = (moments.switched - moments.began) / 1_000
  const failures = failuresOf(measured)
  const { commands, queries } = latenciesOf(measured)
  const example = failures[0] === undefined ? '' : `, such as ${String(failures[0].failure)}`
  return [
    '',
    `${events.toLocaleString('en-GB')} events rebuilt in ${seconds.toFixed(1)} s (${Math.round(events / seconds)} a second)`,
    `failed requests: ${failures.length} of ${samples.length}${example}`,
    `tables that differ from those of the build that followed: ${different.length === 0 ? 'none' : different.join(', ')}`,
    `resident memory at most: server ${residentAtMost.server.toFixed(0)} MB (${residentBefore.server.toFixed(0)} MB before), ` +
      `process that builds ${residentAtMost.builder.toFixed(0)} MB`,
    `slowest command at the switch: ${addedOf(commands)}`,
    `slowest query at the switch: ${addedOf(queries)}`,
    ...table('commands', Object.values(commands.windows)),
    ...table('queries', Object.values(queries.windows)),
  ].join('\n')
}
