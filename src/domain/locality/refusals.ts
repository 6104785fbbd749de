/** Why a command on a locality is refused. Part of the API contract; never changes meaning. */
export const LocalityRefusal = {
  LocalityNotFound: 'LOCALITY_NOT_FOUND',
  /** The id belongs to a locality that was registered otherwise. */
  LocalityIdTaken: 'LOCALITY_ID_TAKEN',
  /** The day lies before the locality was opened. */
  LocalityNotOpen: 'LOCALITY_NOT_OPEN',
  /** The day lies on or after the day on which the locality ceased to exist. */
  LocalityClosed: 'LOCALITY_CLOSED',
  /** It has ended already, in another way or on another day. */
  LocalityAlreadyEnded: 'LOCALITY_ALREADY_ENDED',
  /** The same locality is named twice. */
  LocalityRepeated: 'LOCALITY_REPEATED',
  /** A locality cannot go into itself. */
  SuccessorIsPredecessor: 'SUCCESSOR_IS_PREDECESSOR',
  ParentNotFound: 'PARENT_NOT_FOUND',
  ParentNotOpen: 'PARENT_NOT_OPEN',
  ParentClosed: 'PARENT_CLOSED',
  ParentIsItself: 'PARENT_IS_ITSELF',
  /** The parent stands below the locality, now or at a later day that is known already. */
  ParentIsDescendant: 'PARENT_IS_DESCENDANT',
  /** A wider kind of locality would stand under a narrower one. */
  ParentLevelTooLow: 'PARENT_LEVEL_TOO_LOW',
  CodeMalformed: 'CODE_MALFORMED',
  /** Another locality holds the code at that time. */
  CodeTaken: 'CODE_TAKEN',
  /** The locality holds this or another code of the scheme at that time. */
  CodeAlreadyHeld: 'CODE_ALREADY_HELD',
  CodeNotHeld: 'CODE_NOT_HELD',
  CodeAlreadyEnded: 'CODE_ALREADY_ENDED',
  CodeEndsBeforeStart: 'CODE_ENDS_BEFORE_START',
  PopulationIdTaken: 'POPULATION_ID_TAKEN',
  /** Another figure is recorded for the same year, basis, age band, source and vintage. */
  PopulationAlreadyRecorded: 'POPULATION_ALREADY_RECORDED',
  PopulationNotFound: 'POPULATION_NOT_FOUND',
  PopulationWithdrawn: 'POPULATION_WITHDRAWN',
} as const
export type LocalityRefusal = (typeof LocalityRefusal)[keyof typeof LocalityRefusal]
