import { ChartType, PhaseMethod, PhaseStatus, RunsTable } from '../../domain/chart/vocabulary.js'
import { enumOf } from '../enum-of.js'

export const ChartTypeEnum = enumOf(ChartType, 'ChartType', 'How the values of a series are charted.', {
  RUN: 'Run chart: values around their median, without limits.',
  I: 'Individual values around their mean, with limits from the steps between neighbours; also called XmR.',
  MR: 'Moving ranges: the steps between neighbouring values, the other half of an XmR chart.',
  C: 'Counts of events where there is as much room for them in every period.',
  U: 'Events for each unit of exposure, such as falls for each 1,000 bed days.',
  P: 'Parts of a whole, such as the share of people seen in time.',
  U_PRIME: 'As U, with limits for large numbers whose values vary more than chance alone (Laney).',
  P_PRIME: 'As P, with limits for large numbers whose values vary more than chance alone (Laney).',
  G: 'Cases between rare events.',
  T: 'Time between rare events.',
  I_PRIME: 'As I, with limits that are wider where the denominator is smaller.',
})

export const RunsTableEnum = enumOf(
  RunsTable,
  'RunsTable',
  'By which table the rule set perla-2011 counts runs.',
  {
    PRINTED: 'As it was printed.',
    EXACT: 'From the exact distribution; some odd rows differ from the printed table.',
  },
)

export const PhaseMethodEnum = enumOf(
  PhaseMethod,
  'PhaseMethod',
  'Who or what found that a phase may begin.',
  {
    SUSTAINED_RUN: 'A run of a given length on one side of the median.',
    STABLE_SHIFT: 'The Stable Shift Algorithm: a run that the values after it bear out.',
    PERSON: 'A person.',
  },
)

export const PhaseStatusEnum = enumOf(PhaseStatus, 'PhaseStatus', 'How a phase stands.', {
  PROPOSED: 'It waits for a person to accept or decline it; the chart is unchanged.',
  ACCEPTED: 'It holds: the chart has a centre line of its own from its first period on.',
  DECLINED: 'A person decided against it; it never changed the chart.',
  WITHDRAWN: 'It held once and was taken back; the chart is as before it.',
})
