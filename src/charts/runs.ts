import type { Side } from './side.js'

/** Neighbouring points on one side of the centre line; `points` are their indices, ascending. */
export type Run = Readonly<{ side: 1 | -1; points: readonly number[] }>

/**
 * Runs: maximal rows of points on one side of the centre line.
 *
 * Points on the line and missing ones (null) say nothing about direction: they neither extend nor break a run
 * (Anhøj & Olesen 2014, as in R qicharts2). The points that do count are the useful observations.
 *
 * `from` and `to` bound the stretch, both included; indices are those of `sides`.
 *
 * @example runs([1, 0, 1, -1]) // [{ side: 1, points: [0, 2] }, { side: -1, points: [3] }]
 */
export const runs = (sides: readonly (Side | null)[], from = 0, to = sides.length - 1): Run[] => {
  const found: { side: 1 | -1; points: number[] }[] = []
  for (let index = from; index <= to; index += 1) {
    const side = sides[index] ?? 0
    if (side === 0) continue
    const current = found.at(-1)
    if (current?.side === side) current.points.push(index)
    else found.push({ side, points: [index] })
  }
  return found
}
