import type { CycleLine, LocalityAnswer, ProjectAnswer } from './answers.js'
import { html, type Markup } from './html.js'
import { englishDay, inWords } from './page.js'

const predicted = ({ predictions, comparisons }: CycleLine): Markup[] =>
  predictions.map(({ predictionId, prediction }) => {
    const outcome = comparisons.find((comparison) => comparison.predictionId === predictionId)?.outcome
    return html`<div>
      ${prediction} ${outcome === undefined ? null : html`<span class="tag">${inWords(outcome)}</span>`}
    </div>`
  })

const row = (cycle: CycleLine): Markup =>
  html`<tr>
    <td>${cycle.title}</td>
    <td>
      <span class="tag">${inWords(cycle.decision ?? cycle.status)}</span>
    </td>
    <td>
      ${englishDay(cycle.startedOn ?? cycle.plannedStartOn)}${cycle.startedOn === null ? ' (planned)' : ''}
    </td>
    <td>${predicted(cycle)}</td>
    <td>${cycle.learning ?? ''}</td>
  </tr>`

const cycles = (lines: readonly CycleLine[]): Markup =>
  html`<div class="scroll">
    <table>
      <tr>
        <th>Cycle</th>
        <th>Decision or status</th>
        <th>Started</th>
        <th>Prediction</th>
        <th>Learning</th>
      </tr>
      ${lines.map(row)}
    </table>
  </div>`

const project = ({ title, aim, status, ramps, cycles: all }: ProjectAnswer): Markup => {
  const single = all.nodes.filter(({ ramp }) => ramp === null)
  return html`<section>
    <h3>${title} <span class="tag">${inWords(status)}</span></h3>
    <p>${aim}</p>
    ${ramps.map(
      (ramp) =>
        html`<h4>${ramp.title}</h4>
          <p class="soft">${ramp.changeIdea}</p>
          ${cycles(ramp.cycles.nodes)}`,
    )}
    ${
      single.length === 0
        ? null
        : html`<h4>Single cycles</h4>
            ${cycles(single)}`
    }
  </section>`
}

/** The projects of a locality, each with its ramps of PDSA cycles. */
export const projectsSection = ({ nodes, totalCount }: LocalityAnswer['projects']): Markup | null =>
  totalCount === 0
    ? null
    : html`<h2>Projects and PDSA cycles</h2>
        ${nodes.map(project)}`
