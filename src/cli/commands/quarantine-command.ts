import { Command } from 'commander'

import {
  createGraphqlClient,
  RequestFailed,
  Unreachable,
  type GraphqlClient,
  type UserError,
} from '../../client/graphql-client.js'
import { findRunning } from '../destination.js'
import { ExitStatus } from '../exit-status.js'
import { ImportFault } from '../import/import-fault.js'
import type { Terminal } from '../terminal.js'

interface DecisionSettings {
  readonly reason: string
  readonly actor: string
  readonly url?: string
}

interface Payload {
  readonly position: string | null
  readonly userErrors: readonly UserError[]
}

interface Decision {
  readonly mutation: 'quarantineEvent' | 'releaseEvent'
  readonly input: object
  /** Said when it is recorded. */
  readonly done: string
}

const recorded = async (client: GraphqlClient, { mutation, input }: Decision): Promise<Payload> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { payload: ${mutation}(input: $input) { position userErrors { code message field } } }`
  return (await client.request<{ payload: Payload }>(document, { input })).payload
}

/** Asks the running server to record a decision, and says what came of it. */
const decide = async (
  decision: Decision,
  { url, actor }: DecisionSettings,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Promise<void> => {
  try {
    const address = await findRunning(url, env)
    const { position, userErrors } = await recorded(createGraphqlClient(address, actor), decision)
    for (const { message } of userErrors) terminal.note(message)
    if (userErrors.length > 0) terminal.finish(ExitStatus.Found)
    else terminal.say(`${decision.done} Recorded at position ${position ?? '–'} by ${actor}.`)
  } catch (error) {
    if (error instanceof ImportFault) terminal.finish(ExitStatus.Usage)
    else if (error instanceof Unreachable || error instanceof RequestFailed)
      terminal.finish(ExitStatus.Broken)
    else throw error
    terminal.note(error.message)
  }
}

const withDecision = (command: Command): Command =>
  command
    .requiredOption('--reason <text>', 'why; it is recorded with the decision')
    .requiredOption('--actor <name>', 'who decides; it is recorded with the decision')
    .option('--url <address>', 'the Waymark to ask, such as http://127.0.0.1:4000')

/** `waymark read-side quarantine EVENT --reason TEXT --actor NAME` */
export const quarantineCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  withDecision(
    new Command('quarantine')
      .description('Let the read side go on without an event that fails and at which it stands still.')
      .argument('<event>', 'its position, or its id, as `/readyz`, the log or `waymark events` shows it'),
  ).action((event: string, settings: DecisionSettings) => {
    const named = /^\d+$/.test(event) ? { position: event } : { eventId: event }
    const input = { ...named, reason: settings.reason }
    const done = 'The read side goes on without this event.'
    return decide({ mutation: 'quarantineEvent', input, done }, settings, terminal, env)
  })

/** `waymark read-side release EVENT-ID --reason TEXT --actor NAME` */
export const releaseCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  withDecision(
    new Command('release')
      .description('Lift the quarantine of an event; the next rebuild takes it in, or stands still at it.')
      .argument('<event-id>', 'its id, as the query `quarantinedEvents` shows it'),
  ).action((eventId: string, settings: DecisionSettings) => {
    const input = { eventId, reason: settings.reason }
    const done = 'The quarantine is lifted; nothing changes until the next rebuild.'
    return decide({ mutation: 'releaseEvent', input, done }, settings, terminal, env)
  })
