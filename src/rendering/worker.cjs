// Draws in a thread of its own, so that the server answers others meanwhile. Plain CommonJS: threads start from a
// file that Node reads as it stands, whether Waymark runs compiled or from its sources under test.
'use strict'

const { setFlagsFromString } = require('node:v8')
const { runInNewContext } = require('node:vm')

const { workerData } = require('piscina')
const { Resvg } = require('@resvg/resvg-js')
const vega = require('vega')
const { compile } = require('vega-lite')

/** @typedef {{ fonts: { weight: number, file: string, widths: ReadonlyMap<number, number>, fallback: number }[] }} Fonts */

/** @type {Fonts} */
const { fonts } = workerData

// A drawing holds ten megabytes of pixels that the garbage collector cannot see, and so lets pile up by the hundred
// megabytes. Asked after each picture, it gives them back.
setFlagsFromString('--expose-gc')
/** @type {(options: { type: 'minor' }) => void} */
const collectGarbage = runInNewContext('gc')

/** Vega guesses widths where it has no canvas; these are the font's own. */
vega.textMetrics.width = (/** @type {any} */ item, /** @type {any} */ text) => {
  const font = fonts.find(({ weight }) => weight === Number(item.fontWeight)) ?? fonts[0]
  let width = 0
  for (const character of String(text ?? '')) width += font?.widths.get(character.codePointAt(0) ?? 0) ?? 0.6
  return width * (item.fontSize ?? 11)
}

/** A picture is complete in itself: nothing is read from files or the network. */
const refuse = () => Promise.reject(new Error('A picture may not load anything from outside'))
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse }

/** @type {any} Warnings are for authors of specifications, but for data that was refused. */
const logger = {
  level: () => logger,
  error: fail,
  warn: (/** @type {unknown[]} */ ...messages) =>
    messages[0] === 'Loading failed' ? fail(...messages) : logger,
  info: () => logger,
  debug: () => logger,
}

/** @param {unknown[]} messages */
function fail(...messages) {
  throw messages[0] instanceof Error ? messages[0] : new Error(messages.join(' '))
}

const escaped = (/** @type {unknown} */ text) =>
  String(text ?? '')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** @param {any} specification */
const toSvg = async (specification) => {
  const view = new vega.View(vega.parse(compile(specification, { logger }).spec), {
    renderer: 'none',
    loader,
    logger,
  })
  try {
    const drawn = await view.toSVG()
    const size = /^<svg[^>]*?\swidth="([\d.]+)"\sheight="([\d.]+)"\sviewBox="([^"]+)"/.exec(drawn)
    if (!size) throw new Error('The drawing has no size')
    const [, width, height, box] = size
    const title = escaped(specification.usermeta?.title ?? 'Chart')
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" ` +
      `width="${width}" height="${height}" viewBox="${box}"><title id="title">${title}</title>` +
      `<desc id="desc">${escaped(specification.description)}</desc>` +
      drawn.slice(drawn.indexOf('>') + 1)
    )
  } finally {
    view.finalize()
  }
}

/** @param {{ specification: object, format: 'svg' | 'png', scale: number }} task */
module.exports = async ({ specification, format, scale }) => {
  const svg = await toSvg(specification)
  if (format === 'svg') return svg
  const png = toPng(svg, scale)
  collectGarbage({ type: 'minor' })
  // What was collected is freed when the event loop turns, which between two tasks it does not.
  await new Promise(setImmediate)
  return png
}

/**
 * @param {string} svg
 * @param {number} scale
 */
const toPng = (svg, scale) => {
  const picture = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: fonts.map(({ file }) => file),
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
    },
    fitTo: { mode: 'zoom', value: scale },
  })
  return picture.render().asPng()
}
