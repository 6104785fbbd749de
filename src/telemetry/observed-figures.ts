import type { CommandOutcome } from '../eventsourcing/command.js'
import type { Json } from '../eventsourcing/json.js'
import type { Finished, Observer } from '../eventsourcing/observer.js'
import type { Instruments } from './instruments.js'

/** The part of the read side that all projections of a generation move in together. */
const PROJECTION = 'read-side'

const secondsSince = (began: number): number => (performance.now() - began) / 1_000

const outcomeOf = (finished: Finished<CommandOutcome<Json>>): { outcome: string; code: string } => {
  if ('fault' in finished) return { outcome: 'failed', code: '' }
  const { result } = finished
  if (result.kind === 'refused') return { outcome: 'refused', code: result.refusals[0]?.code ?? '' }
  return { outcome: result.replayed ? 'replayed' : 'accepted', code: '' }
}

/** Counts appends that are answered in one turn of the event loop, as those of a group commit are. */
const countTogether = (observe: (size: number) => void): (() => void) => {
  let size = 0
  return () => {
    size += 1
    if (size > 1) return
    setImmediate(() => {
      observe(size)
      size = 0
    })
  }
}

/** Turns what goes on into figures. */
export const observeFigures = (figures: Instruments): Observer => {
  const answered = countTogether((size) => figures.appendGroup.observe(size))
  return {
    command: (envelope) => {
      const began = performance.now()
      const mutation = envelope.name
      return {
        envelope,
        ended: (finished) => {
          figures.commands.inc({ mutation, ...outcomeOf(finished) })
          figures.commandDuration.observe({ mutation }, secondsSince(began))
        },
      }
    },
    append: () => {
      const began = performance.now()
      return (finished) => {
        figures.appendDuration.observe(secondsSince(began))
        figures.appends.inc({ outcome: 'fault' in finished ? 'failed' : finished.result.kind })
        if ('result' in finished) answered()
      }
    },
    rows: ({ generation }) => {
      const began = performance.now()
      const labels = { projection: PROJECTION, generation }
      return (applied) => {
        figures.processed.inc(labels, applied)
        figures.batch.observe(labels, secondsSince(began))
      }
    },
  }
}
