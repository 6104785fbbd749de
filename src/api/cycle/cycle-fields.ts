import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { loadLocality, Locality } from '../locality/locality.js'
import { loadMetric, loadMetrics, Metric } from '../metric/metric.js'
import { loadProject, loadRamp, Project, Ramp } from '../project/project.js'
import { Cycle, loadCycle } from './cycle.js'
import { CyclePlanVersion, Observation, Prediction } from './parts.js'

@Resolver(() => Cycle)
export class CycleFields {
  @FieldResolver(() => Project, { nullable: true, description: 'The project that it belongs to.' })
  project(@Root() cycle: Cycle, @Ctx() context: ApiContext): Promise<Project | null> {
    return loadProject(context, cycle.row.projectId)
  }

  @FieldResolver(() => Locality, { nullable: true, description: 'Where it takes place.' })
  locality(@Root() cycle: Cycle, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, cycle.row.localityId)
  }

  @FieldResolver(() => Ramp, { nullable: true, description: 'The ramp that it is a step of.' })
  async ramp(@Root() cycle: Cycle, @Ctx() context: ApiContext): Promise<Ramp | null> {
    return cycle.row.rampId === null ? null : loadRamp(context, cycle.row.rampId)
  }

  @FieldResolver(() => Cycle, { nullable: true, description: 'The cycle whose decision led to this one.' })
  async informedBy(@Root() cycle: Cycle, @Ctx() context: ApiContext): Promise<Cycle | null> {
    return cycle.row.informedByCycleId === null ? null : loadCycle(context, cycle.row.informedByCycleId)
  }

  @FieldResolver(() => [Cycle], { description: 'The cycles that follow from this one.' })
  async informs(@Root() cycle: Cycle, @Ctx() context: ApiContext): Promise<Cycle[]> {
    return (await context.loaders.cyclesInformed.load(cycle.uuid)).map((row) => new Cycle(row))
  }

  @FieldResolver(() => [Metric], { description: 'The metrics that it watches.' })
  metrics(@Root() cycle: Cycle, @Ctx() context: ApiContext): Promise<Metric[]> {
    return loadMetrics(context, cycle.row.metricIds as string[])
  }

  @FieldResolver(() => [Observation], { description: 'Do: what was seen while the test ran, oldest first.' })
  async observations(@Root() cycle: Cycle, @Ctx() context: ApiContext): Promise<Observation[]> {
    return (await context.loaders.cycleObservations.load(cycle.uuid)).map((row) => new Observation(row))
  }

  @FieldResolver(() => [CyclePlanVersion], {
    description: 'Every wording of the plan, oldest first: predictions cannot be rewritten unseen.',
  })
  async planVersions(@Root() cycle: Cycle, @Ctx() context: ApiContext): Promise<CyclePlanVersion[]> {
    return (await context.loaders.cyclePlanVersions.load(cycle.uuid)).map((row) => new CyclePlanVersion(row))
  }
}

@Resolver(() => Prediction)
export class PredictionFields {
  @FieldResolver(() => Metric, { nullable: true, description: 'The metric that it speaks of.' })
  async metric(@Root() prediction: Prediction, @Ctx() context: ApiContext): Promise<Metric | null> {
    return prediction.metricId === undefined ? null : loadMetric(context, prediction.metricId)
  }
}
