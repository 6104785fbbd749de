/** One measured figure beside the bare baseline of the same run. */
export interface BenchResult {
  readonly name: string
  readonly value: number
  /** Of `value` and `baseline`, such as `commands/s`. */
  readonly unit: string
  readonly baseline: number
  /** `value` over `baseline`: what holds on any machine. */
  readonly ratio: number
}

export const benchResult = (name: string, unit: string, value: number, baseline: number): BenchResult => ({
  name,
  value,
  unit,
  baseline,
  ratio: value / baseline,
})

/** The middle of an odd number of measurements. */
export const middle = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
