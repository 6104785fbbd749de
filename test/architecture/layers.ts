import { importsOf, type Import } from './imports-of.js'

/** Who may import whom. A layer may always import itself; what is not listed is forbidden. */
export interface Layer {
  /** A folder with a slash at its end, or a file without extension. */
  readonly from: string
  /** Folders, or files without extension. */
  readonly mayImport: readonly string[]
  /** As types only: nothing of them runs there. */
  readonly mayImportTypes?: readonly string[]
  /** `node:` is everything that Node itself brings. */
  readonly packages: readonly string[]
}

const prismaClient = 'prisma/client/'
const settings = ['src/config', 'src/log', 'src/project-root']

/** The first that matches a file holds for it. */
export const layers: readonly Layer[] = [
  {
    from: 'src/domain/',
    mayImport: ['src/eventsourcing/decider', 'src/eventsourcing/name-based-id'],
    packages: ['zod'],
  },
  { from: 'src/charts/', mayImport: [], packages: [] },
  {
    // The words of a chart are the charts' own: a picture says what the sentence beside it says.
    from: 'src/rendering/',
    mayImport: ['src/project-root', 'src/charts/english-*', 'src/charts/describe-*'],
    mayImportTypes: ['src/charts/'],
    packages: ['node:', 'vega', 'vega-lite', '@resvg/resvg-js', 'piscina', 'lru-cache'],
  },
  { from: 'src/access/', mayImport: ['src/domain/'], packages: [] },
  { from: 'src/eventsourcing/', mayImport: [], packages: ['node:', 'lru-cache', 'uuid'] },
  { from: 'src/application/', mayImport: ['src/domain/', 'src/eventsourcing/'], packages: ['uuid'] },
  {
    from: 'projections/',
    mayImport: ['src/domain/*/events', 'src/domain/*/vocabulary', 'src/domain/ids', 'src/domain/values'],
    mayImportTypes: ['src/eventsourcing/', prismaClient],
    packages: [],
  },
  {
    from: 'src/adapters/',
    mayImport: ['src/eventsourcing/', prismaClient],
    packages: [
      'node:',
      'libsql',
      'pg',
      '@kurrent/kurrentdb-client',
      '@prisma/adapter-libsql',
      '@prisma/adapter-pg',
      'zod',
      'lru-cache',
    ],
  },
  {
    from: 'src/api/',
    mayImport: ['src/domain/', 'src/application/', 'src/charts/', 'src/rendering/', 'src/access/'],
    mayImportTypes: ['src/eventsourcing/', prismaClient],
    packages: [
      'node:',
      'dataloader',
      'graphql',
      'graphql-scalars',
      'reflect-metadata',
      'type-graphql',
      'uuid',
      'zod',
    ],
  },
  {
    from: 'src/http/',
    mayImport: [...settings, 'src/rendering/'],
    packages: [
      'node:',
      '@apollo/server',
      '@as-integrations/fastify',
      '@escape.tech/graphql-armor',
      'fastify',
      'graphql',
      'graphql-jit',
      'graphql-query-complexity',
      'lru-cache',
      'zod',
    ],
  },
  {
    // Only what is switched on is loaded: the packages of figures and of traces are named nowhere else.
    from: 'src/telemetry/',
    mayImport: ['src/eventsourcing/observer', 'src/rendering/renderer', 'src/log', 'src/project-root'],
    mayImportTypes: ['src/eventsourcing/', 'src/api/', 'src/http/health', 'src/rendering/', prismaClient],
    packages: [
      'node:',
      '@apollo/server',
      '@opentelemetry/api',
      '@opentelemetry/exporter-trace-otlp-http',
      '@opentelemetry/resources',
      '@opentelemetry/sdk-trace-base',
      '@opentelemetry/sdk-trace-node',
      'fastify',
      'prom-client',
    ],
  },
  { from: 'src/overview/', mayImport: ['src/api/', 'src/http/'], packages: ['fastify', 'graphql', 'zod'] },
  { from: 'src/client/', mayImport: ['src/project-root'], packages: ['node:', 'zod'] },
  { from: 'src/demonstration/', mayImport: ['src/client/', 'src/domain/'], packages: ['uuid'] },
  {
    from: 'src/cli/',
    mayImport: [
      'src/app',
      'src/operations',
      'src/moving',
      'src/places',
      ...settings,
      'src/start-failure',
      'src/client/',
      'src/domain/',
      'src/charts/',
      'src/rendering/',
      'src/access/',
    ],
    mayImportTypes: ['src/eventsourcing/', 'src/api/'],
    packages: ['node:', 'commander', 'csv-parse', 'zod', 'uuid'],
  },
  { from: 'src/config', mayImport: ['src/places', 'src/project-root'], packages: ['node:', 'zod'] },
  { from: 'src/places', mayImport: [], packages: [] },
  { from: 'src/log', mayImport: [], mayImportTypes: ['src/config'], packages: ['node:', 'pino'] },
  { from: 'src/project-root', mayImport: [], packages: ['node:'] },
  { from: 'src/build-order', mayImport: [], packages: ['zod'] },
  {
    from: 'src/build-elsewhere',
    mayImport: ['src/build-order'],
    mayImportTypes: ['src/eventsourcing/'],
    packages: ['node:'],
  },
  { from: 'src/heap', mayImport: [], packages: ['node:'] },
  { from: 'src/start-failure', mayImport: ['src/config'], packages: [] },
  {
    from: 'src/generate',
    mayImport: ['src/api/', 'src/domain/', 'src/project-root'],
    packages: ['node:', 'reflect-metadata'],
  },
]

/** Put everything together, and so may import anything but one another. */
const composers = [
  'src/app',
  'src/stores',
  'src/operations',
  'src/moving',
  'src/main',
  'src/demo',
  'src/read-side-builder',
  'bench/',
]

/** The only ones that import the composition root. */
const importersOfApp = ['src/main', 'src/operations', 'src/demo', 'src/cli/', 'bench/']

const matches = (file: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => {
    const expression = pattern.replaceAll('*', '[^/]+')
    return new RegExp(pattern.endsWith('/') ? `^${expression}` : `^${expression}$`).test(file)
  })

const isAllowed = (layer: Layer, { target, isPackage, isTypeOnly }: Import): boolean => {
  if (isPackage) return layer.packages.includes(target)
  if (matches(target, [layer.from, ...layer.mayImport])) return true
  return isTypeOnly && matches(target, layer.mayImportTypes ?? [])
}

const ruleOf = (layer: Layer): string => {
  const types = (layer.mayImportTypes ?? []).map((target) => `types of ${target}`)
  const allowed = [...layer.mayImport, ...types, ...layer.packages]
  return `${layer.from} may import ${['itself', ...allowed].join(', ')}`
}

/**
 * The imports of a source that its layer does not allow, each as a sentence with file, import and rule.
 *
 * @param file path from the project's folder, with extension
 */
export const violationsOf = (file: string, source: string): readonly string[] => {
  const module = file.replace(/\.ts$/, '')
  const imports = importsOf(file, source)
  const ofApp = imports
    .filter(({ target }) => target === 'src/app' && !matches(module, importersOfApp))
    .map(() => `${file} imports src/app: only ${importersOfApp.join(', ')} and tests may`)
  if (matches(module, composers)) return ofApp
  const layer = layers.find(({ from }) => matches(module, [from]))
  if (layer === undefined)
    return [`${file} belongs to no layer: add it to the table in test/architecture/layers.ts`]
  const forbidden = imports
    .filter((found) => !isAllowed(layer, found))
    .map(
      ({ target, isTypeOnly }) =>
        `${file} imports ${isTypeOnly ? 'types of ' : ''}${target}: ${ruleOf(layer)}`,
    )
  return [...ofApp, ...forbidden]
}
