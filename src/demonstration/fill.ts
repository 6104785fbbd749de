import type { GraphqlClient, UserError } from '../client/graphql-client.js'
import { localitySteps } from './locality-steps.js'
import { metricSteps, readingSteps } from './metric-steps.js'
import { milestoneSteps } from './milestone-steps.js'
import { milestones } from './milestones.js'
import { projectSteps } from './project-steps.js'
import { projects } from './projects.js'
import { daysIn, idOf, type Step } from './step.js'

/** Told after every request: how many of how many are done. */
export type FillProgress = (done: number, of: number, what: string) => void

/** The demonstration could not be recorded; the message has what the API answered. */
export class FillFailed extends Error {
  override readonly name = 'FillFailed'
}

const inputTypeOf = (mutation: string): string =>
  `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`

const perform = async (client: GraphqlClient, { mutation, input, what }: Step): Promise<void> => {
  const document = `mutation Fill($input: ${inputTypeOf(mutation)}!) { outcome: ${mutation}(input: $input) { userErrors { code message field } } }`
  // Its own name for each request: after an interruption the same ones are sent again.
  const idempotencyKey = idOf(mutation, JSON.stringify(input))
  const { outcome } = await client.request<{ outcome: { userErrors: readonly UserError[] } }>(document, {
    input: { ...input, idempotencyKey },
  })
  const error = outcome.userErrors[0]
  if (error !== undefined) {
    throw new FillFailed(
      `${what}: ${error.message} (${mutation}, ${error.code}, ${(error.field ?? []).join('.')})`,
    )
  }
}

/**
 * Records the demonstration programme through the API, as any user would. Interrupted and started again with the
 * same months, it ends in the same state.
 *
 * @param months first days of the 36 months of readings, oldest first; all of them are over
 */
export const fillDemonstration = async (
  client: GraphqlClient,
  months: readonly string[],
  progress: FillProgress,
): Promise<void> => {
  const day = daysIn(months)
  const steps = [
    ...localitySteps(months),
    ...metricSteps(months),
    ...readingSteps(months),
    ...projects.flatMap((project) => projectSteps(project, day)),
    ...milestones.flatMap((milestone) => milestoneSteps(milestone, day)),
  ]
  for (const [index, step] of steps.entries()) {
    await perform(client, step)
    progress(index + 1, steps.length, step.what)
  }
}
