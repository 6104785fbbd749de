import { compile, type TopLevelSpec } from 'vega-lite'
import { z } from 'zod'

import { textWidth } from '../../src/rendering/text-width.js'

const Padding = z.union([
  z.literal(0).transform(() => ({ top: 0, right: 0, bottom: 0, left: 0 })),
  z.object({ top: z.number(), right: z.number(), bottom: z.number(), left: z.number() }),
])
const Specification = z.object({
  width: z.number(),
  height: z.number(),
  padding: Padding,
  description: z.string(),
  layer: z.array(
    z.object({ name: z.string(), data: z.object({ values: z.array(z.record(z.string(), z.unknown())) }) }),
  ),
})
const Drawn = z.object({
  x: z.number(),
  y: z.number(),
  text: z.string(),
  size: z.number(),
  weight: z.literal([400, 600]),
  align: z.enum(['left', 'center', 'right']),
})

/** A specification as it is drawn. */
export const drawn = (specification: object) => Specification.parse(specification)

/** The data of a layer; none without it. */
export const layerOf = (specification: object, name: string) =>
  drawn(specification).layer.find((each) => each.name === name)?.data.values ?? []

/** All that the picture says. */
export const textsOf = (specification: object): unknown[] =>
  [...layerOf(specification, 'words'), ...layerOf(specification, 'words-within')].map(({ text }) => text)

/** Where each word lies, in pixels. */
export const boxesOf = (specification: object) =>
  [...layerOf(specification, 'words'), ...layerOf(specification, 'words-within')].map((each) => {
    const { x, y, text, size, weight, align } = Drawn.parse(each)
    const width = textWidth(text, size, weight)
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
    return { text, left, right: left + width, top: y - size * 0.8, bottom: y + size * 0.25 }
  })

/** Words that lie on one another, or leave the paper. */
export const misplacedWords = (specification: object): string[] => {
  const { width, height, padding } = drawn(specification)
  const words = boxesOf(specification)
  const outside = words
    .filter(
      ({ left, right, top, bottom }) =>
        left < -padding.left ||
        right > width + padding.right ||
        top < -padding.top ||
        bottom > height + padding.bottom,
    )
    .map(({ text }) => `${text} leaves the paper`)
  const overlaps = words.flatMap((one, index) =>
    words
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.text} × ${other.text}`),
  )
  return [...outside, ...overlaps]
}

/** What Vega-Lite warns of when it compiles the specification. */
export const warningsOf = (specification: object): unknown[] => {
  const said = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  compile(z.custom<TopLevelSpec>().parse(specification))
  const calls = [...said.mock.calls]
  said.mockRestore()
  return calls
}

/** A specification as a snapshot that can be compared line by line. */
export const snapshotOf = (specification: object): string =>
  JSON.stringify(specification).replaceAll('},{', '},\n{')
