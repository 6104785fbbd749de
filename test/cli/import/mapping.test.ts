import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { mappingSchema } from '../../../src/cli/import/mapping.js'
import { parseMapping, readMapping } from '../../../src/cli/import/read-mapping.js'
import { projectRoot } from '../../../src/project-root.js'
import { longMapping } from './importing.js'

const faultOf = (mapping: unknown): string => {
  try {
    parseMapping(mapping, 'mapping.json')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'no fault'
}

const withMetric = (change: object) => ({
  ...longMapping,
  metrics: [{ code: 'falls', value: 'falls', ...change }],
})

describe('mappings', () => {
  test('the one for the A&E file is right', () => {
    expect(() => readMapping(join(projectRoot, 'docs/examples/ae-attendances.json'))).not.toThrow()
  })

  test('the JSON Schema that editors use is up to date', () => {
    expect(readFileSync(join(projectRoot, 'schema/import-mapping.json'), 'utf8')).toBe(mappingSchema())
  })

  test.each([
    ['no format', { ...longMapping, format: undefined }, /format: Choose the format: long/],
    ['no scheme', { ...longMapping, locality: { code: 'org' } }, /locality\.scheme: /],
    ['no metrics', { ...longMapping, metrics: [] }, /metrics: Give at least one metric/],
    ['a setting that there is not', { ...longMapping, perod: {} }, /perod: There is no such setting/],
    [
      'a misspelt setting of a metric',
      withMetric({ valu: 'x' }),
      /metrics\.0\.valu: There is no such setting/,
    ],
    [
      'an unknown kind',
      {
        ...longMapping,
        locality: { ...longMapping.locality, register: { kind: 'WARD', openedOn: '2010-01-01' } },
      },
      /locality\.register\.kind: Choose the kind/,
    ],
    ['no figures', withMetric({ value: undefined }), /metrics\.0: Say where its figures stand/],
    [
      'half a ratio',
      withMetric({ value: undefined, numerator: 'x' }),
      /metrics\.0: Say where its figures stand/,
    ],
    ['a cell in a long file', withMetric({ cell: 'value' }), /metrics\.0\.cell: Only a wide file/],
    [
      'one metric twice',
      { ...longMapping, metrics: [...longMapping.metrics, ...longMapping.metrics] },
      /metrics\.1\.code: .* twice/,
    ],
    ['a list for a mapping', [], /the whole file/],
  ])('with %s is refused with the path in the file', (_what, mapping, message) => {
    expect(faultOf(mapping)).toMatch(message)
  })

  test('all that is wrong is told at once', () => {
    expect(faultOf({ ...longMapping, delimiter: 'dot', decimal: ';' }).split('\n')).toHaveLength(3)
  })

  test('a file that is not there, or no JSON, is told', () => {
    expect(() => readMapping('/nowhere.json')).toThrow(/cannot be read/)
    expect(() => readMapping(join(projectRoot, 'LICENSE'))).toThrow(/is not JSON/)
  })
})
