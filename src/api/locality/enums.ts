import { enumOf } from '../enum-of.js'
import { LocalityKind, PopulationBasis, SuccessionKind } from '../../domain/locality/vocabulary.js'

export const LocalityKindEnum = enumOf(
  LocalityKind,
  'LocalityKind',
  'What kind of place, or which level of place-based care.',
  {
    SYSTEM: 'An integrated care system, about 500,000 to 3 million people.',
    PLACE: 'Often the area of a council, about 250,000 to 500,000 people.',
    NEIGHBOURHOOD: 'An integrated neighbourhood team, about 30,000 to 50,000 people.',
    PRACTICE: 'A general practice.',
    PROVIDER: 'An organisation that provides care, such as a trust.',
    OTHER: 'Any other area or organisation.',
  },
)

export const PopulationBasisEnum = enumOf(
  PopulationBasis,
  'PopulationBasis',
  'Whom a population estimate counts.',
  {
    RESIDENT: 'People who live there.',
    REGISTERED: 'People registered with its practices.',
  },
)

export const SuccessionKindEnum = enumOf(
  SuccessionKind,
  'SuccessionKind',
  'How localities came from one another.',
  {
    MERGE: 'Several became one.',
    SPLIT: 'One became several.',
  },
)
