import { InputFault } from './input-fault.js'

/** A JSON object whose fields are still to be read. */
export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined

// A literal beyond the range of numbers, such as 1e999, is read as infinite.
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const isNumberList = (value: unknown): value is readonly (number | null)[] => {
  if (!Array.isArray(value)) return false
  for (const each of value) if (each !== null && !isNumber(each)) return false
  return true
}

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

/** A list of numbers, null for a missing one; null where the field is absent. */
export const optionalNumbers = (input: Fields, field: string): readonly (number | null)[] | null => {
  const value = input[field]
  if (isAbsent(value)) return null
  if (isNumberList(value)) return value
  throw new InputFault(field, 'give a list of numbers, with null for a missing one')
}

export const numbers = (input: Fields, field: string): readonly (number | null)[] => {
  const value = optionalNumbers(input, field)
  if (value !== null) return value
  throw new InputFault(field, 'is missing: give a list of numbers, with null for a missing one')
}

/** A single number or a list of them. */
export const optionalNumberOrList = (input: Fields, field: string): readonly number[] => {
  const value = input[field]
  if (isAbsent(value)) return []
  if (isNumber(value)) return [value]
  if (Array.isArray(value) && value.every(isNumber)) return value
  throw new InputFault(field, 'give a number or a list of numbers, or null')
}

export const optionalNumber = (input: Fields, field: string): number | null => {
  const value = input[field]
  if (isAbsent(value)) return null
  if (isNumber(value)) return value
  throw new InputFault(field, 'give a number, or null')
}

/** A whole number of at least 1. */
export const count = (input: Fields, field: string): number => {
  const value = input[field]
  if (isNumber(value) && Number.isInteger(value) && value >= 1) return value
  throw new InputFault(field, 'give a whole number of at least 1')
}

export const optionalCount = (input: Fields, field: string): number | null =>
  isAbsent(input[field]) ? null : count(input, field)

/** One of a few words. */
export const oneOf = <Word extends string>(input: Fields, field: string, words: readonly Word[]): Word => {
  const found = words.find((word) => word === input[field])
  if (found !== undefined) return found
  throw new InputFault(field, `give one of ${words.join(', ')}`)
}

export const flag = (input: Fields, field: string, absent: boolean): boolean => {
  const value = input[field]
  if (isAbsent(value)) return absent
  if (typeof value === 'boolean') return value
  throw new InputFault(field, 'give true or false')
}

export const optionalTexts = (input: Fields, field: string): readonly string[] => {
  const value = input[field]
  if (isAbsent(value)) return []
  if (typeof value === 'string') return [value]
  if (isTextList(value)) return value
  throw new InputFault(field, 'give a period or a list of periods, or null')
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Dates of the periods, one for each value, in order. */
export const periods = (input: Fields, field: string, length: number): readonly string[] => {
  const value = input[field]
  if (!isTextList(value) || value.length !== length)
    throw new InputFault(field, `give a list of dates, as many as y has values (${length})`)
  let before = ''
  for (const period of value) {
    if (!DATE.test(period) || period <= before)
      throw new InputFault(
        field,
        `give dates such as 2024-01-01 in ascending order, each once: see ${period}`,
      )
    before = period
  }
  return value
}
