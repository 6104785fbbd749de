/** A row's text as a member of an enum; rows are written from checked events, so anything else is our fault. */
export const oneOf = <Value extends string>(values: Readonly<Record<string, Value>>, text: string): Value => {
  const found = Object.values(values).find((value) => value === text)
  if (found === undefined) throw new Error(`${text} is none of ${Object.values(values).join(', ')}`)
  return found
}
