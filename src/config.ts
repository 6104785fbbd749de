import path from 'node:path'
import { z } from 'zod'

import {
  encodingHint,
  eventStoreAt,
  masked,
  readSideAt,
  readSideBeside,
  type EventStorePlace,
  type ReadSidePlace,
} from './places.js'
import { projectRoot } from './project-root.js'

/** The status with which a process ends that was not started because of its settings. */
export const WRONG_SETTINGS_STATUS = 2

export interface Config {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Absolute. */
  readonly dataFolder: string
  /** Where the log of events is. */
  readonly eventStore: EventStorePlace
  /** Where the tables are from which queries are answered. */
  readonly readSide: ReadSidePlace
  /** Whether figures for Prometheus are offered. */
  readonly metrics: boolean
  /** Whether traces are sent, as the standard variables of OpenTelemetry say. */
  readonly traces: boolean
  /** Lag of the read side in seconds beyond which the server is not ready; 0: none is too long. */
  readonly maxLagSeconds: number
  /** Where others reach this server, without a slash at the end; null: as the request names it. */
  readonly publicUrl: string | null
  readonly logLevel: LogLevel
  /** How long requests in flight may take after the signal to stop, in milliseconds. */
  readonly shutdownMs: number
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** A setting as people read about it: in the README, in `waymark help settings`, and when it is wrong. */
export interface Setting {
  readonly name: string
  /** As one would write it; null when there is none. */
  readonly default: string | null
  readonly meaning: string
  /** Completes «Set PORT to …». */
  readonly remedy: string
}

export interface SettingProblem {
  readonly setting: string
  /** As it was set, a password in it left out. */
  readonly value: string
  readonly remedy: string
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] }

export const settings = [
  {
    name: 'HOST',
    default: '127.0.0.1',
    meaning:
      'Address to listen on. The default is reachable from this computer only; 0.0.0.0 listens on every network.',
    remedy: 'an address of this computer, such as 127.0.0.1, or 0.0.0.0 for every network',
  },
  {
    name: 'PORT',
    default: '4000',
    meaning: 'Port to listen on; 0 takes any that is free and prints it.',
    remedy: 'a whole number from 0 to 65535, such as 4000 (0 takes any free port)',
  },
  {
    name: 'WAYMARK_DATA',
    default: './data',
    meaning: 'Folder of the event store and the read side. Made when it does not exist.',
    remedy: 'the path of a folder, such as ./data',
  },
  {
    name: 'WAYMARK_EVENT_STORE',
    default: 'embedded',
    meaning:
      'Where events are recorded: `embedded` (a file in WAYMARK_DATA), or the address of a PostgreSQL database or of a KurrentDB cluster.',
    remedy:
      'embedded, postgresql://user:password@host:5432/database or kurrentdb://user:password@host:2113?tls=true',
  },
  {
    name: 'WAYMARK_READ_SIDE',
    default: null,
    meaning:
      'Where rows for queries are kept: the address of a PostgreSQL database, or `files` (in WAYMARK_DATA). Without it: the database of the events when that is PostgreSQL, else files.',
    remedy: 'postgresql://user:password@host:5432/database, or files',
  },
  {
    name: 'WAYMARK_METRICS',
    default: 'off',
    meaning: '`on` offers figures for Prometheus at `/metrics`.',
    remedy: 'on or off',
  },
  {
    name: 'WAYMARK_MAX_LAG_SECONDS',
    default: '60',
    meaning:
      'How far in seconds the read side may be behind before `/readyz` says that the server is not ready; 0: as far as it likes.',
    remedy: 'a whole number of seconds from 0 to 86400, such as 60',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    default: null,
    meaning:
      'Address of an OpenTelemetry collector (OTLP over HTTP) to which traces are sent; without it there are none. The other `OTEL_` variables hold as its documentation says.',
    remedy: 'an address such as http://127.0.0.1:4318',
  },
  {
    name: 'WAYMARK_PUBLIC_URL',
    default: null,
    meaning:
      'Address under which others reach this server, used in links to pictures. Without it: http, HOST and PORT.',
    remedy: 'an address such as https://waymark.example.org, without query or fragment',
  },
  {
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: `How much is logged: ${logLevels.join(', ')}.`,
    remedy: `one of ${logLevels.join(', ')}`,
  },
  {
    name: 'WAYMARK_SHUTDOWN_SECONDS',
    default: '10',
    meaning: 'How long requests in flight may take to finish after the signal to stop.',
    remedy: 'a number of seconds from 0 to 600, such as 10',
  },
] as const satisfies readonly Setting[]

const isAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, search, hash, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && [search, hash, username, password].every((part) => part === '')
}

const environment = z.object({
  HOST: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535)),
  WAYMARK_DATA: z.string().refine((text) => !text.includes('\0')),
  WAYMARK_EVENT_STORE: z.string().transform(eventStoreAt).pipe(z.custom<EventStorePlace>(Boolean)),
  WAYMARK_READ_SIDE: z.string().transform(readSideAt).pipe(z.custom<ReadSidePlace>(Boolean)).optional(),
  WAYMARK_METRICS: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['on', 'off'])),
  WAYMARK_MAX_LAG_SECONDS: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(86_400)),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  WAYMARK_PUBLIC_URL: z.string().refine(isAddress).optional(),
  LOG_LEVEL: z.string().toLowerCase().pipe(z.enum(logLevels)),
  WAYMARK_SHUTDOWN_SECONDS: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,3})?$/)
    .transform(Number)
    .pipe(z.number().max(600)),
})

/** What was set, else the default. Set to nothing counts as not set, as compose files write it. */
const chosen = (setting: Setting, env: NodeJS.ProcessEnv): string | undefined =>
  env[setting.name]?.trim() || setting.default || undefined

/** The default belongs to Waymark's own folder wherever the command runs; a path that was typed means what it says. */
const folder = (text: string): string => path.resolve(text === './data' ? projectRoot : process.cwd(), text)

const problemOf = (setting: string, text: string, remedy: string): SettingProblem => {
  const hint = /_(STORE|SIDE)$/.test(setting) ? encodingHint(text.trim()) : null
  return { setting, value: masked(text), remedy: hint === null ? remedy : `${remedy}; ${hint}` }
}

/**
 * Reads the settings from the environment, once, at the start.
 *
 * @returns the configuration, or every setting that is wrong with the remedy
 */
export const parseConfig = (env: NodeJS.ProcessEnv): ParsedConfig => {
  const parsed = environment.safeParse(
    Object.fromEntries(settings.map((setting) => [setting.name, chosen(setting, env)])),
  )
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]))
    const problems = settings
      .filter(({ name }) => wrong.has(name))
      .map(({ name, remedy }) => problemOf(name, env[name] ?? '', remedy))
    return { ok: false, problems }
  }
  return { ok: true, config: configOf(parsed.data, isTelemetryDisabled(env)) }
}

/** The standard switch by which OpenTelemetry is off whatever else is set. */
const isTelemetryDisabled = (env: NodeJS.ProcessEnv): boolean =>
  env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER']?.trim() === 'none'

const configOf = (chosen: z.infer<typeof environment>, untraced: boolean): Config => ({
  host: chosen.HOST,
  port: chosen.PORT,
  dataFolder: folder(chosen.WAYMARK_DATA),
  eventStore: chosen.WAYMARK_EVENT_STORE,
  readSide: chosen.WAYMARK_READ_SIDE ?? readSideBeside(chosen.WAYMARK_EVENT_STORE),
  metrics: chosen.WAYMARK_METRICS === 'on',
  traces: chosen.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined && !untraced,
  maxLagSeconds: chosen.WAYMARK_MAX_LAG_SECONDS,
  publicUrl: chosen.WAYMARK_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
  logLevel: chosen.LOG_LEVEL,
  shutdownMs: chosen.WAYMARK_SHUTDOWN_SECONDS * 1_000,
})

/** All that is wrong with the settings, for a person at a terminal. */
export const describeProblems = (problems: readonly SettingProblem[]): string =>
  problems
    .map(({ setting, value, remedy }) => `${setting} is "${value}". Set ${setting} to ${remedy}.`)
    .join('\n')

/** The settings as lines of text with their defaults. */
export const describeSettings = (): string =>
  settings
    .map(({ name, default: standard, meaning }) => `${name} (${standard ?? 'not set'})\n    ${meaning}`)
    .join('\n')

/** The settings as the README shows them. */
export const settingsTable = (): string =>
  [
    '| setting | default | meaning |',
    '| --- | --- | --- |',
    ...settings.map(
      ({ name, default: standard, meaning }) =>
        `| \`${name}\` | ${standard === null ? 'not set' : `\`${standard}\``} | ${meaning} |`,
    ),
  ].join('\n')
