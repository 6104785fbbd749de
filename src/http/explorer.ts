import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'

import { projectRoot } from '../project-root.js'
import { exampleQueries } from './example-queries.js'

/** Only from this server: the page works on a network without any other. CodeMirror writes styles into the page. */
export const explorerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

interface Asset {
  readonly file: string
  readonly type: 'text/css' | 'text/javascript'
}

const ofPackage = (file: string): string => path.join(projectRoot, 'node_modules', file)
const ofExplorer = (file: string): string => path.join(projectRoot, 'src', 'http', 'explorer', file)

const assets: readonly Asset[] = [
  { file: ofPackage('graphiql/graphiql.min.css'), type: 'text/css' },
  { file: ofExplorer('explorer.css'), type: 'text/css' },
  { file: ofPackage('react/umd/react.production.min.js'), type: 'text/javascript' },
  { file: ofPackage('react-dom/umd/react-dom.production.min.js'), type: 'text/javascript' },
  { file: ofPackage('graphiql/graphiql.min.js'), type: 'text/javascript' },
  { file: ofExplorer('explorer.js'), type: 'text/javascript' },
]

/** The address changes with the content, so that a browser may keep what it has for ever. */
const load = ({ file, type }: Asset) => {
  const content = readFileSync(file)
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { url: `/explorer/${hash}-${path.basename(file)}`, type, content }
}

const tagFor = ({ url, type }: { readonly url: string; readonly type: Asset['type'] }): string =>
  type === 'text/css' ? `<link rel="stylesheet" href="${url}">` : `<script src="${url}" defer></script>`

/** Cannot end the element that it stands in. */
const asData = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

const pageOf = (tags: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Waymark API explorer</title>
    <link rel="icon" href="data:,">
    ${tags}
    <script type="application/json" id="examples">${asData(exampleQueries)}</script>
  </head>
  <body>
    <main id="explorer"><p>Loading the explorer …</p></main>
    <noscript>The explorer needs JavaScript. The API answers without it: POST a query to this address.</noscript>
  </body>
</html>
`

/**
 * Serves the page on which people try queries, and what it is made of, from packages that are installed:
 * nothing is fetched from another server. The files are read when someone first opens the page.
 */
export const explorerRoutes = (app: FastifyInstance): { readonly page: () => string } => {
  let loaded:
    { readonly page: string; readonly byUrl: ReadonlyMap<string, ReturnType<typeof load>> } | undefined
  const open = () => {
    if (loaded !== undefined) return loaded
    const files = assets.map(load)
    loaded = {
      page: pageOf(files.map(tagFor).join('\n    ')),
      byUrl: new Map(files.map((file) => [file.url, file])),
    }
    return loaded
  }
  app.get('/explorer/:file', (request, reply) => {
    const file = open().byUrl.get(request.url)
    if (file === undefined) {
      reply.callNotFound()
      return reply
    }
    return reply
      .type(`${file.type}; charset=utf-8`)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(file.content)
  })
  return { page: () => open().page }
}
