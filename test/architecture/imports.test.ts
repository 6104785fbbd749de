import { readFileSync } from 'node:fs'
import path from 'node:path'

import { importsOf } from './imports-of.js'
import { violationsOf } from './layers.js'
import { projectFolder, sourceFiles } from './source-files.js'

const sources = sourceFiles('src', 'projections', 'bench').filter((file) => file.endsWith('.ts'))

test('every source imports only what its layer may import', () => {
  expect(sources.length).toBeGreaterThan(20)
  expect(
    sources.flatMap((file) => violationsOf(file, readFileSync(path.join(projectFolder, file), 'utf8'))),
  ).toEqual([])
})

describe('what the rules find', () => {
  test.each([
    ['src/domain/cycle/cycle.ts', "import { readFileSync } from 'node:fs'", 'node:'],
    [
      'src/domain/cycle/cycle.ts',
      "import { append } from '../../eventsourcing/event-store.js'",
      'src/eventsourcing/event-store',
    ],
    ['src/charts/median.ts', "import { z } from 'zod'", 'zod'],
    [
      'src/api/cycle/plan-cycle.ts',
      "import { open } from '../../adapters/event-store/sqlite.js'",
      'src/adapters/event-store/sqlite',
    ],
    [
      'src/api/cycle/plan-cycle.ts',
      "import { run } from '../../eventsourcing/command-handler.js'",
      'src/eventsourcing/command-handler',
    ],
    [
      'src/api/cycle/plan-cycle.ts',
      "import { cycles } from '../../../projections/cycles.js'",
      'projections/cycles',
    ],
    [
      'projections/cycles.ts',
      "import { planCycle } from '../src/domain/cycle/cycle.js'",
      'src/domain/cycle/cycle',
    ],
    ['src/rendering/draw.ts', "import { median } from '../charts/median.js'", 'src/charts/median'],
    ['src/http/server.ts', "export * from '../api/schema.js'", 'src/api/schema'],
    ['src/http/server.ts', "const load = () => import('../app.js')", 'src/app'],
    ['src/http/server.ts', "const app = require('../app.js')", 'src/app'],
    ['src/charts/median.ts', "type A = import('../api/schema.js').A", 'types of src/api/schema'],
  ])('%s: %s is told with file, import and rule', (file, source, target) => {
    const violations = violationsOf(file, source)
    expect(violations.length).toBeGreaterThan(0)
    expect(violations[0]).toContain(`${file} imports ${target}:`)
    expect(violations.join('\n')).toMatch(/may( import|$)/m)
  })

  test.each([
    [
      'src/domain/cycle/cycle.ts',
      "import { accept } from '../../eventsourcing/decider.js'\nimport { z } from 'zod'",
    ],
    ['src/api/cycle/plan-cycle.ts', "import { type Position } from '../../eventsourcing/event-store.js'"],
    ['projections/cycles.ts', "import type { CycleEvent } from '../src/domain/cycle/events.js'"],
    ['src/main.ts', "import { startApp } from './app.js'"],
  ])('%s: %s is allowed', (file, source) => {
    expect(violationsOf(file, source)).toEqual([])
  })

  test('a file of no layer is told where to add it', () => {
    expect(violationsOf('src/misc/odds.ts', '')).toEqual([expect.stringContaining('belongs to no layer')])
  })

  test('words in comments and in text are no imports', () => {
    expect(importsOf('src/a.ts', "// import 'x'\nconst text = \"import 'y'\"")).toEqual([])
  })
})
