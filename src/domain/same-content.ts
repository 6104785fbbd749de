/**
 * Whether two pieces of data say the same: equal values, lists in the same order, and objects whatever the order
 * of their fields. A field that is `undefined` counts as absent. Tells a command said twice from another one.
 *
 * @example sameContent({ a: 1, b: undefined }, { a: 1 }) // true
 */
export const sameContent = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => sameContent(item, other[index]))
    )
  }
  if (!isObject(one) || !isObject(other)) return false
  const fields = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...fields].every((field) => sameContent(one[field], other[field]))
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
