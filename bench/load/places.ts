import { mergeLocalities } from '../../src/application/locality/merge-localities.js'
import { moveLocality } from '../../src/application/locality/move-locality.js'
import { recordPopulation } from '../../src/application/locality/record-population.js'
import { registerLocality } from '../../src/application/locality/register-locality.js'
import { renameLocality } from '../../src/application/locality/rename-locality.js'
import {
  MergeLocalities,
  MoveLocality,
  RecordPopulation,
  RegisterLocality,
  RenameLocality,
} from '../../src/domain/locality/commands.js'
import { monthOf, type RegionPlace, type RegionPlan } from './region-plan.js'
import { type Said, saying } from './said.js'

const register = saying('registerLocality', RegisterLocality, registerLocality)
const rename = saying('renameLocality', RenameLocality, renameLocality)
const move = saying('moveLocality', MoveLocality, moveLocality)
const merge = saying('mergeLocalities', MergeLocalities, mergeLocalities)
const population = saying('recordPopulation', RecordPopulation, recordPopulation)

const OFFICE = 'integrated care board'
const trees = [
  'Alder',
  'Ash',
  'Beech',
  'Birch',
  'Cedar',
  'Elm',
  'Hazel',
  'Holly',
  'Larch',
  'Maple',
  'Oak',
  'Rowan',
]
const lands = [
  'bank',
  'bridge',
  'brook',
  'bury',
  'dale',
  'field',
  'ford',
  'ham',
  'hill',
  'mere',
  'moor',
  'wood',
  'worth',
]
const kinds = { SYSTEM: 'system', PLACE: '', NEIGHBOURHOOD: 'neighbourhood', PRACTICE: 'surgery' } as const

const nameOf = ({ index, kind }: RegionPlace): string => {
  const tree = trees[index % trees.length] ?? ''
  const land = lands[Math.floor(index / trees.length) % lands.length] ?? ''
  const round = Math.floor(index / (trees.length * lands.length))
  return [`${tree}${land}`, kinds[kind], round === 0 ? '' : String(round + 1)].filter(Boolean).join(' ')
}

/** The region on its first day: every locality, parents before children. */
export function* registrations({ places }: RegionPlan): Generator<Said> {
  for (const place of places) {
    yield register(OFFICE, {
      localityId: place.id,
      kind: place.kind,
      name: nameOf(place),
      openedOn: '2010-04-01',
      ...(place.parent !== null && { parentId: places[place.parent]?.id }),
      codes: [{ scheme: 'ODS', code: `W${String(10_000 + place.index)}` }],
    })
  }
}

/** The estimates of a year, published each April. */
function* estimates(plan: RegionPlan, month: number): Generator<Said> {
  const year = Number(monthOf(plan, month).slice(0, 4)) - 1
  for (const place of plan.places) {
    if (plan.merging.has(place.index)) continue
    yield population(OFFICE, {
      localityId: place.id,
      estimateId: plan.idOf('population', place.index, month),
      year,
      basis: 'REGISTERED',
      ageBand: 'all ages',
      people: 4_000 + Math.round(plan.chance.at('people', place.index) * 14_000 + month * 3),
      source: 'Patients registered at a general practice',
      vintage: `April ${String(year + 1)}`,
    })
  }
}

/** Once in the years, in a month of its own; never among the last, which small regions do not reach. */
const isMonthOf = ({ chance, months }: RegionPlan, what: string, index: number, month: number): boolean =>
  month === 1 + Math.floor(chance.at(what, index) * months * 0.85)

/** One practice in twelve moves to another neighbourhood, one in twenty-five is renamed. */
function* changes(plan: RegionPlan, month: number): Generator<Said> {
  const day = monthOf(plan, month)
  const neighbourhoods = plan.places.filter(({ kind }) => kind === 'NEIGHBOURHOOD')
  for (const place of plan.places) {
    const { index, id: localityId, kind, parent } = place
    if (kind !== 'PRACTICE' || plan.merging.has(index)) continue
    if (index % 12 === 5 && isMonthOf(plan, 'moves', index, month)) {
      const others = neighbourhoods.filter((one) => one.index !== parent)
      const parentId = others[index % others.length]?.id
      yield move(OFFICE, {
        localityId,
        parentId,
        effectiveOn: day,
        reason: 'The neighbourhoods were drawn anew.',
      })
    }
    if (index % 25 === 7 && isMonthOf(plan, 'renamed', index, month)) {
      yield rename(OFFICE, { localityId, name: `${nameOf(place)} health centre`, effectiveOn: day })
    }
  }
}

/** Practices that go into a neighbour, spread over the years. */
function* mergers(plan: RegionPlan, month: number): Generator<Said> {
  for (const index of plan.merging) {
    if (!isMonthOf(plan, 'merges', index, month)) continue
    const predecessor = plan.places[index]
    const successor = plan.places[index - plan.merging.size]
    if (predecessor === undefined || successor === undefined) continue
    yield merge(OFFICE, {
      predecessorIds: [predecessor.id],
      successorId: successor.id,
      effectiveOn: monthOf(plan, month),
      reason: 'The partners have retired and the lists were joined.',
    })
  }
}

/** What happens to the tree of localities in a month. */
export function* placesInMonth(plan: RegionPlan, month: number): Generator<Said> {
  if (monthOf(plan, month).endsWith('-04-01')) yield* estimates(plan, month)
  yield* changes(plan, month)
  yield* mergers(plan, month)
}
