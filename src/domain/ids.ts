import { z } from 'zod'

import { nameBasedIds, remembered } from '../eventsourcing/name-based-id.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/**
 * Every id is a UUID with a brand of its own, so that a metric's id cannot stand where a locality's belongs.
 * Each name is both the schema and the type. Lower case, so that one id has one spelling.
 */
const uuid = (entity: string) =>
  z
    .string({ error: `Give the id of the ${entity} as a UUID` })
    .trim()
    .toLowerCase()
    .refine((value) => UUID.test(value), {
      error: `Give the id of the ${entity} as a UUID, such as 018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a70`,
    })

export const LocalityId = uuid('locality').brand<'LocalityId'>()
export type LocalityId = z.infer<typeof LocalityId>

export const PopulationEstimateId = uuid('population estimate').brand<'PopulationEstimateId'>()
export type PopulationEstimateId = z.infer<typeof PopulationEstimateId>

export const MetricId = uuid('metric').brand<'MetricId'>()
export type MetricId = z.infer<typeof MetricId>

export const TargetId = uuid('target').brand<'TargetId'>()
export type TargetId = z.infer<typeof TargetId>

export const SeriesId = uuid('series').brand<'SeriesId'>()
export type SeriesId = z.infer<typeof SeriesId>

export const ReadingId = uuid('reading').brand<'ReadingId'>()
export type ReadingId = z.infer<typeof ReadingId>

export const ProjectId = uuid('project').brand<'ProjectId'>()
export type ProjectId = z.infer<typeof ProjectId>

export const RampId = uuid('ramp').brand<'RampId'>()
export type RampId = z.infer<typeof RampId>

export const CycleId = uuid('cycle').brand<'CycleId'>()
export type CycleId = z.infer<typeof CycleId>

export const PredictionId = uuid('prediction').brand<'PredictionId'>()
export type PredictionId = z.infer<typeof PredictionId>

export const ObservationId = uuid('observation').brand<'ObservationId'>()
export type ObservationId = z.infer<typeof ObservationId>

export const MilestoneId = uuid('milestone').brand<'MilestoneId'>()
export type MilestoneId = z.infer<typeof MilestoneId>

/** Of a phase of a series' chart, and of the proposal that it was. */
export const PhaseId = uuid('phase').brand<'PhaseId'>()
export type PhaseId = z.infer<typeof PhaseId>

/** Of anything that was recorded. */
export const EventId = uuid('event').brand<'EventId'>()
export type EventId = z.infer<typeof EventId>

/** Each series is named for many periods. */
const seriesIds = remembered(nameBasedIds('f3f1a3f0-6a0d-5c58-9a5f-0d6f2f6f6b11'), 10_000)
const readingIds = nameBasedIds('0b8f5f0e-2d0c-5c0e-8a8e-6a3d1f4c7e22')

/** The id of the one series of a metric, a locality and, where the metric has a breakdown, a category. */
export const seriesIdOf = (metricId: MetricId, localityId: LocalityId, category: string | null): SeriesId =>
  seriesIds(`${metricId}|${localityId}|${category === null ? '' : `=${category}`}`) as SeriesId

/** The id of the one reading of a series for a period, whatever is recorded, corrected or withdrawn there. */
export const readingIdOf = (seriesId: SeriesId, period: string): ReadingId =>
  readingIds(`${seriesId}|${period}`) as ReadingId

const predictionIds = nameBasedIds('7d0c3b52-41e6-5b8f-9c1d-e2a4f6087b93')

/**
 * The id of a prediction that was given none: the same cycle and question give the same one, so that a plan said
 * twice stays one plan. `occurrence` counts predictions on the same question, from 0.
 */
export const predictionIdOf = (cycleId: string, question: string, occurrence: number): PredictionId =>
  predictionIds(`${cycleId}|${occurrence}|${question}`) as PredictionId

const localityCodeIds = nameBasedIds('c1f0d7d2-8a55-5d0b-9f0e-3b7c5a1e6d34')
const metricCodeIds = nameBasedIds('5b2e9a64-0f1d-5c7a-b1c3-7d9e4f2a8c56')

/** The id of the stream in which localities claim a code. A scheme holds no `|`. */
export const localityCodeStreamId = (scheme: string, code: string): string =>
  localityCodeIds(`${scheme}|${code}`)

/** The id of the stream in which metrics claim a code. */
export const metricCodeStreamId = (code: string): string => metricCodeIds(code)
