import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'

import { PictureFailed, specificationHash, type Renderer } from '../rendering/renderer.js'
import { problem } from './problems.js'

export interface PictureRequest {
  readonly seriesId: string
  /** What the address asks for beside the series: other periods, another chart type and so on. */
  readonly query: Readonly<Record<string, string>>
}

export interface PictureOptions {
  readonly renderer: Renderer
  /**
   * The Vega-Lite specification of a series' chart; null when there is no such series. A GraphQLError with code
   * BAD_USER_INPUT says that the query asks for what cannot be.
   */
  readonly specification: (request: FastifyRequest, picture: PictureRequest) => Promise<object | null>
}

interface Route {
  readonly Params: { readonly file: string }
  readonly Querystring: Readonly<Record<string, string | readonly string[]>>
}

const fileName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(svg|png)$/i

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

const wrongDay = ({ from, to }: PictureRequest['query']): 'from' | 'to' | null => {
  if (from !== undefined && !isDay(from)) return 'from'
  return to !== undefined && !isDay(to) ? 'to' : null
}

/** Each parameter once; several of a name are put together, which none but a list of phases can be. */
const once = (query: Route['Querystring']): PictureRequest['query'] =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(',')]),
  )

const isBadInput = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError && error.extensions['code'] === 'BAD_USER_INPUT'

const draw = async (renderer: Renderer, format: string, specification: object): Promise<Buffer> =>
  format === 'svg'
    ? Buffer.from(await renderer.svg(specification))
    : Buffer.from(await renderer.png(specification))

const types: Readonly<Record<string, string>> = { svg: 'image/svg+xml; charset=utf-8', png: 'image/png' }

/** Whether the caller's tags name the picture. Proxies that compress make tags weak, and callers may name several. */
const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))

/** Nothing in a picture runs or loads, even when it is opened by itself. */
const policy = "default-src 'none'; style-src 'unsafe-inline'"

/**
 * Charts as pictures at `/charts/<series>.svg` and `.png`: stable addresses that always show what is known now.
 * Whoever has the picture already, by its ETag, is told that it has not changed.
 */
export const pictureRoutes = (app: FastifyInstance, { renderer, specification }: PictureOptions): void => {
  const send = async (request: FastifyRequest<Route>, reply: FastifyReply): Promise<FastifyReply> => {
    const [, seriesId, format] = fileName.exec(request.params.file) ?? []
    const refuse = (status: number, code: string, message: string) =>
      reply.code(status).send(problem(code, message, request.id))
    if (seriesId === undefined || format === undefined) {
      return refuse(404, 'NOT_FOUND', 'Ask for /charts/<id of a series>.svg or .png')
    }
    const query = once(request.query)
    const wrong = wrongDay(query)
    if (wrong !== null) return refuse(400, 'BAD_USER_INPUT', `Give \`${wrong}\` as a day, such as 2024-04-01`)
    const found = await specification(request, { seriesId: seriesId.toLowerCase(), query }).catch(
      (error: unknown) => {
        if (isBadInput(error)) return error
        throw error
      },
    )
    if (found instanceof GraphQLError) return refuse(400, 'BAD_USER_INPUT', found.message)
    if (found === null) return refuse(404, 'NOT_FOUND', 'There is no series with this id')

    const kind = format.toLowerCase()
    const etag = `"${specificationHash(found)}-${kind}"`
    reply.header('etag', etag).header('cache-control', 'no-cache')
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
    try {
      return await reply
        .header('content-security-policy', policy)
        .header('cross-origin-resource-policy', 'cross-origin')
        .type(types[kind] ?? 'application/octet-stream')
        .send(await draw(renderer, kind, found))
    } catch (error) {
      if (!(error instanceof PictureFailed) || error.reason === 'INVALID') throw error
      return reply
        .type('application/json')
        .header('retry-after', '2')
        .code(503)
        .send(problem('BUSY', error.message, request.id))
    }
  }
  app.get<Route>('/charts/:file', send)
}
