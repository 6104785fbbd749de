/**
 * A copy without the named fields, and without fields that are `undefined`, which JSON cannot carry. Turns a
 * command into the data of its event.
 *
 * @example without({ id: 'a', note: undefined, expectedRevision: 3n }, 'expectedRevision') // { id: 'a' }
 */
export const without = <Value extends object, Field extends keyof Value = never>(
  value: Value,
  ...fields: readonly Field[]
): Omit<Value, Field> => {
  const left = Object.entries(value).filter(
    ([field, content]) => content !== undefined && !fields.some((named) => named === field),
  )
  return Object.fromEntries(left) as Omit<Value, Field>
}
