import { v7 as uuidv7 } from 'uuid'

import { englishDay } from '../domain/english-day.js'
import type { CommandHandler } from '../eventsourcing/command.js'
import type { ApiContext, Reads } from './context.js'
import { createLoaders } from './loaders.js'

/** What all requests share. */
export interface ApiServices {
  readonly commands: CommandHandler
  readonly reads: Reads
  readonly clock: () => Date
  readonly publicUrl: () => string
}

/** What a request says of itself. */
export interface RequestFacts {
  readonly requestId: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Longest name of somebody who records. */
const longestActor = 200

const single = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

/** Names beyond ASCII travel percent-encoded in a header. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const actorOf = (headers: RequestFacts['headers']): string => {
  const name = decoded(single(headers['x-waymark-actor']) ?? '')
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .trim()
  return name === '' ? 'anonymous' : name.slice(0, longestActor)
}

const traceparentOf = (headers: RequestFacts['headers']): { traceparent?: string } => {
  const value = single(headers['traceparent'])
  return value !== undefined && /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(value)
    ? { traceparent: value }
    : {}
}

/** The context of one request. Until there is sign-in, `x-waymark-actor` says who asks; it is recorded as it is said. */
export const requestContext = (services: ApiServices, request: RequestFacts): ApiContext => {
  const { reads, clock } = services
  return {
    commands: services.commands,
    reads,
    loaders: createLoaders(() => reads.client()),
    actor: actorOf(request.headers),
    requestId: request.requestId,
    ...traceparentOf(request.headers),
    today: () => englishDay(clock()),
    newId: () => uuidv7(),
    publicUrl: services.publicUrl(),
  }
}
