import { z } from 'zod'

const numbers = z.array(z.number().nullable())
const Part = z.object({
  observations: z.number(),
  usefulObservations: z.number(),
  longestRun: z.number().nullable(),
  longestRunMax: z.number().nullable(),
  crossings: z.number().nullable(),
  crossingsMin: z.number().nullable(),
  signal: z.boolean(),
})
/** A case of run-chart-cases.json. */
export const Case = z.object({
  name: z.string(),
  input: z.object({
    y: numbers,
    n: numbers.nullish(),
    chart: z.string(),
    freeze: z.number().nullish(),
    part: z.number().nullish(),
    exclude: z.union([z.number(), z.array(z.number())]).nullish(),
    multiply: z.number(),
  }),
  expected: z.object({
    y: numbers,
    centreLine: numbers,
    upperLimit: numbers,
    lowerLimit: numbers,
    sigmaSignal: z.array(z.boolean().nullable()),
    parts: z.record(z.string(), Part),
  }),
})
export type Case = z.infer<typeof Case>
