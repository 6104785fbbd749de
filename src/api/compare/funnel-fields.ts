import { Field, Float, Int, ObjectType } from 'type-graphql'

import type { Overdispersion as Dispersed } from '../../charts/rates/overdispersion.js'
import { funnelAlternativeText } from '../../rendering/funnel-words.js'
import { funnelSpecification } from '../../rendering/funnel-specification.js'
import { Locality } from '../locality/locality.js'
import { JsonScalar } from '../scalars.js'
import { scaled, type ComparedFunnel } from './compared-funnel.js'
import type { ComparedLocality } from './comparison-rows.js'
import { FunnelBandEnum, type FunnelBand } from './enums.js'

@ObjectType({ description: 'From one value to another.' })
export class ValueInterval {
  @Field(() => Float, { description: 'Its lower end.' })
  lower!: number

  @Field(() => Float, { description: 'Its upper end.' })
  upper!: number
}

@ObjectType({ description: 'The limits of a funnel for localities of one size.' })
export class FunnelLimit {
  @Field(() => Float, { description: 'The size: the denominator.' })
  denominator!: number

  @Field(() => Float, { description: 'Lower 95% limit.' })
  lower95!: number

  @Field(() => Float, { description: 'Upper 95% limit.' })
  upper95!: number

  @Field(() => Float, { description: 'Lower 99.8% limit.' })
  lower998!: number

  @Field(() => Float, { description: 'Upper 99.8% limit.' })
  upper998!: number
}

@ObjectType({ description: 'How much more localities differ than chance alone has it.' })
export class Overdispersion {
  @Field(() => Float, { description: 'Mean of the squared distances: 1 where they differ as chance has it.' })
  phi!: number

  @Field(() => Float, {
    description: 'Variance between localities beyond chance, on the scale of the funnel; 0: none.',
  })
  tauSquared!: number

  @Field(() => Int, { description: 'From how many localities it was worked out.' })
  units!: number
}

@ObjectType({ description: 'A locality in a comparison.' })
export class ComparedPoint {
  @Field(() => Locality, { description: 'The locality.' })
  locality: Locality

  @Field(() => Float, {
    nullable: true,
    description: 'Sum of numerators over sum of denominators; none: nothing known.',
  })
  value: number | null

  @Field(() => Float, { nullable: true, description: 'Sum of the numerators.' })
  numerator: number | null

  @Field(() => Float, { nullable: true, description: 'Sum of the denominators.' })
  denominator: number | null

  @Field(() => ValueInterval, {
    nullable: true,
    description:
      'What chance alone leaves open, 95%: Wilson of a percentage, Byar or exact of a rate; none where the numerator ' +
      'is no count.',
  })
  interval: ValueInterval | null

  @Field(() => FunnelBandEnum, {
    nullable: true,
    description: 'Where it lies in the funnel; none: nothing known.',
  })
  band: FunnelBand | null

  @Field(() => Int, { description: 'Periods with a value.' })
  periods: number

  constructor(compared: ComparedLocality, { funnel, multiplier }: ComparedFunnel, index: number) {
    const unit = funnel.units[index] ?? null
    this.locality = new Locality(compared.locality)
    this.value = unit === null ? null : unit.value * multiplier
    this.numerator = compared.numerator
    this.denominator = compared.denominator
    this.interval = unit?.interval == null ? null : scaled(unit.interval, multiplier)
    this.band = unit?.band ?? null
    this.periods = compared.periods
  }
}

@ObjectType({
  description:
    'Localities of unequal size side by side, each held against what chance alone leaves open for its size. By name: ' +
    'a funnel has no ranks.',
})
export class ComparisonFunnel {
  @Field(() => Float, { description: 'All localities together: sum of numerators over sum of denominators.' })
  centreLine: number

  @Field(() => [ComparedPoint], {
    description: 'The localities by name, those without figures too; 250 at most.',
  })
  points: ComparedPoint[]

  @Field(() => [FunnelLimit], {
    description: 'The limits by rising denominator, to draw the curves; 60 at most.',
  })
  limits: FunnelLimit[]

  @Field(() => Overdispersion, { nullable: true, description: 'None of fewer than two localities.' })
  overdispersion: Overdispersion | null

  @Field(() => Boolean, { description: 'The limits are widened by what localities differ beyond chance.' })
  widened: boolean

  constructor(
    readonly compared: ComparedFunnel,
    localities: readonly ComparedLocality[],
  ) {
    const { funnel, view, limits, widened } = compared
    const dispersed: Dispersed | null = funnel.overdispersion
    this.centreLine = view.centreLine
    this.points = localities.map((locality, index) => new ComparedPoint(locality, compared, index))
    this.limits = [...limits]
    this.overdispersion = dispersed
    this.widened = widened
  }

  @Field(() => String, { description: 'What to say to people who do not see the picture.' })
  alternativeText(): string {
    return funnelAlternativeText(this.compared.view)
  }

  @Field(() => JsonScalar, { description: 'The Vega-Lite specification of the picture.' })
  specification(): unknown {
    return funnelSpecification(this.compared.view)
  }
}
