import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { importFile } from '../../../src/cli/import/import-file.js'
import type { ImportReport } from '../../../src/cli/import/import-report.js'
import { parseMapping } from '../../../src/cli/import/read-mapping.js'
import type { GraphqlClient } from '../../../src/client/graphql-client.js'
import { startApi, today, type Api } from '../../support/api.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

/** Imports into an API in this process. */
export interface Importing {
  readonly api: Api
  readonly client: GraphqlClient
  import(
    content: string | Buffer,
    mapping: object,
    how?: { dryRun?: boolean; partial?: boolean },
  ): Promise<ImportReport>
  /** Every reading that stands, as `locality metric category period value`. */
  readings(): Promise<readonly string[]>
  close(): Promise<void>
}

const readingsDocument = `query ($after: String) {
  readings(first: 100, after: $after) {
    nodes { period status value numerator denominator narrative reason id }
    pageInfo { hasNextPage endCursor }
  }
}`

export const startImporting = async (): Promise<Importing> => {
  const api = await startApi()
  const folder = temporaryFolder()
  const client: GraphqlClient = {
    address: 'http://waymark.test',
    request: <Data>(document: string, variables?: object) => api.data<Data>(document, variables ?? {}),
  }
  return {
    api,
    client,
    import: (content, mapping, { dryRun = false, partial = false } = {}) => {
      const file = join(folder.path, 'readings.csv')
      writeFileSync(file, content)
      return importFile({
        file,
        mapping: parseMapping(mapping, 'mapping.json'),
        client,
        today,
        dryRun,
        partial,
        onProgress: () => undefined,
      })
    },
    readings: async () => {
      const { readings } = await api.data<{ readings: { nodes: Record<string, string | number | null>[] } }>(
        readingsDocument,
      )
      return readings.nodes
        .map(({ period, value, numerator, denominator, narrative, reason }) =>
          [period, value, numerator, denominator, narrative, reason]
            .filter((part) => part !== null)
            .join(' '),
        )
        .sort()
    },
    close: async () => {
      await api.close()
      folder.remove()
    },
  }
}

const definition = {
  direction: 'DECREASE',
  cadence: 'MONTH',
  purpose: 'IMPROVEMENT',
  reliability: 'B',
} as const

export const falls = { code: 'falls', definition: { ...definition, name: 'Falls', statistic: 'COUNT' } }

export const breaches = {
  code: 'breaches',
  definition: {
    ...definition,
    name: 'Breaches',
    statistic: 'PERCENTAGE',
    numerator: 'Breaches',
    denominator: 'Attendances',
  },
}

export const locality = {
  scheme: 'ODS',
  code: 'org',
  register: { kind: 'PROVIDER', name: 'Provider {org}', openedOn: '2010-01-01' },
}

/** A long file with columns org, month and falls. */
export const longMapping = {
  format: 'long',
  period: { column: 'month' },
  locality,
  metrics: [{ ...falls, value: 'falls' }],
}
