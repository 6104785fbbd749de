import { Counter, Gauge, type Registry } from 'prom-client'

import type { ReadSideStatus } from '../eventsourcing/read-side.js'
import type { Watched } from './telemetry.js'

const labelNames = ['projection', 'generation'] as const
const states = ['building', 'following', 'retrying', 'stopped'] as const

const unlessAway = <Result>(asked: Promise<Result>): Promise<Result | null> => asked.catch(() => null)

/**
 * Figures that are looked up when they are asked for.
 *
 * @returns looks them up; what cannot be looked up is left out until the next time
 */
export const watchFigures = (
  registry: Registry,
  { store, readSide, quarantined }: Watched,
): (() => Promise<void>) => {
  const registers = [registry]
  const lagEvents = new Gauge({
    name: 'waymark_projection_lag_events',
    help: 'Recorded events that the rows do not show yet.',
    labelNames,
    registers,
  })
  const lagSeconds = new Gauge({
    name: 'waymark_projection_lag_seconds',
    help: 'Age of the oldest event that the rows do not show yet; 0 when they show all.',
    labelNames,
    registers,
  })
  const position = new Gauge({
    name: 'waymark_projection_position',
    help: 'How far the rows are in the log.',
    labelNames,
    registers,
  })
  const passedOver = new Counter({
    name: 'waymark_projection_quarantined_events_total',
    help: 'Events that the rows do not show by an operator’s decision.',
    labelNames,
    registers,
  })
  const headPosition = new Gauge({
    name: 'waymark_event_store_head_position',
    help: 'Position of the last event of the log.',
    registers,
  })
  const state = new Gauge({
    name: 'waymark_projection_state',
    help: '1 for the state that the rows are in: building, following, retrying or stopped.',
    labelNames: [...labelNames, 'state'],
    registers,
  })

  const tellRows = (status: ReadSideStatus, count: number | null): void => {
    const labels = { projection: status.name, generation: status.generation }
    lagEvents.set(labels, status.lagEvents)
    lagSeconds.set(labels, status.lagSeconds)
    position.set(labels, Number(status.position))
    for (const one of states) state.set({ ...labels, state: one }, status.state === one ? 1 : 0)
    if (count !== null) passedOver.inc(labels, count)
  }

  return async () => {
    const [head, status, count] = await Promise.all([
      unlessAway(store.head()),
      unlessAway(readSide.status()),
      unlessAway(quarantined()),
    ])
    // From here on nothing waits, so that two who ask at once do not mix.
    for (const figure of [headPosition, lagEvents, lagSeconds, position, passedOver, state]) figure.reset()
    if (head === null) headPosition.remove()
    else headPosition.set(Number(head))
    if (status !== null) tellRows(status, count)
  }
}
