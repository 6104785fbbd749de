import type { TreeAnswer } from './answers.js'
import { html, type Markup } from './html.js'
import { inWords, page } from './page.js'

type Entry = TreeAnswer['localityTree']['edges'][number]['node']

/** Classes stand for the depth, since the content policy allows no style on an element. */
const indents = Array.from(
  { length: 12 },
  (_, depth) => `ul.tree .d${depth} { padding-left: ${depth * 28}px }`,
).join(' ')

const entry = ({ depth, locality }: Entry): Markup =>
  html`<li class="d${Math.min(depth, 11)}">
    <a href="/localities/${locality.uuid}">${locality.name}</a>
    <span class="tag">${inWords(locality.kind)}</span>
    <span class="soft">${locality.codes.map(({ scheme, code }) => `${scheme} ${code}`).join(', ')}</span>
  </li>`

/** All localities in the order of their tree. */
export const treePage = ({ localityTree }: TreeAnswer): string => {
  const { edges, totalCount, pageInfo } = localityTree
  const more = pageInfo.hasNextPage
    ? html`<p><a href="/?after=${pageInfo.endCursor ?? ''}">More localities</a></p>`
    : null
  const list =
    totalCount === 0
      ? html`<p class="notice">
          Nothing is recorded yet. Open the <a href="/graphql">GraphQL explorer</a>: its examples register a
          locality, define a metric and record the first readings.
        </p>`
      : html`<ul class="tree">
          ${edges.map(({ node }) => entry(node))}
        </ul>`
  return page(
    'Localities',
    html`<style>
        ${indents}
      </style>
      <h1>Localities</h1>
      <p class="soft">
        ${totalCount === 1 ? '1 locality' : `${totalCount} localities`}. Open one to see its run charts, its
        PDSA cycles and its milestones.
      </p>
      ${list} ${more}`,
  )
}
