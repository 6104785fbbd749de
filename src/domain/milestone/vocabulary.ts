export const MilestoneStatus = {
  Planned: 'PLANNED',
  Started: 'STARTED',
  Achieved: 'ACHIEVED',
  /** Its date passed without it, and that was stated. */
  Missed: 'MISSED',
  Cancelled: 'CANCELLED',
} as const
export type MilestoneStatus = (typeof MilestoneStatus)[keyof typeof MilestoneStatus]
