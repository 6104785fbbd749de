import { isFields, oneOf } from './fields.js'
import { InputFault } from './input-fault.js'
import { analyseRebase } from './rebase-kind.js'
import { resultText } from './result-text.js'
import { analyseRunChart } from './run-chart-kind.js'
import { analyseXmr } from './xmr-kind.js'

const KINDS = ['run-chart', 'xmr', 'rebase'] as const

const ANALYSES = { 'run-chart': analyseRunChart, xmr: analyseXmr, rebase: analyseRebase } as const

/** The answer to a line, as a line; `failed`: it tells what is wrong with the question. */
export type Answer = Readonly<{ text: string; failed: boolean }>

/**
 * Answers `{ name, kind, input }` with `{ name, result }`, or with `{ name, error }` that names line, field and remedy.
 *
 * @param lineNumber from 1, for the error
 */
export const analyseLine = (line: string, lineNumber: number): Answer => {
  let name: string | null = null
  try {
    const asked = parse(line)
    if (!isFields(asked)) throw new InputFault('', 'give one JSON object a line, with name, kind and input')
    if (typeof asked['name'] !== 'string') throw new InputFault('name', 'give a text, to know the answer by')
    name = asked['name']
    const analyse = ANALYSES[oneOf(asked, 'kind', KINDS)]
    const { input } = asked
    if (!isFields(input)) throw new InputFault('input', 'give an object, with the fields of this kind')
    return { text: `{"name":${JSON.stringify(name)},"result":${resultText(analyse(input))}}`, failed: false }
  } catch (error) {
    if (!(error instanceof InputFault)) throw error
    const { field, message } = error
    return {
      text: JSON.stringify({
        name,
        error: `line ${lineNumber}: ${field === '' ? '' : `${field}: `}${message}`,
      }),
      failed: true,
    }
  }
}

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw new InputFault('', 'is no JSON: give one JSON object a line, with name, kind and input')
  }
}
