/** The charts that Waymark knows: `run`, and control charts by the letter under which textbooks have them. */
export const CHART_TYPES = ['run', 'i', 'mr', 'c', 'u', 'p', 'uPrime', 'pPrime', 'g', 't', 'iPrime'] as const

export type ChartType = (typeof CHART_TYPES)[number]
