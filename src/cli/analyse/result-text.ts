/**
 * The JSON text of a result, as `JSON.stringify` writes it.
 *
 * Limits are often one number repeated for all points; turning a number into its shortest text costs more than the
 * statistics of its point, so that a list of equal values is written from one text.
 */
export const resultText = (result: object): string => {
  const fields: string[] = []
  for (const [field, value] of Object.entries(result) as [string, unknown][])
    fields.push(`"${field}":${isRepeated(value) ? repeated(value) : JSON.stringify(value)}`)
  return `{${fields.join(',')}}`
}

const isRepeated = (value: unknown): value is readonly unknown[] => {
  if (!Array.isArray(value) || value.length < 2 || (typeof value[0] === 'object' && value[0] !== null))
    return false
  const list: readonly unknown[] = value
  const first = list[0]
  for (const each of list) if (each !== first) return false
  return true
}

const repeated = (values: readonly unknown[]): string => {
  const text = JSON.stringify(values[0])
  return `[${text}${`,${text}`.repeat(values.length - 1)}]`
}
