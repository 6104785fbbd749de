import pino from 'pino'

import { startApp, type App } from '../../src/app.js'
import { createGraphqlClient, type GraphqlClient, type UserError } from '../../src/client/graphql-client.js'
import { parseConfig, type Config } from '../../src/config.js'

/** The moment that it is for a server in this process, unless the test gives another clock. */
export const appClock = (): Date => new Date('2024-06-15T09:00:00.000Z')

/** Settings as they are parsed for a server on any free port. */
export const configOf = (dataFolder: string, more: Record<string, string> = {}): Config => {
  const parsed = parseConfig({ PORT: '0', WAYMARK_DATA: dataFolder, LOG_LEVEL: 'silent', ...more })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}

/** The whole server in this process, on a data folder. */
export const startAppOn = (dataFolder: string, more: Record<string, string> = {}): Promise<App> =>
  startApp({ config: configOf(dataFolder, more), logger: pino({ level: 'silent' }), clock: appClock })

export const clientOf = (app: Pick<App, 'address'>, actor = 'Asha Patel'): GraphqlClient =>
  createGraphqlClient(app.address, actor)

interface Payload {
  readonly userErrors: readonly UserError[]
  readonly position: string | null
  readonly [entity: string]: unknown
}

/** Carries out one mutation over HTTP and gives its payload, whether it was refused or not. */
export const send = async (
  client: GraphqlClient,
  mutation: string,
  input: object,
  selection = '',
): Promise<Payload> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { payload } = await client.request<{ payload: Payload }>(
    `mutation ($input: ${type}!) { payload: ${mutation}(input: $input) { ${selection} userErrors { code message field } position } }`,
    { input },
  )
  return payload
}

/** Carries out one mutation over HTTP that must succeed. */
export const succeed = async (
  client: GraphqlClient,
  mutation: string,
  input: object,
  selection = '',
): Promise<Payload> => {
  const payload = await send(client, mutation, input, selection)
  if (payload.userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(payload.userErrors)}`)
  return payload
}
