import { RecordPopulation } from '../../../src/domain/locality/commands.js'
import type { LocalityEvent } from '../../../src/domain/locality/events.js'
import { locality } from '../../../src/domain/locality/locality.js'
import { recordPopulation, withdrawPopulation } from '../../../src/domain/locality/populations.js'
import { given } from '../../support/given.js'
import { closed, coast, estimateId, otherEstimateId, registered } from './examples.js'

const estimate = RecordPopulation.parse({
  localityId: coast,
  estimateId,
  year: 2022,
  basis: 'RESIDENT',
  ageBand: '65+',
  people: 48_210,
  source: 'Mid-year estimates',
  vintage: '2023 release',
})
const estimated: LocalityEvent = { type: 'PopulationEstimated', data: estimate }
const withdrawn: LocalityEvent = {
  type: 'PopulationEstimateWithdrawn',
  data: { localityId: coast, estimateId, reason: 'Wrong boundary' },
}

describe('a population estimate', () => {
  test('is recorded', () => given(locality, registered()).when(recordPopulation(estimate)).then(estimated))

  test('said twice is nothing new, under its own id or another', () => {
    given(locality, registered(), estimated).when(recordPopulation(estimate)).thenNothingNew()
    given(locality, registered(), estimated)
      .when(recordPopulation({ ...estimate, estimateId: otherEstimateId }))
      .thenNothingNew()
  })

  test('with another figure is refused', () =>
    given(locality, registered(), estimated)
      .when(recordPopulation({ ...estimate, estimateId: otherEstimateId, people: 50_000 }))
      .thenRefused('POPULATION_ALREADY_RECORDED', 'people'))

  test.each([
    { vintage: '2024 release' },
    { ageBand: 'all ages' },
    { basis: 'REGISTERED' as const },
    { year: 2023 },
    { source: 'Register' },
  ])('stands beside one that differs in %j', (other) => {
    const data = { ...estimate, ...other, estimateId: otherEstimateId, people: 50_000 }
    given(locality, registered(), estimated)
      .when(recordPopulation(data))
      .then({ type: 'PopulationEstimated', data })
  })

  test('cannot take the id of another', () =>
    given(locality, registered(), estimated)
      .when(recordPopulation({ ...estimate, year: 2021 }))
      .thenRefused('POPULATION_ID_TAKEN', 'estimateId'))

  test('may be recorded with another figure once the first was withdrawn, under a new id', () => {
    const data = { ...estimate, estimateId: otherEstimateId, people: 50_000 }
    given(locality, registered(), estimated, withdrawn)
      .when(recordPopulation(data))
      .then({ type: 'PopulationEstimated', data })
    given(locality, registered(), estimated, withdrawn)
      .when(recordPopulation(estimate))
      .thenRefused('POPULATION_WITHDRAWN', 'estimateId')
  })

  test('is refused for a year after the locality ended', () => {
    given(locality, registered(), closed)
      .when(recordPopulation({ ...estimate, year: 2024 }))
      .thenRefused('LOCALITY_CLOSED', 'year')
    given(locality, registered(), closed).when(recordPopulation(estimate)).then(estimated)
  })

  test('of an unknown locality is refused', () =>
    given(locality).when(recordPopulation(estimate)).thenRefused('LOCALITY_NOT_FOUND', 'localityId'))
})

describe('withdrawing an estimate', () => {
  const withdraw = (reason = 'Wrong boundary', id = estimateId) =>
    withdrawPopulation({ localityId: coast, estimateId: id, reason })

  test('takes it back', () => given(locality, registered(), estimated).when(withdraw()).then(withdrawn))
  test('twice is nothing new', () =>
    given(locality, registered(), estimated, withdrawn).when(withdraw()).thenNothingNew())
  test('again for another reason is refused', () =>
    given(locality, registered(), estimated, withdrawn)
      .when(withdraw('Typing error'))
      .thenRefused('POPULATION_WITHDRAWN', 'estimateId'))
  test('that is unknown is refused', () =>
    given(locality, registered(), estimated)
      .when(withdraw('x', otherEstimateId))
      .thenRefused('POPULATION_NOT_FOUND', 'estimateId'))
  test('of an unknown locality is refused', () =>
    given(locality).when(withdraw()).thenRefused('LOCALITY_NOT_FOUND', 'localityId'))
})
