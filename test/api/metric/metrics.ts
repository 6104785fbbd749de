import { type Api, uuid } from '../../support/api.js'
import { done } from '../../support/mutate.js'

export const breaches = uuid('b', 1)
export const falls = uuid('b', 2)
export const voices = uuid('b', 3)

export const breachesDefinition = {
  name: 'Four-hour breaches in A&E',
  description: 'Attendances that lasted more than four hours',
  statistic: 'PERCENTAGE',
  numerator: 'Attendances of more than four hours',
  denominator: 'All attendances',
  direction: 'DECREASE',
  cadence: 'MONTH',
  purpose: 'PERFORMANCE',
  reliability: 'A',
  source: 'NHS England, A&E attendances and emergency admissions',
  licence: 'Open Government Licence 3.0',
  typicalLagDays: 14,
  caveats: ['Trusts that tested other standards reported nothing until May 2023'],
  breakdown: {
    dimension: 'Department type',
    categories: [
      { code: '1', label: 'Major A&E department' },
      { code: '3', label: 'Minor injury unit' },
    ],
  },
}

export const breachesInput = {
  id: breaches,
  code: 'AE-Breaches',
  definition: breachesDefinition,
  validFrom: '2019-04-01',
}

export const fallsDefinition = {
  name: 'Falls at home',
  statistic: 'COUNT',
  direction: 'DECREASE',
  cadence: 'MONTH',
  purpose: 'IMPROVEMENT',
  reliability: 'B',
}

export const voicesDefinition = {
  name: 'What people told us',
  nature: 'QUALITATIVE',
  direction: 'NEUTRAL',
  cadence: 'QUARTER',
  purpose: 'IMPROVEMENT',
  reliability: 'C',
}

/** A percentage in parts, a count and a narrative. */
export const defineMetrics = async (api: Api): Promise<void> => {
  await done(api, 'defineMetric', breachesInput)
  await done(api, 'defineMetric', { id: falls, code: 'falls', definition: fallsDefinition })
  await done(api, 'defineMetric', { id: voices, code: 'voices', definition: voicesDefinition })
}

/** Every field of a definition. */
export const wholeDefinition = `
  version name description nature statistic numerator denominator multiplier unit scale { lowest highest } percentile
  direction cadence yearStartsIn purpose aggregation reliability standardisation source licence typicalLagDays caveats
  breakdown { dimension categories { code label } } effectiveOn reason breaksComparability`
