import { createRenderer, PictureFailed, specificationHash } from '../../src/rendering/renderer.js'
import { runChartSpecification } from '../../src/rendering/run-chart-specification.js'
import { shifted, viewOf } from './views.js'

const specification = runChartSpecification(
  viewOf({
    values: shifted(),
    metricName: 'Waits <script>alert("x")</script> & more',
    localityName: 'St John’s',
  }),
)
const renderer = createRenderer({ threads: 1 })
afterAll(() => renderer.close())

describe('SVG', () => {
  test('is a picture with a title and a description for people who do not see it', async () => {
    const svg = await renderer.svg(specification)
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" aria-labelledby="title desc" /,
    )
    expect(svg).toContain('<title id="title">Waits &#60;script&#62;')
    expect(svg).toMatch(/<desc id="desc">Run chart of [^<]*36 values in 36 periods\.[^<]*<\/desc>/)
    expect(svg).toContain('viewBox="0 0 960 ')
    expect(svg.endsWith('</svg>')).toBe(true)
  })

  test('carries no script and refers to nothing outside', async () => {
    const svg = await renderer.svg(specification)
    expect(svg).not.toMatch(/<script|<foreignObject|<image|\bon\w+=|javascript:/i)
    expect(
      svg.replace('http://www.w3.org/2000/svg', '').replaceAll('http://www.w3.org/1999/xlink', ''),
    ).not.toMatch(/https?:|url\((?!#)/)
  })

  test('names a font that browsers have after the one that it was laid out with', async () => {
    expect(await renderer.svg(specification)).toMatch(/font-family="Inter, [^"]*sans-serif"/)
  })

  test('the same specification gives the same picture', async () => {
    const other = createRenderer({ threads: 1 })
    try {
      expect(await other.svg(specification)).toBe(await renderer.svg(specification))
    } finally {
      await other.close()
    }
  })
})

describe('PNG', () => {
  const size = (png: Uint8Array) => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]

  test('is drawn at the scale that is asked for', async () => {
    const [one, two] = [await renderer.png(specification, { scale: 1 }), await renderer.png(specification)]
    expect(Buffer.from(one.subarray(1, 4)).toString()).toBe('PNG')
    const [width = 0, height = 0] = size(one)
    expect(width).toBe(960)
    expect(size(two)).toEqual([1920, height * 2])
  })

  test('shows its text without any font of the machine', async () => {
    const wordless = { ...specification, layer: layersBut('words') }
    const [words, none] = [await renderer.png(specification), await renderer.png(wordless)]
    expect(words.length).toBeGreaterThan(none.length * 1.3)
  })

  test('a scale beyond reason is refused', async () => {
    await expect(renderer.png(specification, { scale: 50 })).rejects.toThrow(RangeError)
  })
})

describe('trouble', () => {
  test('a specification that cannot be drawn is refused, and the next is drawn', async () => {
    await expect(renderer.svg({ mark: 'nonsense' })).rejects.toMatchObject({
      name: 'PictureFailed',
      reason: 'INVALID',
    })
    await expect(renderer.svg(specification)).resolves.toContain('<svg')
  })

  test('a specification that asks for files or the network is refused', async () => {
    const outside = { data: { url: 'file:///etc/hostname' }, mark: 'point', encoding: {} }
    await expect(renderer.svg(outside)).rejects.toBeInstanceOf(PictureFailed)
  })

  test('a picture that takes too long is given up', async () => {
    const hurried = createRenderer({ threads: 1, timeoutMs: 1 })
    try {
      await expect(hurried.png(specification, { scale: 4 })).rejects.toMatchObject({ reason: 'TIMED_OUT' })
    } finally {
      await hurried.close()
    }
  })

  test('more pictures than may wait are refused', async () => {
    const small = createRenderer({ threads: 1, queue: 1 })
    try {
      const outcomes = await Promise.allSettled(
        [1, 2, 3, 4].map((scale) => small.png({ ...specification, height: 320 + scale }, { scale: 1 })),
      )
      const reasons = outcomes.map((outcome) =>
        outcome.status === 'rejected' && outcome.reason instanceof PictureFailed
          ? outcome.reason.reason
          : 'drawn',
      )
      expect(reasons).toContain('BUSY')
      expect(reasons).toContain('drawn')
    } finally {
      await small.close()
    }
  })

  test('once closed, nothing is drawn', async () => {
    const done = createRenderer()
    await done.close()
    await expect(done.svg(specification)).rejects.toMatchObject({ reason: 'CLOSED' })
  })
})

test('the hash of a specification tells pictures apart', () => {
  expect(specificationHash(specification)).toBe(specificationHash(structuredClone(specification)))
  expect(specificationHash({ ...specification, height: 1 })).not.toBe(specificationHash(specification))
})

const layersBut = (name: string): unknown[] => {
  const layers = specification['layer']
  if (!Array.isArray(layers)) throw new Error('The specification has no layers')
  return layers.filter((layer: { name?: string }) => layer.name !== name)
}
