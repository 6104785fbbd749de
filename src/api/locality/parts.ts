import { Field, Int, ObjectType } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import { PopulationBasis, SuccessionKind } from '../../domain/locality/vocabulary.js'
import type { ApiContext } from '../context.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { DateScalar } from '../scalars.js'
import { PopulationBasisEnum, SuccessionKindEnum } from './enums.js'

@ObjectType({ description: 'A code of a named scheme. The scheme is recorded, never guessed from the code.' })
export class LocalityCode {
  @Field(() => String, { description: 'The scheme, such as `ODS` or `ONS-GSS`.' })
  scheme!: string

  @Field(() => String, { description: 'The code.' })
  code!: string

  @Field(() => DateScalar, { description: 'From when it holds.' })
  validFrom!: string

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds no longer.' })
  validTo!: string | null
}

@ObjectType({ description: 'A name and from when it holds.' })
export class LocalityName {
  @Field(() => String, { description: 'The name.' })
  name!: string

  @Field(() => DateScalar, { description: 'From when it holds.' })
  validFrom!: string

  @Field(() => String, { nullable: true, description: 'Why it was changed.' })
  reason!: string | null
}

@ObjectType({ description: 'How a locality came from another, or went into another.' })
export class Succession {
  @Field(() => SuccessionKindEnum, { description: 'Merged or split.' })
  kind: SuccessionKind

  @Field(() => DateScalar, { description: 'From when the successor stands in the place of the predecessor.' })
  effectiveOn: string

  @Field(() => String, { description: 'Why.' })
  reason: string

  constructor(readonly row: Prisma.LocalitySuccessionGetPayload<object>) {
    this.kind = oneOf(SuccessionKind, row.kind)
    this.effectiveOn = row.effectiveOn
    this.reason = row.reason
  }
}

@ObjectType({ implements: Node, description: 'How many people a locality has, by a source and its release.' })
export class PopulationEstimate implements Node {
  readonly id: string

  @Field(() => Int, { description: 'The year that it is for.' })
  year: number

  @Field(() => PopulationBasisEnum, { description: 'Whom it counts.' })
  basis: PopulationBasis

  @Field(() => String, { description: 'Such as `all ages` or `65+`.' })
  ageBand: string

  @Field(() => Int, { description: 'How many people.' })
  people: number

  @Field(() => String, { description: 'Where it comes from.' })
  source: string

  @Field(() => String, { description: 'Which release of the source.' })
  vintage: string

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawnFor: string | null

  constructor(row: Prisma.PopulationGetPayload<object>) {
    this.id = toGlobalId('PopulationEstimate', row.id)
    this.year = row.year
    this.basis = oneOf(PopulationBasis, row.basis)
    this.ageBand = row.ageBand
    this.people = Number(row.people)
    this.source = row.source
    this.vintage = row.vintage
    this.withdrawnFor = row.withdrawnFor
  }
}

export const PopulationConnection = connectionOf(
  () => PopulationEstimate,
  'PopulationEstimate',
  'population estimates',
)

/** A population estimate by its UUID, a withdrawn one too; null when there is none. */
export const loadPopulation = async (context: ApiContext, id: string): Promise<PopulationEstimate | null> => {
  const row = await context.loaders.population.load(id)
  return row === null ? null : new PopulationEstimate(row)
}
