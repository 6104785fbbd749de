import { once } from 'node:events'
import { StringDecoder } from 'node:string_decoder'
import type { Readable, Writable } from 'node:stream'

import { analyseLine } from './analyse-line.js'

/**
 * Answers every line of `input` with a line of `output`, in order, as they come; blank lines are passed over. Waits
 * whenever the reader of `output` is slower.
 *
 * @returns whether every line could be answered
 */
export const analyseLines = async (input: Readable, output: Writable): Promise<boolean> => {
  const decoder = new StringDecoder('utf8')
  // Pieces of a line that has not ended yet.
  let begun: string[] = []
  let lineNumber = 0
  let clean = true
  const answers = (lines: readonly string[]): string => {
    let text = ''
    for (const line of lines) {
      lineNumber += 1
      const asked = lineNumber === 1 && line.startsWith('\uFEFF') ? line.slice(1) : line
      if (asked.trim() === '') continue
      const answer = analyseLine(asked, lineNumber)
      clean = clean && !answer.failed
      text += `${answer.text}\n`
    }
    return text
  }
  const write = async (text: string): Promise<void> => {
    if (text !== '' && !output.write(text)) await once(output, 'drain')
  }
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const lines = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n')
    const last = lines.pop() ?? ''
    if (lines.length > 0) {
      lines[0] = begun.join('') + (lines[0] ?? '')
      begun = []
      await write(answers(lines))
    }
    begun.push(last)
  }
  await write(answers([begun.join('') + decoder.end()]))
  return clean
}
