/** A line that cannot be one: longer than any command that a store has recorded. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong'
}

const LF = 0x0a
const LONGEST = 1 << 28

/** Cuts bytes at LF alone: a text may hold other characters that end lines elsewhere. Needs memory for one line. */
export const linesOf = async function* (
  chunks: AsyncIterable<Buffer>,
  longest = LONGEST,
): AsyncGenerator<string> {
  let begun: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      const rest = chunk.subarray(start, end)
      yield begun.length === 0 ? rest.toString('utf8') : Buffer.concat([...begun, rest]).toString('utf8')
      begun = []
      length = 0
      start = end + 1
    }
    if (start === chunk.length) continue
    begun.push(chunk.subarray(start))
    length += chunk.length - start
    if (length > longest) throw new LineTooLong(`More than ${longest} bytes without an end of line`)
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString('utf8')
}
