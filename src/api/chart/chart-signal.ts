import { Field, Float, Int, ObjectType } from 'type-graphql'

import type { RuleSignal } from '../../charts/rule-set.js'
import { DateScalar } from '../scalars.js'
import { SignalDirectionEnum, type SignalDirection } from './enums.js'
import { directionSaid } from './said.js'

@ObjectType({ description: 'The stretch of periods that a rule looked at.' })
export class SignalWindow {
  @Field(() => DateScalar, { description: 'Its first period.' })
  from!: string

  @Field(() => DateScalar, { description: 'Its last period.' })
  to!: string
}

@ObjectType({
  description:
    'A sign of variation that is probably not random: which rule saw it, where, and against what. It never says why.',
})
export class ChartSignal {
  @Field(() => String, { description: 'Rule set and rule by their full name, such as `perla-2011/shift`.' })
  rule: string

  @Field(() => String, { description: 'A few words for people.' })
  name: string

  @Field(() => Int, { description: 'The phase in which it was found, counted from 0.' })
  phase: number

  @Field(() => SignalDirectionEnum, {
    nullable: true,
    description: 'The side of the centre line, or the way of a trend; none where the rule has no direction.',
  })
  direction: SignalDirection | null

  @Field(() => SignalWindow, { nullable: true, description: 'The stretch that the rule looked at.' })
  window: SignalWindow | null

  @Field(() => [DateScalar], { description: 'The periods whose points make the signal, in order.' })
  periods: string[]

  @Field(() => Int, { description: 'What was counted: points, runs or crossings.' })
  observed: number

  @Field(() => Float, { description: 'What it was compared with.' })
  limit: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The value of the line beyond which the points lie, at the last of them; none: no line is used.',
  })
  line: number | null

  @Field(() => String, { description: 'One sentence that explains it.' })
  explanation: string

  constructor(signal: RuleSignal, periods: readonly string[]) {
    const [from, to] = [periods[signal.window.from], periods[signal.window.to]]
    this.rule = signal.rule
    this.name = signal.name
    this.phase = signal.phase
    this.direction = signal.direction === null ? null : directionSaid[signal.direction]
    this.window = from === undefined || to === undefined ? null : { from, to }
    this.periods = signal.points.flatMap((index) => periods[index] ?? [])
    this.observed = signal.observed
    this.limit = signal.limit
    this.line = signal.line
    this.explanation = signal.explanation
  }
}
