import { z } from 'zod'

import type { CommandEnvelope, UnitOfWork, WorkResult } from '../../src/eventsourcing/command.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import { accept, type Decider, type Decision, refuse } from '../../src/eventsourcing/decider.js'

/** The smallest aggregate that can refuse, find nothing new and change by steps: for tests of the machinery. */
export type CounterEvent =
  | { readonly type: 'Added'; readonly data: { readonly by: number } }
  | { readonly type: 'Renamed'; readonly data: { readonly by: number; readonly name: string } }

interface Counter {
  readonly total: number
  readonly name: string
}

export const counter: Decider<Counter, CounterEvent> = {
  category: 'counter',
  initial: { total: 0, name: '' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'Added':
        return { ...state, total: state.total + event.data.by }
      case 'Renamed':
        return { ...state, name: event.data.name }
    }
  },
}

export const codec = createCodec({
  Added: { category: 'counter', schema: 1, shape: z.object({ by: z.number() }), upcasters: [] },
  Renamed: {
    category: 'counter',
    schema: 1,
    shape: z.object({ by: z.number(), name: z.string() }),
    upcasters: [],
  },
})

type Work = (unit: UnitOfWork) => Promise<WorkResult<string, 'BELOW_ZERO'>>

const concluded = (
  decision: Decision<CounterEvent, 'BELOW_ZERO'>,
  id: string,
): WorkResult<string, 'BELOW_ZERO'> => (decision.kind === 'refused' ? decision : { kind: 'done', result: id })

export const add =
  (id: string, by: number, expectedRevision?: bigint): Work =>
  async (unit) => {
    const decide = ({ total }: Counter): Decision<CounterEvent, 'BELOW_ZERO'> =>
      total + by < 0 ? refuse('BELOW_ZERO', 'Take away less', 'by') : accept({ type: 'Added', data: { by } })
    return concluded(await unit.decide(counter, id, decide, expectedRevision), id)
  }

export const rename =
  (id: string, name: string): Work =>
  async (unit) => {
    const decide = (state: Counter): Decision<CounterEvent, 'BELOW_ZERO'> =>
      state.name === name ? accept() : accept({ type: 'Renamed', data: { by: 0, name } })
    return concluded(await unit.decide(counter, id, decide), id)
  }

export const envelope = (commandId: string, rest: Partial<CommandEnvelope> = {}): CommandEnvelope => ({
  commandId,
  repeatable: true,
  name: 'add',
  request: null,
  actor: 'Ann',
  correlationId: 'r-1',
  ...rest,
})
