import type { LocalityAnswer, SeriesAnswer } from './answers.js'
import { html, type Markup } from './html.js'
import { englishDay, englishMoment, inWords, page } from './page.js'
import { milestonesSection } from './milestones-section.js'
import { projectsSection } from './projects-section.js'

const chart = ({ metric, category, runChart, readings }: SeriesAnswer): Markup => {
  const title = `${metric?.name ?? ''}${category === null ? '' : `: ${category.label}`}`
  if (metric?.nature === 'QUALITATIVE' || runChart === null) {
    return html`<article class="card">
      <h3>${title}</h3>
      ${readings.nodes.map(
        ({ period, narrative }) =>
          html`<p><span class="soft">${englishDay(period)}</span> ${narrative ?? '–'}</p>`,
      )}
    </article>`
  }
  const { picture, sentence } = runChart
  return html`<article class="card">
    <a href="${pathOf(picture.svgUrl)}"
      ><img
        src="${pathOf(picture.svgUrl)}"
        alt="${picture.alternativeText}"
        loading="lazy"
        width="960"
        height="520"
    /></a>
    <p>${sentence}</p>
    <p class="soft">
      <a href="${pathOf(picture.svgUrl)}">SVG</a> · <a href="${pathOf(picture.pngUrl)}">PNG</a> for reports
    </p>
  </article>`
}

/** Pictures come from this server, by whatever address the reader has reached it. */
const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url)
  return pathname + search
}

const history = ({ history: { nodes } }: LocalityAnswer): Markup | null =>
  nodes.length === 0
    ? null
    : html`<h2>Latest changes</h2>
        <div class="scroll">
          <table>
            <tr>
              <th>Recorded</th>
              <th>What</th>
              <th>By whom</th>
              <th>Why</th>
            </tr>
            ${nodes.toReversed().map(
              (change) =>
                html`<tr>
                  <td>${englishMoment(change.recordedAt)}</td>
                  <td>
                    ${inWords(change.type.replace(/(?<=.)([A-Z])/g, '_$1'))}${
                      change.occurredOn === null ? '' : `, ${englishDay(change.occurredOn)}`
                    }
                  </td>
                  <td>${change.actor}</td>
                  <td>${change.reason ?? ''}</td>
                </tr>`,
            )}
          </table>
        </div>`

/** Everything about one locality: charts, projects with their cycles, milestones, latest changes. */
export const localityPage = (answer: LocalityAnswer): string | null => {
  const { locality, series } = answer
  if (locality === null) return null
  const path = locality.ancestors
    .toReversed()
    .map(({ uuid, name }) => html`<a href="/localities/${uuid}">${name}</a> › `)
  const codes = locality.codes.map(
    ({ scheme, code, validTo }) => `${scheme} ${code}${validTo === null ? '' : ' (ended)'}`,
  )
  const children = locality.children.nodes.map(
    ({ uuid, name }) => html`<li><a href="/localities/${uuid}">${name}</a></li>`,
  )
  const more = series.pageInfo.hasNextPage
    ? html`<p>
        <a href="/localities/${locality.uuid}?after=${series.pageInfo.endCursor ?? ''}">More run charts</a>
      </p>`
    : null
  return page(
    locality.name,
    html`<p class="soft">${path}</p>
      <h1>${locality.name}</h1>
      <p class="soft">
        ${inWords(locality.kind)}${codes.length === 0 ? '' : ` · ${codes.join(', ')}`} · since
        ${englishDay(locality.openedOn)}${locality.closedOn === null ? '' : ` until ${englishDay(locality.closedOn)}`}
      </p>
      ${locality.note === null ? null : html`<p class="notice">${locality.note}</p>`}
      ${
        children.length === 0
          ? null
          : html`<ul>
              ${children}
            </ul>`
      }
      <h2>Run charts</h2>
      ${series.totalCount === 0 ? html`<p class="soft">No readings are recorded here yet.</p>` : series.nodes.map(chart)}
      ${more} ${projectsSection(answer.projects)} ${milestonesSection(answer.milestones)} ${history(answer)}`,
  )
}
