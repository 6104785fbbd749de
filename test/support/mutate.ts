import type { Api, Asker } from './api.js'

export interface UserErrorShown {
  readonly code: string
  readonly message: string
  readonly field: readonly string[] | null
}

export interface PayloadShown {
  readonly [entity: string]: unknown
  readonly userErrors: readonly UserErrorShown[]
  readonly position: string | null
  readonly stale: boolean
}

/** Carries out one mutation and gives its payload: what was selected, and what every payload has. */
export const mutate = async (
  api: Api,
  mutation: string,
  input: object,
  selection = '',
  asker: Asker = {},
): Promise<PayloadShown> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const document = `mutation ($input: ${type}!) {
    ${mutation}(input: $input) { ${selection} userErrors { code message field } position stale }
  }`
  const data = await api.data<Record<string, PayloadShown>>(document, { input }, asker)
  const payload = data[mutation]
  if (payload === undefined) throw new Error(`${mutation} gave no payload`)
  return payload
}

/** Carries out one mutation that must succeed. */
export const done = async (
  api: Api,
  mutation: string,
  input: object,
  selection = '',
): Promise<PayloadShown> => {
  const payload = await mutate(api, mutation, input, selection)
  expect(payload.userErrors).toEqual([])
  return payload
}

/**
 * The one refusal of a mutation. Checks that nothing was recorded: the log ends where it ended, there is no
 * position, and no entity.
 */
export const refusalOf = async (
  api: Api,
  mutation: string,
  input: object,
  selection = '',
): Promise<{ readonly code: string; readonly field: string; readonly message: string }> => {
  const before = await api.head()
  const { userErrors, position, stale, ...entities } = await mutate(api, mutation, input, selection)
  expect(await api.head()).toBe(before)
  expect({ position, stale }).toEqual({ position: null, stale: false })
  expect(Object.values(entities).filter((entity) => entity !== null)).toEqual([])
  expect(userErrors).toHaveLength(1)
  const [refusal] = userErrors
  if (refusal === undefined) throw new Error('unreachable: the length was checked')
  return { code: refusal.code, field: (refusal.field ?? []).join('.'), message: refusal.message }
}
