import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'

import { PhaseStatus } from '../../domain/chart/vocabulary.js'
import type { ApiContext } from '../context.js'
import { loadSeries, Series } from '../series/series.js'
import { loadChartDefaults, SeriesChartDefaults } from './chart-defaults.js'
import { ExcludedPoint } from './excluded-point.js'
import { SeriesPhase } from './series-phase.js'

/** The phases of a series that stand so, by their first periods. */
const phasesOf = async (
  context: ApiContext,
  seriesId: string,
  statuses: readonly PhaseStatus[],
): Promise<SeriesPhase[]> => {
  const rows = await context.loaders.seriesPhases.load(seriesId)
  return rows.map((row) => new SeriesPhase(row)).filter(({ status }) => statuses.includes(status))
}

/** How everyone sees a series. */
@Resolver(() => Series)
export class SeriesChartFields {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Counts up with every change of how the series is charted; give it to `expectedRevision` of such changes. ' +
      'None before the first.',
  })
  async chartRevision(@Root() { uuid }: Series, @Ctx() context: ApiContext): Promise<number | null> {
    const row = await context.loaders.chart.load(uuid)
    return row === null ? null : Number(row.revision)
  }

  @FieldResolver(() => SeriesChartDefaults, {
    nullable: true,
    description: 'How everyone sees it who asks for no other chart; none: nobody has chosen.',
  })
  chartDefaults(@Root() { uuid }: Series, @Ctx() context: ApiContext): Promise<SeriesChartDefaults | null> {
    return loadChartDefaults(context, uuid)
  }

  @FieldResolver(() => [SeriesPhase], {
    description:
      'The phases of its chart by their first periods, each until the next begins. What comes before the first of ' +
      'them has a centre line of its own too.',
  })
  phases(
    @Root() { uuid }: Series,
    @Arg('includeWithdrawn', () => Boolean, {
      defaultValue: false,
      description: 'Also those that were taken back.',
    })
    includeWithdrawn: boolean,
    @Ctx() context: ApiContext,
  ): Promise<SeriesPhase[]> {
    const { Accepted, Withdrawn } = PhaseStatus
    return phasesOf(context, uuid, includeWithdrawn ? [Accepted, Withdrawn] : [Accepted])
  }

  @FieldResolver(() => [SeriesPhase], {
    description: 'Phases that are proposed and wait for a person to decide, by their first periods.',
  })
  phaseProposals(
    @Root() { uuid }: Series,
    @Arg('includeDeclined', () => Boolean, {
      defaultValue: false,
      description: 'Also those that were decided against.',
    })
    includeDeclined: boolean,
    @Ctx() context: ApiContext,
  ): Promise<SeriesPhase[]> {
    const { Proposed, Declined } = PhaseStatus
    return phasesOf(context, uuid, includeDeclined ? [Proposed, Declined] : [Proposed])
  }

  @FieldResolver(() => [ExcludedPoint], {
    description: 'Points that are drawn and left out of every calculation, by period.',
  })
  async excludedPoints(
    @Root() { uuid }: Series,
    @Arg('includeFormer', () => Boolean, {
      defaultValue: false,
      description: 'Also those that count again.',
    })
    includeFormer: boolean,
    @Ctx() context: ApiContext,
  ): Promise<ExcludedPoint[]> {
    const rows = await context.loaders.chartExclusions.load(uuid)
    return rows
      .filter(({ toPosition }) => includeFormer || toPosition === null)
      .map((row) => new ExcludedPoint(row))
  }
}

@Resolver(() => SeriesPhase)
export class SeriesPhaseFields {
  @FieldResolver(() => Series, { nullable: true, description: 'The series whose chart it is a phase of.' })
  series(@Root() phase: SeriesPhase, @Ctx() context: ApiContext): Promise<Series | null> {
    return loadSeries(context, phase.row.seriesId)
  }
}
