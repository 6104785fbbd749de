import type { DefinitionInput } from '../domain/metric/commands.js'

export interface DemonstrationMetric {
  readonly code: string
  readonly definition: Partial<DefinitionInput>
  readonly target: number | null
}

const common: Partial<DefinitionInput> = {
  cadence: 'MONTH',
  reliability: 'B',
  source: 'Synthetic data for demonstration',
  caveats: ['Made up: it describes no real place.'],
}

/** Six metrics, one of each statistic. */
export const metrics: readonly DemonstrationMetric[] = [
  {
    code: 'ea65',
    target: 2_050,
    definition: {
      ...common,
      name: 'Emergency admissions, age 65 and over',
      description:
        'Emergency admissions of people aged 65 and over, as a rate so that places can be seen side by side.',
      statistic: 'RATE',
      numerator: 'Emergency admissions of people aged 65 and over in the month',
      denominator: 'Residents aged 65 and over',
      multiplier: 100_000,
      unit: 'per 100,000',
      direction: 'DECREASE',
      purpose: 'BOTH',
      typicalLagDays: 45,
    },
  },
  {
    code: 'care-plan',
    target: 80,
    definition: {
      ...common,
      name: 'People with a shared care plan',
      description: 'Of the people known to have complex needs, those whose care plan all teams can see.',
      statistic: 'PERCENTAGE',
      numerator: 'People with a shared care plan at the end of the month',
      denominator: 'People known to have complex needs',
      direction: 'INCREASE',
      purpose: 'IMPROVEMENT',
      breakdown: {
        dimension: 'Deprivation fifth',
        categories: [
          { code: '1', label: 'Most deprived fifth' },
          { code: '2', label: 'Second fifth' },
          { code: '3', label: 'Middle fifth' },
          { code: '4', label: 'Fourth fifth' },
          { code: '5', label: 'Least deprived fifth' },
        ],
      },
    },
  },
  {
    code: 'falls-harm',
    target: null,
    definition: {
      ...common,
      name: 'Falls with harm in care homes',
      statistic: 'COUNT',
      unit: 'falls',
      direction: 'DECREASE',
      purpose: 'IMPROVEMENT',
    },
  },
  {
    code: 'discharge-delay',
    target: 2,
    definition: {
      ...common,
      name: 'Days from ready for discharge to discharge',
      description: 'Average days that people stay in hospital after they are ready to leave.',
      statistic: 'MEAN',
      unit: 'days',
      direction: 'DECREASE',
      purpose: 'BOTH',
    },
  },
  {
    code: 'coordination',
    target: null,
    definition: {
      ...common,
      name: 'Experience of coordinated care',
      description: 'Average score of people who answered a short local survey.',
      statistic: 'SCORE',
      unit: 'points',
      scale: { lowest: 0, highest: 15 },
      direction: 'INCREASE',
      purpose: 'IMPROVEMENT',
      reliability: 'C',
    },
  },
  {
    code: 'stay-p90',
    target: null,
    definition: {
      ...common,
      name: 'Length of stay, 90th percentile, age 65 and over',
      description: 'Nine in ten emergency stays of people aged 65 and over end within so many days.',
      statistic: 'PERCENTILE',
      percentile: 90,
      unit: 'days',
      direction: 'DECREASE',
      purpose: 'PERFORMANCE',
    },
  },
]
