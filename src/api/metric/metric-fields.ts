import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { MetricDefinition } from './definition.js'
import { loadMetric, Metric } from './metric.js'
import { Target } from './target.js'

@Resolver(() => Metric)
export class MetricFields {
  @FieldResolver(() => MetricDefinition, { description: 'What it means now.' })
  async definition(@Root() metric: Metric, @Ctx() context: ApiContext): Promise<MetricDefinition> {
    const versions = await context.loaders.metricDefinitions.load(metric.uuid)
    const current = versions.find(({ version }) => version === metric.row.version)
    if (current === undefined)
      throw new Error(`Metric ${metric.uuid} has no definition ${metric.row.version}`)
    return new MetricDefinition(current)
  }

  @FieldResolver(() => [MetricDefinition], { description: 'Everything it has meant, oldest first.' })
  async definitions(@Root() metric: Metric, @Ctx() context: ApiContext): Promise<MetricDefinition[]> {
    const versions = await context.loaders.metricDefinitions.load(metric.uuid)
    return versions.map((row) => new MetricDefinition(row))
  }

  @FieldResolver(() => [Target], { description: 'What is aimed at, over time; withdrawn targets left out.' })
  async targets(@Root() metric: Metric, @Ctx() context: ApiContext): Promise<Target[]> {
    const rows = await context.loaders.metricTargets.load(metric.uuid)
    return rows.map((row) => new Target(row))
  }

  @FieldResolver(() => Metric, { nullable: true, description: 'The metric that took its place.' })
  async successor(@Root() metric: Metric, @Ctx() context: ApiContext): Promise<Metric | null> {
    return metric.row.successorId === null ? null : loadMetric(context, metric.row.successorId)
  }
}
