import { decodeText } from '../../../src/cli/import/decode-text.js'
import { readTable } from '../../../src/cli/import/read-table.js'

const auto = { delimiter: null, headerLine: 1 }
const rowsOf = (text: string, options: Parameters<typeof readTable>[1] = auto) =>
  readTable(text, options).rows.map(({ line, cells }) => [line, ...cells])

describe('tables', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['line ends of Windows', 'a,b\r\n1,2\r\n'],
    ['line ends of old Macintoshes', 'a,b\r1,2\r'],
    ['a byte-order mark', '\uFEFFa,b\n1,2\n'],
    ['quotes', '"a","b"\n"1","2"\n'],
    ['no last line end', 'a,b\n1,2'],
    ['spaces around names', ' a , b \n1,2\n'],
    ['a delimiter at the end of every line', 'a,b,\n1,2,\n'],
  ])('with %s is read', (_what, text) => {
    const { header, rows, findings } = readTable(text, auto)
    expect({ header, rows, findings }).toEqual({
      header: ['a', 'b'],
      rows: [{ line: 2, cells: ['1', '2'] }],
      findings: [],
    })
  })

  test('quoted cells hold delimiters, quotes and line breaks, and lines are still counted right', () => {
    expect(rowsOf('a,b\r\n"x, ""y""\r\nz",1\r\n\r\n2,3\r\n')).toEqual([
      [2, 'x, "y"\nz', '1'],
      [5, '2', '3'],
    ])
  })

  test('a quotation mark inside an unquoted cell is a sign like others', () => {
    expect(rowsOf('a,b\n6" ward,1\n')).toEqual([[2, '6" ward', '1']])
  })

  test('blank rows are passed over, whatever they are made of', () => {
    expect(rowsOf('a,b\n\n1,2\n,\n  ,\n3,4\n')).toEqual([
      [3, '1', '2'],
      [6, '3', '4'],
    ])
  })

  test.each(['a,b', 'a,b\n', 'a,b\n\n , \n'])('a header without rows is refused: %j', (text) => {
    expect(() => readTable(text, auto)).toThrow(/no rows below the header; give a file that has some/)
  })

  test('lines above the header are left out and counted', () => {
    expect(rowsOf('Title\n\na,b\n1,2\n', { delimiter: null, headerLine: 3 })).toEqual([[4, '1', '2']])
  })

  test('ragged rows are findings with their lines', () => {
    const { rows, findings, rowCount } = readTable('a,b\n1\n1,2\n1,2,3\n1,2,,\n', auto)
    expect(rows.map(({ line }) => line)).toEqual([3, 5])
    expect(findings.map(({ line, code }) => [line, code])).toEqual([
      [2, 'ROW_TOO_SHORT'],
      [4, 'ROW_TOO_LONG'],
    ])
    expect(rowCount).toBe(4)
  })

  test.each([
    ['two columns of one name', 'a,b, a \n1,2,3\n', /Two columns are named "a"/],
    ['nothing in it', '', /empty/],
    ['a quotation mark that is never closed', 'a,b\n1,2\n"3,4\n5,6\n', /opened after line 2 is never closed/],
  ])('with %s is refused', (_what, text, message) => {
    expect(() => readTable(text, auto)).toThrow(message)
  })
})

describe('encodings', () => {
  test('UTF-8 is read, with and without its mark', () => {
    expect(decodeText(Buffer.from('Ynys Môn'))).toMatchObject({
      text: 'Ynys Môn',
      encoding: 'UTF-8',
      note: null,
    })
    expect(decodeText(Buffer.from('\uFEFFa'))).toMatchObject({ encoding: 'UTF-8 with a byte-order mark' })
  })

  test('what is not UTF-8 is read as Windows-1252, and said to be', () => {
    const read = decodeText(Buffer.from([0x4d, 0xf4, 0x6e, 0x20, 0xa3, 0x35]))
    expect(read).toMatchObject({ text: 'Môn £5', encoding: 'Windows-1252' })
    expect(read.note).toMatch(/not UTF-8/)
  })

  test('what must be UTF-8 and is not is refused', () => {
    expect(() => decodeText(Buffer.from([0xf4]), 'utf-8')).toThrow(/not UTF-8/)
  })

  test('UTF-16 is read by its mark', () => {
    expect(decodeText(Buffer.from('\uFEFFa,b', 'utf16le')).text).toBe('a,b')
  })

  test.each([
    ['UTF-16 without its mark', Buffer.from('a,b\n1,2\n', 'utf16le')],
    ['UTF-16 without its mark, the other way round', Buffer.from('a,b\n1,2\n', 'utf16le').swap16()],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ])('%s is refused with the remedy', (_, bytes) => {
    expect(() => decodeText(bytes)).toThrow(/zero bytes.*save it as "CSV UTF-8"/)
  })

  test('UTF-16 with its mark is read either way round', () => {
    expect(decodeText(Buffer.from('\uFEFFa,b', 'utf16le').swap16()).text).toBe('a,b')
  })

  test('a workbook is told from text', () => {
    expect(() => decodeText(Buffer.from([0x50, 0x4b, 0x03, 0x04]))).toThrow(/workbook/)
  })
})
