import { Field, ID, Int, ObjectType } from 'type-graphql'

import { RULE_SETS, type RuleSetId } from '../../charts/rule-sets.js'
import type { RunsTable } from '../../domain/chart/vocabulary.js'
import { RunsTableEnum } from '../series-chart/enums.js'
import type { ChartReading } from './chart-choice.js'
import { ruleSetIdOf } from './chart-plan.js'

@ObjectType({ description: 'A rule by which charts are read.' })
export class ChartRule {
  @Field(() => ID, { description: 'Rule set and rule, as signals name it.' })
  id!: string

  @Field(() => String, { description: 'A few words for people.' })
  name!: string

  @Field(() => String, { description: 'When it signals, in one sentence.' })
  definition!: string
}

@ObjectType({
  description:
    'A named set of rules by which a chart is read. It never changes: other rules are another rule set.',
})
export class ChartRuleSet {
  @Field(() => ID, { description: 'Name and version, such as `perla-2011`; stored with a chart.' })
  id!: string

  @Field(() => String, { description: 'Name for people.' })
  name!: string

  @Field(() => String, { description: 'Which version of the rules.' })
  version!: string

  @Field(() => String, { description: 'Where it was published.' })
  source!: string

  @Field(() => Int, { description: 'Useful points under which its verdict is on trial.' })
  fewestPoints!: number

  @Field(() => RunsTableEnum, {
    nullable: true,
    description: 'By which table runs are counted, where the rule set lets one choose; none: as printed.',
  })
  runsTable!: RunsTable | null

  @Field(() => Int, {
    nullable: true,
    description: 'Points in a row that make a shift or a trend, where that was chosen; none: as usual.',
  })
  pointsInARow!: number | null

  @Field(() => [ChartRule], { description: 'Its rules, in the order in which signals come.' })
  rules!: ChartRule[]
}

/** The rule set by which a chart is read, with what was chosen of it. */
export const chartRuleSet = (reading: ChartReading): ChartRuleSet => {
  const id: RuleSetId = ruleSetIdOf(reading)
  const { name, version, source, fewestPoints, rules } = RULE_SETS[id]
  const { runsTable, pointsInARow } = reading
  return { id, name, version, source, fewestPoints, runsTable, pointsInARow, rules: [...rules] }
}
