import { textWidth, type Weight } from './text-width.js'

export type TextStyle = Readonly<{ size: number; weight?: Weight }>

/** The text, cut at its end with «…» where it is wider than `width` pixels. */
export const truncated = (text: string, width: number, { size, weight }: TextStyle): string => {
  if (textWidth(text, size, weight) <= width) return text
  let kept = text
  while (kept.length > 0 && textWidth(`${kept}…`, size, weight) > width) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

/**
 * Lines no wider than `width` pixels, broken between words; a word too wide is broken within. What does not fit
 * into `most` lines is cut with «…».
 */
export const wrapped = (text: string, width: number, style: TextStyle, most = 10): string[] => {
  const fits = (line: string) => textWidth(line, style.size, style.weight) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (!fits(line) && line.length > 1) {
      let head = line.slice(0, -1)
      while (head.length > 1 && !fits(head)) head = head.slice(0, -1)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), truncated(lines.slice(most - 1).join(' '), width, style)]
}
