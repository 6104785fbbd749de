/**
 * The JSON text of a result, as `JSON.stringify` writes it.
 *
 * Limits are one number repeated for all points of a phase; turning a number into its shortest text costs more than
 * the statistics of its point, so that repeated ones are turned once.
 */
export const resultText = (result: object): string => {
  const fields: string[] = []
  for (const [field, value] of Object.entries(result) as [string, unknown][])
    fields.push(`"${field}":${Array.isArray(value) ? listText(value) : JSON.stringify(value)}`)
  return `{${fields.join(',')}}`
}

const listText = (values: readonly unknown[]): string => {
  let last: unknown = null
  let text = 'null'
  const texts = values.map((value) => {
    if (value !== last) {
      last = value
      text = textOf(value)
    }
    return text
  })
  return `[${texts.join(',')}]`
}

const textOf = (value: unknown): string => {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  return JSON.stringify(value)
}
