import { Args, Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { Cycle } from '../cycle/cycle.js'
import { Locality } from '../locality/locality.js'
import { Metric } from '../metric/metric.js'
import { Milestone } from '../milestone/milestone.js'
import { Project } from '../project/project.js'
import type { Connection } from '../relay/connection.js'
import { PageArgs } from '../relay/page.js'
import { Series } from '../series/series.js'
import { HistoryConnection, type HistoryEntry, type HistorySubject } from './history-entry.js'
import { listHistory } from './list-history.js'

/** Gives a type the field `history`: its own changes in the order in which they were recorded. */
const historyOf = (type: () => ClassType<{ uuid: string }>, ...subjects: readonly HistorySubject[]) => {
  const subject = { in: subjects.map((each) => each.toLowerCase()) }
  @Resolver(type)
  class HistoryFields {
    @FieldResolver(() => HistoryConnection, {
      description: 'What changed, when, by whom and why, in the order in which it was recorded.',
    })
    history(
      @Root() root: { uuid: string },
      @Args(() => PageArgs) args: PageArgs,
      @Ctx() context: ApiContext,
    ): Promise<Connection<HistoryEntry>> {
      return listHistory(context, args, { subject, subjectId: root.uuid })
    }
  }
  return HistoryFields
}

export const LocalityHistory = historyOf(() => Locality, 'LOCALITY')
export const MetricHistory = historyOf(() => Metric, 'METRIC')
export const SeriesHistory = historyOf(() => Series, 'SERIES', 'CHART')
export const ProjectHistory = historyOf(() => Project, 'PROJECT')
export const CycleHistory = historyOf(() => Cycle, 'CYCLE')
export const MilestoneHistory = historyOf(() => Milestone, 'MILESTONE')
