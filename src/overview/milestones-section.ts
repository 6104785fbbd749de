import type { LocalityAnswer, MilestoneAnswer } from './answers.js'
import { html, type Markup } from './html.js'
import { englishDay, inWords } from './page.js'

const slip = ({ slippedDays }: MilestoneAnswer): string => {
  if (slippedDays === 0) return 'on the day promised'
  const days = Math.abs(slippedDays)
  return `${days} ${days === 1 ? 'day' : 'days'} ${slippedDays > 0 ? 'later' : 'earlier'} than promised`
}

const row = (milestone: MilestoneAnswer): Markup => {
  const reasons = milestone.forecasts.filter(({ reason }) => reason !== null)
  return html`<tr>
    <td>${milestone.title}</td>
    <td><span class="tag">${inWords(milestone.status)}</span></td>
    <td>${englishDay(milestone.dueOn)}</td>
    <td>
      ${englishDay(milestone.achievedOn ?? milestone.forecastOn)}<br /><span class="soft"
        >${slip(milestone)}</span
      >
    </td>
    <td>
      ${reasons.map(({ forecastOn, reason }) => html`<div>To ${englishDay(forecastOn)}: ${reason}</div>`)}
      ${milestone.evidence === null ? null : html`<div>Evidence: ${milestone.evidence}</div>`}
    </td>
  </tr>`
}

/** The milestones with the date first promised, the date now, and each slip with its reason. */
export const milestonesSection = ({ nodes, totalCount }: LocalityAnswer['milestones']): Markup | null =>
  totalCount === 0
    ? null
    : html`<h2>Milestones</h2>
        <div class="scroll">
          <table>
            <tr>
              <th>Milestone</th>
              <th>Status</th>
              <th>Promised</th>
              <th>Expected or reached</th>
              <th>Slips and evidence</th>
            </tr>
            ${nodes.map(row)}
          </table>
        </div>
        ${totalCount > nodes.length ? html`<p class="soft">${totalCount - nodes.length} more in the API.</p>` : null}`
