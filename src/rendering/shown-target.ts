import type { ChartView } from './chart-view.js'

/** The target that holds in a period, as its first day says; of several the one that began last. null: none. */
export const shownTarget = ({ targets }: Pick<ChartView, 'targets'>, period: string): number | null =>
  targets
    .filter(({ from, to }) => from <= period && (to === null || to > period))
    .toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
    .at(-1)?.value ?? null
