import { z } from 'zod'

/** What the process that builds a generation is told, once. */
export const BuildOrderMessage = z.object({
  places: z.object({
    dataFolder: z.string(),
    eventStore: z.union([
      z.object({ kind: z.literal('embedded') }),
      z.object({ kind: z.enum(['postgresql', 'kurrentdb']), url: z.string() }),
    ]),
    readSide: z.union([
      z.object({ kind: z.literal('files') }),
      z.object({ kind: z.literal('postgresql'), url: z.string() }),
    ]),
  }),
  generation: z.string(),
})
export type BuildOrderMessage = z.infer<typeof BuildOrderMessage>

/** Told instead, when the build is not wanted any more. */
export const STOP = 'stop'

const position = z.string().transform((text) => BigInt(text))

/** What that process tells. */
export const BuildReport = z.union([
  z.object({
    kind: z.literal('progress'),
    position,
    head: position,
    eventsPerSecond: z.number(),
  }),
  /** It has let go of the generation. */
  z.object({ kind: z.literal('ended') }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type BuildReport = z.input<typeof BuildReport>
