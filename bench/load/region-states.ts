import type { Folded, StateCache } from '../../src/eventsourcing/state-cache.js'
import { series, type SeriesState } from '../../src/domain/series/series.js'

/** Categories whose streams are written once and never asked for again. */
const writtenOnce: readonly string[] = ['idclaim', 'localitycode', 'metriccode']

/** Nobody in a generated region speaks of months older than those of so many runs, of two years each. */
const RUNS_KEPT = 3

const shortened = (state: SeriesState): SeriesState => {
  if (state.status === 'unopened' || state.periods.length <= RUNS_KEPT) return state
  return { ...state, periods: state.periods.slice(-RUNS_KEPT) }
}

const kept = (decider: object, folded: Folded<unknown>): Folded<unknown> =>
  decider === series ? { ...folded, state: shortened(folded.state as SeriesState) } : folded

/** States of the aggregates that are open, and the revisions of their streams: all that deciding needs. */
export class RegionStates implements StateCache {
  readonly #kept = new Map<string, Folded<unknown>>()

  peek: StateCache['peek'] = <State>(_decider: object, stream: string) =>
    this.#kept.get(stream) as Folded<State> | undefined

  refresh: StateCache['refresh'] = (decider, stream) =>
    Promise.resolve(this.peek(decider, stream) ?? { state: decider.initial, revision: null })

  keep: StateCache['keep'] = (decider, stream, folded) => {
    if (!writtenOnce.includes(decider.category)) this.#kept.set(stream, kept(decider, folded))
  }

  /** The aggregate has ended and nobody asks for it again. */
  forget(stream: string): void {
    this.#kept.delete(stream)
  }
}
