import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** From a cached answer to a request that somebody notices, in seconds. */
const durations = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256]
const rows = ['projection', 'generation'] as const

/** Every figure that is counted as things happen. Labels have few values: never names or ids that callers choose. */
export const createInstruments = (registry: Registry) => {
  const registers = [registry]
  return {
    commands: new Counter({
      name: 'waymark_commands_total',
      help: 'Commands by mutation and outcome: accepted, refused (code says why), replayed or failed.',
      labelNames: ['mutation', 'outcome', 'code'],
      registers,
    }),
    commandDuration: new Histogram({
      name: 'waymark_command_duration_seconds',
      help: 'From a command that was asked to its answer, its append included, the wait for rows not.',
      labelNames: ['mutation'],
      buckets: durations,
      registers,
    }),
    appendDuration: new Histogram({
      name: 'waymark_append_duration_seconds',
      help: 'Durable append of one command, the wait for its group included.',
      buckets: durations,
      registers,
    }),
    appends: new Counter({
      name: 'waymark_appends_total',
      help: 'Appends by outcome: appended, replayed, command-reused, conflict or failed.',
      labelNames: ['outcome'],
      registers,
    }),
    appendGroup: new Histogram({
      name: 'waymark_append_group_size',
      help: 'Appends that were answered together, as those of one group commit are.',
      buckets: sizes,
      registers,
    }),
    processed: new Counter({
      name: 'waymark_projection_processed_events_total',
      help: 'Events that the rows took in since this process started.',
      labelNames: rows,
      registers,
    }),
    batch: new Histogram({
      name: 'waymark_projection_batch_duration_seconds',
      help: 'One transaction of rows.',
      labelNames: rows,
      buckets: durations,
      registers,
    }),
    operations: new Counter({
      name: 'waymark_graphql_operations_total',
      help: 'GraphQL operations by type (query, mutation or unknown) and outcome: ok, error or invalid.',
      labelNames: ['type', 'outcome'],
      registers,
    }),
    operationDuration: new Histogram({
      name: 'waymark_graphql_operation_duration_seconds',
      help: 'GraphQL operations from the document to the answer.',
      labelNames: ['type'],
      buckets: durations,
      registers,
    }),
    requests: new Counter({
      name: 'waymark_http_requests_total',
      help: 'HTTP requests by method, route and status.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    requestDuration: new Histogram({
      name: 'waymark_http_request_duration_seconds',
      help: 'HTTP requests from the first byte to the answer.',
      labelNames: ['method', 'route'],
      buckets: durations,
      registers,
    }),
    pictures: new Counter({
      name: 'waymark_pictures_total',
      help: 'Pictures by format and outcome: drawn (kept ones included), or why not.',
      labelNames: ['format', 'outcome'],
      registers,
    }),
    pictureDuration: new Histogram({
      name: 'waymark_picture_duration_seconds',
      help: 'From a picture that was asked for to the picture, the wait for a thread included.',
      labelNames: ['format'],
      buckets: durations,
      registers,
    }),
    build: new Gauge({
      name: 'waymark_build_info',
      help: 'Always 1; the labels say which release runs on which Node.',
      labelNames: ['version', 'node'],
      registers,
    }),
  }
}

export type Instruments = ReturnType<typeof createInstruments>
