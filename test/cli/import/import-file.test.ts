import { breaches, falls, type Importing, locality, longMapping, startImporting } from './importing.js'

let importing: Importing

beforeEach(async () => {
  importing = await startImporting()
})
afterEach(() => importing.close())

const findingsOf = async (content: string | Buffer, mapping: object) => {
  const before = await importing.api.head()
  const report = await importing.import(content, mapping)
  expect(report.outcome).toBe('NOTHING_RECORDED')
  expect(await importing.api.head()).toBe(before)
  return report.findings.map(({ line, column, value, code }) => [line, column, value, code])
}

describe('a long file', () => {
  test('is recorded whole, with what it needs, and a second time records nothing', async () => {
    const content = 'org,month,falls\nRX1,2024-01-01,3\nRX1,2024-02-01,0\nRX2,2024-01-01,5\n'
    const first = await importing.import(content, longMapping)
    expect(first.outcome).toBe('RECORDED')
    expect(first.counts).toMatchObject({
      rows: 3,
      rejectedRows: 0,
      recorded: 3,
      series: 2,
      newSeries: 2,
      newLocalities: 2,
      newMetrics: 1,
      // Two of the metric, two for each locality, one for each series, three readings.
      events: 11,
    })
    expect(await importing.readings()).toEqual(['2024-01-01 3', '2024-01-01 5', '2024-02-01 0'])
    const second = await importing.import(content, longMapping)
    expect(second.outcome).toBe('RECORDED')
    expect(second.counts).toMatchObject({ recorded: 0, unchanged: 3, newSeries: 0, newMetrics: 0, events: 0 })
  })

  test('says of which vintage a denominator is, in a column or for all rows', async () => {
    const ratio = { ...breaches, numerator: 'late', denominator: 'all' }
    const vintages = async () =>
      (
        await importing.api.data<{ readings: { nodes: { denominatorVintage: string | null }[] } }>(
          '{ readings(first: 10) { nodes { denominatorVintage } } }',
        )
      ).readings.nodes
        .map(({ denominatorVintage }) => denominatorVintage ?? 'none')
        .sort()
    const column = { ...longMapping, metrics: [{ ...ratio, denominatorVintage: 'release' }] }
    await importing.import('org,month,late,all,release\nRX1,2024-01,1,4,Mid-2023\nRX1,2024-02,1,4,\n', column)
    expect(await vintages()).toEqual(['Mid-2023', 'none'])
    const constant = {
      ...longMapping,
      metrics: [{ ...ratio, denominatorVintage: { constant: 'Mid-2024' } }],
    }
    await importing.import('org,month,late,all\nRX1,2024-03,1,4\n', constant)
    expect(await vintages()).toEqual(['Mid-2023', 'Mid-2024', 'none'])
    await expect(importing.import('org,month,late,all\nRX1,2024-04,1,4\n', column)).rejects.toThrow(
      /metrics.0.denominatorVintage: the file has no column "release"/,
    )
  })

  test('registers localities by name and code', async () => {
    await importing.import('org,month,falls\nrx1,2024-01-01,3\n', longMapping)
    const { localityByCode } = await importing.api.data<{ localityByCode: object }>(
      '{ localityByCode(scheme: "ODS", code: "RX1") { name kind openedOn } }',
    )
    expect(localityByCode).toEqual({ name: 'Provider rx1', kind: 'PROVIDER', openedOn: '2010-01-01' })
  })

  test('registers parents before what stands under them', async () => {
    const parent = {
      scheme: 'ONS-GSS',
      code: 'place',
      register: { kind: 'PLACE', name: '{place name}', openedOn: '2010-01-01' },
    }
    const content =
      'org,place,place name,month,falls\nRX1,E08000022,North Tyneside,2024-01-01,3\nRX2,E08000022,,2024-01-01,4\n'
    const mapping = { ...longMapping, locality: { ...locality, register: { ...locality.register, parent } } }
    const { counts } = await importing.import(content, mapping)
    expect(counts.newLocalities).toBe(3)
    const { localityByCode } = await importing.api.data<{ localityByCode: object }>(
      '{ localityByCode(scheme: "ODS", code: "RX2") { parent { name kind } } }',
    )
    expect(localityByCode).toEqual({ parent: { name: 'North Tyneside', kind: 'PLACE' } })
  })

  test('says how dates were read', async () => {
    const { read } = await importing.import('org;month;falls\r\nRX1;01/04/2023;1,234\r\n', longMapping)
    expect(read).toMatchObject({
      encoding: 'UTF-8',
      delimiter: 'semicolons',
      periods: [{ form: 'day/month/year', example: '01/04/2023', readAs: '1 April 2023' }],
    })
    expect(await importing.readings()).toEqual(['2023-04-01 1234'])
  })

  test('in Windows-1252 is read, and the report says so', async () => {
    const content = Buffer.concat([
      Buffer.from('org,month,falls,note\nRX1,2024-01-01,3,M'),
      Buffer.from([0xf4, 0x6e, 0x0a]),
    ])
    const { read } = await importing.import(content, longMapping)
    expect(read.encoding).toBe('Windows-1252')
    expect(read.notes).toHaveLength(1)
  })

  test('gives ratios, categories, sources, grades and days of collection', async () => {
    const breakdown = {
      dimension: 'Type',
      categories: [
        { code: '1', label: 'Type 1' },
        { code: 'other', label: 'Other' },
      ],
    }
    const metric = {
      ...breaches,
      definition: { ...breaches.definition, breakdown },
      numerator: 'late',
      denominator: 'all',
      category: { column: 'type', values: { 'Major department': '1' } },
      source: { constant: 'A&E' },
      collectedOn: 'collected',
      grade: 'grade',
    }
    const content =
      'org,month,type,late,all,collected,grade\nRX1,Jan 2024,major department,1,4,05/02/2024,b\nRX1,Jan 2024,Other,1,8,,\n'
    const { counts } = await importing.import(content, { ...longMapping, metrics: [metric] })
    expect(counts).toMatchObject({ recorded: 2, series: 2 })
    const { readings } = await importing.api.data<{ readings: { nodes: object[] } }>(
      '{ readings(first: 5, filter: { category: "1" }) { nodes { value source collectedOn grade } } }',
    )
    expect(readings.nodes).toEqual([{ value: 25, source: 'A&E', collectedOn: '2024-02-05', grade: 'B' }])
  })

  test('with the metric in a column takes each row for its metric', async () => {
    const rows = (name: string) => [{ column: 'measure', equals: [name] }]
    const mapping = {
      ...longMapping,
      metrics: [
        { ...falls, value: 'n', rows: rows('Falls') },
        { ...falls, code: 'harm', value: 'n', rows: rows('Falls with harm') },
      ],
    }
    const content = 'org,month,measure,n\nRX1,2024-01,falls,9\nRX1,2024-01,Falls with harm,2\n'
    expect((await importing.import(content, mapping)).counts).toMatchObject({
      recorded: 2,
      series: 2,
      newMetrics: 2,
    })
    expect(await findingsOf(`${content}RX1,2024-01,Slips,1\n`, mapping)).toEqual([
      [4, 'measure', 'Slips', 'ROW_OF_NO_METRIC'],
    ])
    const leaveOut = [{ column: 'measure', equals: ['Slips'] }]
    const report = await importing.import(`${content}RX1,2024-01,Slips,1\n`, { ...mapping, leaveOut })
    expect(report.counts).toMatchObject({ rejectedRows: 0, leftOutRows: 1, unchanged: 2 })
  })
})

describe('a wide file', () => {
  const wide = { format: 'wide', period: {}, locality, metrics: [falls] }

  test('has periods as column headers', async () => {
    const content = 'org,Jan 2024,Feb-24,01/03/2024\nRX1,1,2,\nRX2,-,4,5\n'
    const { counts, read } = await importing.import(content, wide)
    expect(counts).toMatchObject({ rows: 2, recorded: 4, withoutValue: 2, series: 2 })
    expect(read.periods.map(({ form }) => form)).toEqual(['month year', 'day/month/year'])
    expect(await importing.readings()).toEqual([
      '2024-01-01 1',
      '2024-02-01 2',
      '2024-02-01 4',
      '2024-03-01 5',
    ])
  })

  test('names a bad cell by its period', async () => {
    expect(await findingsOf('org,Jan 2024,Feb 2024\nRX1,1,x\nRX2,-1,2\n', wide)).toEqual([
      [2, 'Feb 2024', 'x', 'NUMBER_UNREADABLE'],
      [3, 'Jan 2024', '-1', 'COUNT_NEGATIVE'],
    ])
  })

  test('with a column that is neither named nor a period is refused', async () => {
    const content = 'org,Name,Jan 2024\nRX1,Royal,1\n'
    await expect(importing.import(content, wide)).rejects.toThrow(/name no period: Name/)
    const period = { ignore: ['Name'] }
    expect((await importing.import(content, { ...wide, period })).counts.recorded).toBe(1)
  })

  test('takes numerators from its cells and the denominator from a column', async () => {
    const metrics = [{ ...breaches, cell: 'numerator', denominator: 'people' }]
    await importing.import('org,people,Jan 2024\nRX1,200,50\n', { ...wide, metrics })
    expect(await importing.readings()).toEqual(['2024-01-01 25 50 200'])
  })

  test('twice with one period must not contradict itself', async () => {
    expect(await findingsOf('org,Jan 2024,2024-01\nRX1,1,2\n', wide)).toEqual([
      [2, '2024-01', '2', 'ROW_CONTRADICTS_ANOTHER'],
    ])
  })
})

describe('bad rows', () => {
  const ratio = { ...longMapping, metrics: [{ ...breaches, numerator: 'late', denominator: 'all' }] }

  test.each([
    ['a period that is no time', 'RX1,soon,3', ['month', 'soon', 'PERIOD_UNREADABLE']],
    ['an empty period', 'RX1,,3', ['month', '', 'CELL_EMPTY']],
    ['a period off the boundary', 'RX1,15/01/2024,3', ['month', '15/01/2024', 'PERIOD_NOT_ON_BOUNDARY']],
    ['a future period', 'RX1,2030-01-01,3', ['month', '2030-01-01', 'PERIOD_IN_FUTURE']],
    ['a period of another length', 'RX1,2016/17,3', ['month', '2016/17', 'PERIOD_OF_OTHER_LENGTH']],
    ['a negative count', 'RX1,2024-01-01,-3', ['falls', '-3', 'COUNT_NEGATIVE']],
    ['half a fall', 'RX1,2024-01-01,2.5', ['falls', '2.5', 'COUNT_NOT_WHOLE']],
    ['words for a number', 'RX1,2024-01-01,three', ['falls', 'three', 'NUMBER_UNREADABLE']],
    ['a percentage for a count', 'RX1,2024-01-01,3%', ['falls', '3%', 'NUMBER_UNREADABLE']],
    ['no locality', ',2024-01-01,3', ['org', '', 'CELL_EMPTY']],
    ['a code that its scheme cannot have', 'R/1,2024-01-01,3', ['org', 'R/1', 'CODE_MALFORMED']],
    ['a period before the locality opened', 'RX1,2009-01-01,3', ['month', '2009-01-01', 'LOCALITY_NOT_OPEN']],
    ['too few cells', 'RX1,2024-01-01', [null, 'RX1 ¦ 2024-01-01', 'ROW_TOO_SHORT']],
    ['too many cells', 'RX1,2024-01-01,1,234', [null, 'RX1 ¦ 2024-01-01 ¦ 1 ¦ 234', 'ROW_TOO_LONG']],
  ])('%s: line, column and value are told, and nothing is recorded', async (_what, row, expected) => {
    const content = `org,month,falls\nRX9,2024-01-01,1\n${row}\n`
    expect(await findingsOf(content, longMapping)).toEqual([[3, ...expected]])
  })

  test.each([
    ['more than all', '5,4', ['late', '5', 'NUMERATOR_ABOVE_DENOMINATOR']],
    ['of none', '0,0', ['all', '0', 'DENOMINATOR_NOT_POSITIVE']],
    ['a negative part', '-1,4', ['late', '-1', 'NUMERATOR_NEGATIVE']],
  ])('a ratio %s', async (_what, cells, expected) => {
    expect(await findingsOf(`org,month,late,all\nRX1,2024-01-01,${cells}\n`, ratio)).toEqual([
      [2, ...expected],
    ])
  })

  test('a percentage above 100', async () => {
    const mapping = { ...longMapping, metrics: [{ ...breaches, value: 'share' }] }
    expect(await findingsOf('org,month,share\nRX1,2024-01-01,120%\n', mapping)).toEqual([
      [2, 'share', '120%', 'PERCENTAGE_OUT_OF_RANGE'],
    ])
  })

  test('the same reading twice is a duplicate, another one for the same period is bad', async () => {
    const twice = 'org,month,falls\nRX1,2024-01-01,3\nRX1,2024-01-01,3\n'
    expect((await importing.import(twice, longMapping)).counts).toMatchObject({ recorded: 1, duplicates: 1 })
    expect(await findingsOf('org,month,falls\nRX2,2024-01-01,3\nRX2,01/01/2024,4\n', longMapping)).toEqual([
      [3, 'falls', '4', 'ROW_CONTRADICTS_ANOTHER'],
    ])
  })

  test('a reading that is recorded otherwise is found by asking, before anything is recorded', async () => {
    await importing.import('org,month,falls\nRX1,2024-01-01,3\n', longMapping)
    const content = 'org,month,falls\nRX1,2024-01-01,4\nRX1,2024-02-01,5\n'
    expect(await findingsOf(content, longMapping)).toEqual([[2, 'falls', '4', 'PERIOD_ALREADY_RECORDED']])
  })

  test('a locality that nobody knows and nobody is to register', async () => {
    const mapping = { ...longMapping, locality: { scheme: 'ODS', code: 'org' } }
    expect(await findingsOf('org,month,falls\nRX1,2024-01-01,3\n', mapping)).toEqual([
      [2, 'org', 'RX1', 'LOCALITY_UNKNOWN'],
    ])
  })

  test('with --partial the good rows are recorded and the bad ones listed', async () => {
    const content = 'org,month,falls\nRX1,2024-01-01,3\nRX1,2024-02-01,-1\nRX2,soon,4\n'
    const report = await importing.import(content, longMapping, { partial: true })
    expect(report.outcome).toBe('RECORDED_IN_PART')
    expect(report.counts).toMatchObject({ rows: 3, rejectedRows: 2, recorded: 1, newLocalities: 1 })
    expect(report.findings.map(({ line }) => line)).toEqual([3, 4])
    expect(await importing.readings()).toEqual(['2024-01-01 3'])
  })

  test('a dry run records nothing and says what would be', async () => {
    const before = await importing.api.head()
    const report = await importing.import('org,month,falls\nRX1,2024-01-01,3\n', longMapping, {
      dryRun: true,
    })
    expect(report.outcome).toBe('DRY_RUN')
    expect(report.counts).toMatchObject({ recorded: 1, newLocalities: 1, newMetrics: 1, events: 0 })
    expect(await importing.api.head()).toBe(before)
  })
})

describe('cells without a value', () => {
  test.each(['', '-', 'n/a', 'N/A', '*', ' '])('%j is left out, never zero', async (cell) => {
    const { counts } = await importing.import(
      `org,month,falls\nRX1,2024-01-01,${cell}\nRX1,2024-02-01,1\n`,
      longMapping,
    )
    expect(counts).toMatchObject({ rejectedRows: 0, recorded: 1, withoutValue: 1 })
  })

  test('declare the period missing where the mapping gives a reason', async () => {
    const mapping = { ...longMapping, noValue: { '*': 'Suppressed: fewer than 5' } }
    const content = 'org,month,falls\nRX1,2024-01-01,*\nRX1,2024-02-01,1\n'
    expect((await importing.import(content, mapping)).counts).toMatchObject({
      recorded: 1,
      declaredMissing: 1,
    })
    expect(await importing.readings()).toEqual(['2024-01-01 Suppressed: fewer than 5', '2024-02-01 1'])
    expect((await importing.import(content, mapping)).counts.events).toBe(0)
  })

  test('a denominator of zero declares the period missing where the mapping says why', async () => {
    const metrics = [
      { ...breaches, numerator: 'late', denominator: 'all', zeroDenominator: 'Nobody attended' },
    ]
    await importing.import('org,month,late,all\nRX1,2024-01-01,0,0\n', { ...longMapping, metrics })
    expect(await importing.readings()).toEqual(['2024-01-01 Nobody attended'])
  })

  test('a period that has a reading is not declared missing', async () => {
    await importing.import('org,month,falls\nRX1,2024-01-01,3\n', longMapping)
    const mapping = { ...longMapping, noValue: { '*': 'Suppressed' } }
    expect(await findingsOf('org,month,falls\nRX1,2024-01-01,*\n', mapping)).toEqual([
      [2, 'falls', '*', 'PERIOD_ALREADY_RECORDED'],
    ])
  })
})

describe('mapping and file', () => {
  test('a column that the file has not is refused with those that it has', async () => {
    await expect(importing.import('org,month,fals\nRX1,2024-01-01,3\n', longMapping)).rejects.toThrow(
      /metrics\.0\.value: the file has no column "falls"\nThe columns of the file are: org, month, fals/,
    )
  })

  test('names of columns are found in any case', async () => {
    const { counts } = await importing.import(' ORG ,Month, FALLS\nRX1,2024-01-01,3\n', longMapping)
    expect(counts.recorded).toBe(1)
  })

  test('a metric that nobody knows needs a definition', async () => {
    const mapping = { ...longMapping, metrics: [{ code: 'falls', value: 'falls' }] }
    await expect(importing.import('org,month,falls\nRX1,2024-01-01,3\n', mapping)).rejects.toThrow(
      /metrics\.0\.code: no metric has the code falls/,
    )
  })

  test('a definition that contradicts itself is refused with its path', async () => {
    const metrics = [{ ...falls, definition: { ...falls.definition, multiplier: 7 }, value: 'falls' }]
    const rows = 'org,month,falls\nRX1,2024-01-01,3\n'
    await expect(importing.import(rows, { ...longMapping, metrics })).rejects.toThrow(
      /metrics\.0\.definition\.multiplier/,
    )
  })

  test('an existing metric is used as it is, and a differing definition noted', async () => {
    await importing.import('org,month,falls\nRX1,2024-01-01,3\n', longMapping)
    const metrics = [{ ...falls, definition: { ...falls.definition, name: 'Slips' }, value: 'falls' }]
    const report = await importing.import('org,month,falls\nRX1,2024-02-01,3\n', { ...longMapping, metrics })
    expect(report.read.notes).toEqual([expect.stringMatching(/defined otherwise/)])
    expect(report.counts).toMatchObject({ recorded: 1, newMetrics: 0 })
  })
})
