import { enumOf } from '../enum-of.js'

/** What keeps tables up to the log is doing. */
export const ReadSideState = {
  Building: 'BUILDING',
  Following: 'FOLLOWING',
  Retrying: 'RETRYING',
  Stopped: 'STOPPED',
} as const
export type ReadSideState = (typeof ReadSideState)[keyof typeof ReadSideState]

export const ReadSideStateEnum = enumOf(
  ReadSideState,
  'ReadSideState',
  'What is happening to the tables from which queries are answered.',
  {
    BUILDING: 'They are made from everything that was recorded, and not complete yet.',
    FOLLOWING: 'They take in what is recorded as it comes.',
    RETRYING:
      'What was recorded, or the tables, cannot be reached; it is tried again and goes on by itself when they can.',
    STOPPED: 'A fault stopped them: they show what they had, and nothing newer.',
  },
)
