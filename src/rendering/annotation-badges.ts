import { textWidth } from './text-width.js'

/** A numbered mark above the plot, standing for one annotation or for several close ones. */
export type Badge = Readonly<{ label: string; left: number; right: number }>

const SIZE = 11
const PADDING = 5
const GAP = 3

/**
 * Badges for annotations at these pixels, in order, numbered from 1. Those that would overlap become one badge
 * that spans them and says «3–5», until none overlap. A badge stays within 0 and `width`.
 */
export const annotationBadges = (pixels: readonly number[], width: number): Badge[] => {
  const groups: Group[] = []
  for (const [index, at] of pixels.entries()) {
    groups.push({ first: index + 1, last: index + 1, from: at, to: at })
    for (;;) {
      const [before, latest] = groups.slice(-2)
      if (!before || !latest || badge(before, width).right + GAP <= badge(latest, width).left) break
      groups.splice(-2, 2, { first: before.first, last: latest.last, from: before.from, to: latest.to })
    }
  }
  return groups.map((group) => badge(group, width))
}

type Group = Readonly<{ first: number; last: number; from: number; to: number }>

const badge = ({ first, last, from, to }: Group, width: number): Badge => {
  const label = first === last ? String(first) : `${first}–${last}`
  const half = Math.max(textWidth(label, SIZE, 600) + 2 * PADDING, 18, to - from + 12) / 2
  const centre = Math.min(Math.max((from + to) / 2, half), width - half)
  return { label, left: centre - half, right: centre + half }
}
