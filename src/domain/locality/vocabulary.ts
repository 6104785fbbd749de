/** Levels of place-based care, widest first, then what lies across them (frameworks: system, place, neighbourhood). */
export const LocalityKind = {
  System: 'SYSTEM',
  Place: 'PLACE',
  Neighbourhood: 'NEIGHBOURHOOD',
  Practice: 'PRACTICE',
  Provider: 'PROVIDER',
  Other: 'OTHER',
} as const
export type LocalityKind = (typeof LocalityKind)[keyof typeof LocalityKind]

/** Who a population estimate counts. */
export const PopulationBasis = {
  /** People who live there. */
  Resident: 'RESIDENT',
  /** People registered with its practices. */
  Registered: 'REGISTERED',
} as const
export type PopulationBasis = (typeof PopulationBasis)[keyof typeof PopulationBasis]

/** How localities came from one another. */
export const SuccessionKind = { Merge: 'MERGE', Split: 'SPLIT' } as const
export type SuccessionKind = (typeof SuccessionKind)[keyof typeof SuccessionKind]
