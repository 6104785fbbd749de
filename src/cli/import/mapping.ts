import { z } from 'zod'

import { CodeScheme } from '../../domain/locality/commands.js'
import { LocalityKind } from '../../domain/locality/vocabulary.js'
import { DefinitionInput, MetricCode } from '../../domain/metric/commands.js'
import { IsoDate, line, prose, Reason } from '../../domain/values.js'

/** A column by the name in its header. */
const Column = line('the name of a column', 500)

const columnOrConstant = { error: 'Name a column, such as "attendances", or give {"constant": …}' }

/** Where a cell's worth comes from: a column, or the same for every row. */
export const Source = z.union(
  [Column, z.strictObject({ constant: z.union([z.string(), z.number()]) })],
  columnOrConstant,
)
export type Source = z.infer<typeof Source>

/** Text in which `{column}` stands for the cell of the row in that column. */
const Template = prose('a text, in which {column} stands for the cell of that column', 2_000)

const Registration = z.strictObject({
  kind: z.enum(LocalityKind, {
    error: 'Choose the kind: SYSTEM, PLACE, NEIGHBOURHOOD, PRACTICE, PROVIDER or OTHER',
  }),
  /** The code when left out, or when the cells are empty. */
  name: Template.optional(),
  /** A day, or `FIRST_PERIOD`: the first period that the file has for it. */
  openedOn: z.union([z.literal('FIRST_PERIOD'), IsoDate], {
    error: 'Give a day, such as 2016-04-01, or FIRST_PERIOD: the first period that the file has for it',
  }),
  note: Template.optional(),
  get parent(): z.ZodOptional<z.ZodType<LocalitySource>> {
    return LocalitySource.optional()
  },
})

/** Which locality a row is about, and what to register when there is none yet. */
export interface LocalitySource {
  /** Never guessed from the shape of the codes. */
  readonly scheme: string
  readonly code: Source
  readonly register?:
    | (Omit<z.infer<typeof Registration>, 'parent'> & {
        readonly parent?: LocalitySource | undefined
      })
    | undefined
}

export const LocalitySource: z.ZodType<LocalitySource> = z.strictObject({
  scheme: CodeScheme,
  code: Source,
  register: Registration.optional(),
})

const RowCondition = z.strictObject({
  column: Column,
  equals: z.array(z.string()).min(1, { error: 'Give at least one cell value' }),
})
export type RowCondition = z.infer<typeof RowCondition>

const MetricSource = z.strictObject({
  code: MetricCode,
  /** Needed when no metric has this code yet; as `defineMetric` takes it. */
  definition: DefinitionInput.optional(),
  validFrom: IsoDate.optional(),
  /** Only rows that fulfil all of this have a reading of the metric. */
  rows: z.array(RowCondition).optional(),
  value: Source.optional(),
  numerator: Source.optional(),
  denominator: Source.optional(),
  narrative: Source.optional(),
  /** What the cells below the periods of a wide file are. */
  cell: z
    .enum(['value', 'numerator', 'denominator', 'narrative'], {
      error: 'Choose what the cells are: value, numerator, denominator or narrative',
    })
    .optional(),
  category: z
    .union(
      [
        Column,
        z.strictObject({ constant: z.string() }),
        z.strictObject({ column: Column, values: z.record(z.string(), z.string()) }),
      ],
      { error: 'Name a column, give {"constant": …}, or {"column": …, "values": {"cell": "category"}}' },
    )
    .optional(),
  /** Which release of the denominator's source was used. */
  denominatorVintage: Source.optional(),
  sampleSize: Source.optional(),
  source: Source.optional(),
  collectedOn: Source.optional(),
  grade: Source.optional(),
  /** A row whose denominator is 0 declares the period missing for this reason; without it, the row is refused. */
  zeroDenominator: Reason.optional(),
})
export type MetricSource = z.infer<typeof MetricSource>

const delimiters = { auto: null, comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const
export const Delimiter = z
  .enum(['auto', 'comma', 'semicolon', 'tab', 'pipe', ',', ';', '\t', '|'], {
    error: 'Choose the delimiter: auto, comma, semicolon, tab or pipe',
  })
  .transform((name) => (name in delimiters ? delimiters[name as keyof typeof delimiters] : name))

const readingOfDates = {
  /** How dates made of numbers are to be read; a date that names its month is never in doubt. */
  dates: z
    .enum(['DAY_FIRST', 'MONTH_FIRST'], { error: 'Choose DAY_FIRST or MONTH_FIRST' })
    .default('DAY_FIRST'),
  /** Which day of its period a date names. */
  day: z.enum(['FIRST', 'LAST', 'ANY'], { error: 'Choose FIRST, LAST or ANY' }).default('FIRST'),
}

const common = {
  $schema: z.string().optional(),
  description: z.string().optional(),
  delimiter: Delimiter.prefault('auto'),
  encoding: z
    .enum(['auto', 'utf-8', 'windows-1252'], { error: 'Choose auto, utf-8 or windows-1252' })
    .default('auto'),
  /** The line on which the names of the columns stand; what is above it is left out. */
  headerLine: z
    .number({ error: 'Give the line as a whole number' })
    .int({ error: 'Give the line as a whole number' })
    .min(1, { error: 'Lines count from 1' })
    .default(1),
  decimal: z.enum(['.', ','], { error: 'Choose "." or ","' }).default('.'),
  locality: LocalitySource,
  /** Cells without a value: null leaves the reading out, a reason declares the period missing. */
  noValue: z.record(z.string(), Reason.nullable()).default({}),
  /** Rows that are not to be imported, such as totals. */
  leaveOut: z.array(RowCondition).default([]),
  metrics: z.array(MetricSource).min(1, { error: 'Give at least one metric' }),
}

const LongMapping = z.strictObject({
  ...common,
  format: z.literal('long'),
  period: z.strictObject({ column: Column, ...readingOfDates }),
})

const WideMapping = z.strictObject({
  ...common,
  format: z.literal('wide'),
  period: z.strictObject({
    /** The columns that are periods: named, by a pattern of their names, or all that the mapping does not name. */
    columns: z
      .union([z.literal('OTHERS'), z.array(Column).min(1), z.strictObject({ matching: z.string() })], {
        error: 'Give OTHERS, a list of columns, or {"matching": "a regular expression"}',
      })
      .default('OTHERS'),
    /** Columns to pass over. */
    ignore: z.array(Column).default([]),
    ...readingOfDates,
  }),
})

/** What makes up a reading; each metric must be given one of these whole. */
const hasFigures = (
  { value, narrative, numerator, denominator, cell }: MetricSource,
  wide: boolean,
): boolean => {
  const below = wide ? (cell ?? 'value') : null
  const has = (field: string, source: Source | undefined) => source !== undefined || field === below
  return (
    has('value', value) ||
    has('narrative', narrative) ||
    (has('numerator', numerator) && has('denominator', denominator))
  )
}

const checkMetrics = (mapping: z.infer<typeof Formats>, context: z.RefinementCtx): void => {
  const wide = mapping.format === 'wide'
  const codes = mapping.metrics.map(({ code }) => code)
  for (const [index, metric] of mapping.metrics.entries()) {
    if (!hasFigures(metric, wide)) {
      const message = wide
        ? 'The cells are only a part of a ratio: give the column of the other part, too'
        : 'Say where its figures stand: value, numerator and denominator, or narrative'
      context.addIssue({ code: 'custom', message, path: ['metrics', index] })
    }
    if (!wide && metric.cell !== undefined) {
      const message = 'Only a wide file has cells below periods; leave it out, and name columns'
      context.addIssue({ code: 'custom', message, path: ['metrics', index, 'cell'] })
    }
    if (codes.indexOf(metric.code) < index && metric.rows === undefined) {
      const message = `The metric ${metric.code} is there twice; say by rows which rows each is for`
      context.addIssue({ code: 'custom', message, path: ['metrics', index, 'code'] })
    }
  }
}

const Formats = z.discriminatedUnion('format', [LongMapping, WideMapping], {
  error: 'Choose the format: long (a row for each period) or wide (a column for each period)',
})

/**
 * How a file of readings is to be understood. `long`: a row for each period, with figures in named columns. `wide`:
 * periods as column headers, with figures below them.
 */
export const Mapping = Formats.superRefine(checkMetrics)
export type Mapping = z.infer<typeof Mapping>

/** The mapping as a JSON Schema, for editors. */
export const mappingSchema = (): string => {
  const schema = z.toJSONSchema(Mapping, { io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ title: 'Waymark import mapping', ...schema }, null, 2)}\n`
}
