import type { Assurance } from '../charts/assurance.js'
import { ASSURANCE_ICONS, VARIATION_ICONS, type Icon, type IconPart } from './icons.js'
import { palette } from './palette.js'
import type { ShownVariation } from './point-marks.js'

/** Where nothing can be said: a broken ring. */
const nothing = (title: string): Icon => ({
  parts: [
    {
      path: 'M0.87,-0.5A1,1,0,0,1,0.87,0.5M0.5,0.87A1,1,0,0,1,-0.5,0.87M-0.87,0.5A1,1,0,0,1,-0.87,-0.5M-0.5,-0.87A1,1,0,0,1,0.5,-0.87',
      colour: palette.rule,
      width: 0.12,
    },
  ],
  title,
  words: ['', ''],
})

const NO_VARIATION = nothing('Too few points to say anything about variation')
const NO_ASSURANCE = nothing('Nothing can be said about a target')

/**
 * A complete small SVG element with a title, for pages and mails; null: too few points. It carries no ids, so that
 * many may stand in one page, and scales with `width` and `height`.
 */
export const variationIconSvg = (variation: ShownVariation | null): string =>
  svg(variation === null ? NO_VARIATION : VARIATION_ICONS[variation])

/** The same of assurance; null: no target, no limits or too few points. */
export const assuranceIconSvg = (assurance: Assurance | null): string =>
  svg(assurance === null ? NO_ASSURANCE : ASSURANCE_ICONS[assurance])

const svg = ({ parts, title }: Icon): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${title}" width="32" height="32" ` +
  `viewBox="-1.2 -1.2 2.4 2.4"><title>${title}</title>${parts.map(drawn).join('')}</svg>`

const drawn = ({ path, colour, width }: IconPart): string =>
  width === 0
    ? `<path d="${path}" fill="${colour}"/>`
    : `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
