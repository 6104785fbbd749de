import { type Refusal, refuse } from '../../eventsourcing/decider.js'
import { LocalityRefusal } from './refusals.js'

/**
 * Which characters the codes of well-known schemes are made of, and how many. Never what kind of thing a code
 * names: a primary care network's ODS code looks like a practice's. Other schemes take any code.
 */
const formats: Readonly<Record<string, { readonly shape: RegExp; readonly words: string }>> = {
  ODS: { shape: /^[A-Z0-9]{2,12}$/, words: '2 to 12 letters and digits, such as RX1 or L81008' },
  'ONS-GSS': { shape: /^[A-Z][0-9]{8}$/, words: 'a letter and eight digits, such as E08000022' },
}

/** Refuses a code that its scheme cannot have. Empty when it can. */
export const refuseMalformedCode = (
  scheme: string,
  code: string,
  field: string,
): readonly Refusal<LocalityRefusal>[] => {
  const format = Object.hasOwn(formats, scheme) ? formats[scheme] : undefined
  if (format === undefined || format.shape.test(code)) return []
  const message = `${code} cannot be a code of ${scheme}: give ${format.words}, or name the scheme that it comes from`
  return refuse(LocalityRefusal.CodeMalformed, message, field).refusals
}
