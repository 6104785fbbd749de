import { registerEnumType } from 'type-graphql'

type Named<Value extends string> = { readonly [Name in Value]: Name }

/**
 * The GraphQL enum of a vocabulary: its values, which are the names that the API shows, with a description each.
 *
 * @example export const CadenceEnum = enumOf(Cadence, 'Cadence', 'How long a period is.', { DAY: 'Every day.', … })
 */
export const enumOf = <Value extends string>(
  vocabulary: Readonly<Record<string, Value>>,
  name: string,
  description: string,
  descriptions?: Readonly<Record<Value, string>>,
): Named<Value> => {
  const values = Object.fromEntries(Object.values(vocabulary).map((value) => [value, value])) as Named<Value>
  const valuesConfig: Record<string, { description: string }> = {}
  for (const [value, text] of Object.entries<string>(descriptions ?? {}))
    valuesConfig[value] = { description: text }
  registerEnumType<Named<Value>>(values, {
    name,
    description,
    valuesConfig: valuesConfig as Parameters<typeof registerEnumType<Named<Value>>>[1]['valuesConfig'] &
      object,
  })
  return values
}
