import type { Prisma } from '../prisma/client/client.js'
import type { Cell, RowOperation } from '../src/eventsourcing/projection.js'

/** The tables of the read side and their columns, as Prisma derives them from the schema. */
interface Tables {
  Locality: Prisma.LocalityUncheckedCreateInput
  LocalityName: Prisma.LocalityNameUncheckedCreateInput
  LocalityParent: Prisma.LocalityParentUncheckedCreateInput
  LocalityCode: Prisma.LocalityCodeUncheckedCreateInput
  LocalitySuccession: Prisma.LocalitySuccessionUncheckedCreateInput
  Population: Prisma.PopulationUncheckedCreateInput
  Metric: Prisma.MetricUncheckedCreateInput
  MetricDefinition: Prisma.MetricDefinitionUncheckedCreateInput
  MetricTarget: Prisma.MetricTargetUncheckedCreateInput
  Series: Prisma.SeriesUncheckedCreateInput
  Reading: Prisma.ReadingUncheckedCreateInput
  Chart: Prisma.ChartUncheckedCreateInput
  ChartDefault: Prisma.ChartDefaultUncheckedCreateInput
  ChartPhase: Prisma.ChartPhaseUncheckedCreateInput
  ChartExclusion: Prisma.ChartExclusionUncheckedCreateInput
  Project: Prisma.ProjectUncheckedCreateInput
  Ramp: Prisma.RampUncheckedCreateInput
  Cycle: Prisma.CycleUncheckedCreateInput
  CyclePlanVersion: Prisma.CyclePlanVersionUncheckedCreateInput
  CycleObservation: Prisma.CycleObservationUncheckedCreateInput
  Milestone: Prisma.MilestoneUncheckedCreateInput
  MilestoneForecast: Prisma.MilestoneForecastUncheckedCreateInput
  MilestoneStatusChange: Prisma.MilestoneStatusChangeUncheckedCreateInput
  HistoryEntry: Prisma.HistoryEntryUncheckedCreateInput
  QuarantinedEvent: Prisma.QuarantinedEventUncheckedCreateInput
}

export type Table = keyof Tables

/** Columns that hold objects or lists: Prisma's own type for them has forms that only its queries know. */
type Columns<T extends Table> = {
  readonly [Column in keyof Tables[T]]: Tables[T][Column] extends Cell | undefined
    ? Tables[T][Column]
    : Cell | undefined
}

/** Inserts a row, or replaces the one with the same id. */
export const upsert = <T extends Table>(table: T, row: Columns<T>): RowOperation => ({
  op: 'upsert',
  table,
  row,
})

/**
 * As `upsert`, of a row whose key names the event that it comes from: there is none to replace unless the event is
 * applied twice. Worth it for tables with a row for each of many events.
 */
export const insert = <T extends Table>(table: T, row: Columns<T>): RowOperation => ({
  op: 'upsert',
  table,
  row,
  fresh: true,
})

/** Changes columns of the rows that match. */
export const update = <T extends Table>(
  table: T,
  where: Partial<Columns<T>>,
  set: Partial<Columns<T>>,
): RowOperation => ({ op: 'update', table, where, set })

/** As `update`, of those rows only whose column is not null and at most the bound. */
export const updateAtMost = <T extends Table>(
  table: T,
  where: Partial<Columns<T>>,
  atMost: Partial<Columns<T>>,
  set: Partial<Columns<T>>,
): RowOperation => ({ op: 'update', table, where, set, atMost })

/** As `update`, of those rows only whose column is not null and at least the bound. */
export const updateAtLeast = <T extends Table>(
  table: T,
  where: Partial<Columns<T>>,
  atLeast: Partial<Columns<T>>,
  set: Partial<Columns<T>>,
): RowOperation => ({ op: 'update', table, where, set, atLeast })
