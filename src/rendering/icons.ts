import type { Assurance } from '../charts/assurance.js'
import { palette } from './palette.js'
import type { ShownVariation } from './point-marks.js'

/** One stroke or area of an icon; paths lie between −1 and 1. `width` 0: filled. */
export type IconPart = Readonly<{ path: string; colour: string; width: number }>

export type Icon = Readonly<{
  parts: readonly IconPart[]
  /** What it means, complete. */
  title: string
  /** The same in two short lines, to stand beneath. */
  words: readonly [string, string]
}>

const CIRCLE = 'M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z'
const WAVE = 'M-0.64,0C-0.42,-0.62,-0.22,-0.62,0,0C0.22,0.62,0.42,0.62,0.64,0'
const EXCLAMATION = 'M0,-0.48V0.14M0,0.44V0.46'

const filled = (path: string, colour: string): IconPart => ({ path, colour, width: 0 })
const stroke = (path: string, colour: string, width = 0.17): IconPart => ({ path, colour, width })
const white = (path: string) => stroke(path, palette.paper)

/** Plates in the shape and colour that points with such a signal have. */
export const VARIATION_ICONS: Readonly<Record<ShownVariation, Icon>> = {
  improvement: {
    parts: [filled('M0,-1.12L1.12,0L0,1.12L-1.12,0Z', palette.wanted), white('M-0.45,0H0.45M0,-0.45V0.45')],
    title: 'Special cause variation: improvement',
    words: ['Special cause:', 'improvement'],
  },
  concern: {
    parts: [filled('M-0.9,-0.9H0.9V0.9H-0.9Z', palette.unwanted), white(EXCLAMATION)],
    title: 'Special cause variation: concern',
    words: ['Special cause:', 'concern'],
  },
  neutralHigh: {
    parts: [
      filled('M0,-1.05L1.1,0.85H-1.1Z', palette.neutral),
      white('M0,0.6V-0.3M-0.3,0.02L0,-0.32L0.3,0.02'),
    ],
    title: 'Special cause variation: high or rising, neither better nor worse',
    words: ['Special cause:', 'high or rising'],
  },
  neutralLow: {
    parts: [
      filled('M0,1.05L1.1,-0.85H-1.1Z', palette.neutral),
      white('M0,-0.6V0.3M-0.3,-0.02L0,0.32L0.3,-0.02'),
    ],
    title: 'Special cause variation: low or falling, neither better nor worse',
    words: ['Special cause:', 'low or falling'],
  },
  undirected: {
    parts: [
      filled('M-0.42,-1H0.42V-0.42H1V0.42H0.42V1H-0.42V0.42H-1V-0.42H-0.42Z', palette.neutral),
      white(EXCLAMATION),
    ],
    title: 'Special cause variation: neither high nor low',
    words: ['Special cause:', 'no direction'],
  },
  commonCause: {
    parts: [filled(CIRCLE, palette.line), white(WAVE)],
    title: 'Common cause variation',
    words: ['Common cause', 'variation'],
  },
}

/** Rings, so that they are not taken for variation. */
export const ASSURANCE_ICONS: Readonly<Record<Assurance, Icon>> = {
  pass: {
    parts: [
      stroke(CIRCLE, palette.wanted, 0.14),
      stroke('M-0.48,0.06L-0.14,0.42L0.5,-0.36', palette.wanted, 0.22),
    ],
    title: 'The target is met consistently',
    words: ['Target met', 'consistently'],
  },
  fail: {
    parts: [
      stroke(CIRCLE, palette.unwanted, 0.14),
      stroke('M-0.4,-0.4L0.4,0.4M-0.4,0.4L0.4,-0.4', palette.unwanted, 0.22),
    ],
    title: 'The target is missed consistently',
    words: ['Target missed', 'consistently'],
  },
  hitOrMiss: {
    parts: [
      stroke(CIRCLE, palette.quiet, 0.14),
      stroke('M-0.8,0H0.8', palette.quiet, 0.09),
      stroke('M-0.56,0C-0.37,-0.66,-0.19,-0.66,0,0C0.19,0.66,0.37,0.66,0.56,0', palette.quiet),
    ],
    title: 'The target is hit or missed by chance',
    words: ['Target hit', 'or missed'],
  },
}
