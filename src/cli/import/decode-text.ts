import { ImportFault } from './import-fault.js'

export interface DecodedText {
  readonly text: string
  /** As people call it. */
  readonly encoding: 'UTF-8' | 'UTF-8 with a byte-order mark' | 'UTF-16' | 'Windows-1252'
  /** What the reader of the report should know; null when there is nothing to say. */
  readonly note: string | null
}

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

const decodeUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const windows1252 = (bytes: Uint8Array, note: string | null): DecodedText => ({
  text: new TextDecoder('windows-1252').decode(bytes),
  encoding: 'Windows-1252',
  note,
})

/** Whether one of the first characters is NUL, which no header has: where it stands, the encoding is another one. */
const holdsZero = (bytes: Uint8Array): boolean => {
  const marked = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)
  return marked ? bytes[2] === 0 && bytes[3] === 0 : bytes.subarray(0, 4).includes(0)
}

/**
 * The text of a file. UTF-8 unless told otherwise; what is not UTF-8 is read as Windows-1252, which is how older
 * office programs save, and said to be.
 *
 * @throws ImportFault when it is not in the encoding that was asked for, or no text at all
 */
export const decodeText = (
  bytes: Uint8Array,
  wanted: 'auto' | 'utf-8' | 'windows-1252' = 'auto',
): DecodedText => {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new ImportFault('The file is a workbook, not CSV; save it as "CSV UTF-8" and import that')
  }
  if (holdsZero(bytes)) {
    throw new ImportFault(
      'The file begins with zero bytes, as UTF-16 without its mark and UTF-32 do; save it as "CSV UTF-8"',
    )
  }
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    const label = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'
    return { text: new TextDecoder(label).decode(bytes), encoding: 'UTF-16', note: null }
  }
  if (wanted === 'windows-1252') return windows1252(bytes, null)
  const text = decodeUtf8(bytes)
  if (text !== null) {
    const marked = startsWith(bytes, 0xef, 0xbb, 0xbf)
    return { text, encoding: marked ? 'UTF-8 with a byte-order mark' : 'UTF-8', note: null }
  }
  if (wanted === 'utf-8') {
    throw new ImportFault('The file is not UTF-8; save it as "CSV UTF-8", or set encoding to windows-1252')
  }
  return windows1252(
    bytes,
    'The file is not UTF-8 and was read as Windows-1252; check names with accents or signs such as £, or save it as "CSV UTF-8"',
  )
}
