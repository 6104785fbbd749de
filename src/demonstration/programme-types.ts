import type { CycleDecision, PredictionOutcome } from '../domain/cycle/vocabulary.js'

/** A day of the demonstration: which month, counted from the first, and which day of it. */
export type Day = readonly [month: number, day: number]

export interface DemonstrationCycle {
  readonly title: string
  readonly change: string
  readonly scale: string
  readonly question: string
  readonly prediction: string
  readonly start: Day
  readonly end: Day
  /** How far it has come; each step needs the one before. */
  readonly observation?: string
  readonly study?: {
    readonly results: string
    readonly outcome: PredictionOutcome
    readonly learning: string
    readonly deviation?: string
  }
  readonly decision?: {
    readonly decision: CycleDecision
    readonly rationale: string
    readonly nextSteps?: string
  }
  readonly cancelled?: string
}

export interface DemonstrationRamp {
  readonly title: string
  readonly changeIdea: string
  readonly rationale: string
  readonly cycles: readonly DemonstrationCycle[]
}

export interface DemonstrationProject {
  readonly place: string
  readonly title: string
  readonly aim: string
  readonly metrics: readonly string[]
  readonly start: Day
  readonly ramps: readonly DemonstrationRamp[]
}
