import { setTimeout as pause } from 'node:timers/promises'

import { mostPeriods } from '../../src/api/chart/series-points.js'
import { admissions, dayOf, valueOf, wards } from '../app/writers.js'
import { askServer, type Reply } from './asking.js'

/** What clients wrote and read while faults happened. */
export interface Load {
  /** Readings of each ward that were acknowledged: its readings 0 to this − 1. */
  readonly acknowledged: () => readonly number[]
  /** Sum of them. */
  readonly total: () => number
  /** Answers that told a client to send the request again. */
  readonly refused: () => number
  /** Codes of those answers, each once. */
  readonly codes: () => readonly string[]
  /** Queries that were answered. */
  readonly read: () => number
  /** Answers that no client may get, in words. */
  readonly wrong: () => readonly string[]
  /** Longest that a request took, in milliseconds. */
  readonly longest: () => number
  /** Resolves when so many more readings were acknowledged. */
  readonly more: (count: number) => Promise<void>
  /** Resolves when so many more requests were refused, or found nobody. */
  readonly moreRefused: (count: number) => Promise<void>
  /** Resolves when so many more readings were acknowledged that could not be read yet. */
  readonly moreStale: (count: number) => Promise<void>
  /** Resolves when so many more queries were answered. */
  readonly moreRead: (count: number) => Promise<void>
  /** Lets each ward go on until the reading in hand is acknowledged. */
  readonly stop: () => Promise<void>
}

export interface LoadOptions {
  /** Where the ward sends its next request: a server may have moved. */
  readonly address: (ward: number) => string
  /** Where its chart is read, when that is elsewhere. */
  readonly readAddress?: (ward: number) => string
  /** Whether requests may find nobody, because the server itself is killed. */
  readonly serverDies: boolean
  /** Whether queries ask for what was just acknowledged; else for what there is. */
  readonly readsItsWrites: boolean
}

/** Pause of a client before it asks again, in milliseconds. */
const BACK_OFF = 25

const recordDocument = `mutation ($input: RecordReadingInput!) {
  payload: recordReading(input: $input) { reading { value } userErrors { code message } position stale }
}`

const chartDocument = `query ($m: ID!, $l: ID!, $p: Position) {
  runChart(metricId: $m, localityId: $l, minPosition: $p) { points { value } }
}`

type Recorded =
  | { readonly userErrors: readonly unknown[]; readonly position: string; readonly stale: boolean }
  | null
  | undefined
type Chart = { readonly points: readonly { readonly value: number | null }[] } | null | undefined

/** Counts, and wakes those who wait for a count. */
const counter = (failed: Promise<never>) => {
  let count = 0
  const waiting = new Set<{ readonly at: number; readonly wake: () => void }>()
  return {
    count: () => count,
    add: () => {
      count += 1
      for (const one of waiting) {
        if (one.at > count) continue
        waiting.delete(one)
        one.wake()
      }
    },
    more: (by: number) => {
      const reached = new Promise<void>((wake) => waiting.add({ at: count + by, wake }))
      return Promise.race([reached, failed])
    },
  }
}

const underway = new Map<Load, () => Promise<void>>()

/** Ends the clients that a failed test has left. */
export const endLoads = async (): Promise<void> => {
  await Promise.all([...underway.values()].map((end) => end()))
  underway.clear()
}

/** Answers that no client may get. The first ends all waiting, so that a test fails with it and not by time. */
const wrongAnswers = () => {
  const wrong: string[] = []
  let fail: (error: Error) => void = () => undefined
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  failed.catch(() => undefined)
  return {
    failed,
    all: () => wrong,
    add: (what: unknown) => {
      wrong.push(typeof what === 'string' ? what : JSON.stringify(what))
      fail(new Error(`A client got a wrong answer: ${wrong[0] ?? ''}`))
    },
  }
}

/**
 * Lets all wards write, each one reading after the other, and a reader read, until stopped. A reading that was not
 * acknowledged is sent again with the same idempotency key until it is.
 */
export const startLoad = (options: LoadOptions): Load => {
  const { address, readAddress = address, serverDies, readsItsWrites } = options
  const done = wards.map(() => ({ acknowledged: 0, position: '0' }))
  const wrong = wrongAnswers()
  const acknowledgements = counter(wrong.failed)
  const refusals = counter(wrong.failed)
  const reads = counter(wrong.failed)
  const stales = counter(wrong.failed)
  const codes = new Set<string>()
  let longest = 0
  let stopping = false
  let abandoned = false
  const isOver = (): boolean => stopping || abandoned || wrong.all().length > 0

  const ask = async (where: string, document: string, variables: object): Promise<Reply> => {
    const asked = performance.now()
    const reply = await askServer(where, document, variables)
    longest = Math.max(longest, performance.now() - asked)
    const isWrong = reply.kind === 'wrong' || reply.kind === 'hung' || (reply.kind === 'gone' && !serverDies)
    if (isWrong) wrong.add({ ...reply, where, variables })
    if (reply.kind === 'retryable') codes.add(reply.code)
    if (reply.kind !== 'answered') refusals.add()
    return reply
  }

  /** @returns the position, once the server says that the reading is recorded */
  const recordOnce = async (ward: number, n: number): Promise<string | null> => {
    const names = {
      metricId: admissions,
      localityId: wards[ward],
      idempotencyKey: `ward ${ward}, reading ${n}`,
    }
    const input = { ...names, period: dayOf(n), value: valueOf(ward, n) }
    const reply = await ask(address(ward), recordDocument, { input })
    if (reply.kind !== 'answered') return null
    const payload = reply.data['payload'] as Recorded
    if (payload?.userErrors.length === 0) {
      if (payload.stale) stales.add()
      return payload.position
    }
    wrong.add(reply)
    return null
  }

  const write = async (ward: number): Promise<void> => {
    for (let n = 0; !isOver(); n += 1) {
      let position = await recordOnce(ward, n)
      while (position === null && !abandoned && wrong.all().length === 0) {
        await pause(BACK_OFF)
        position = await recordOnce(ward, n)
      }
      if (position === null) return
      done[ward] = { acknowledged: n + 1, position }
      acknowledgements.add()
    }
  }

  const readOnce = async (ward: number): Promise<boolean> => {
    const known = done[ward]
    const variables = { m: admissions, l: wards[ward], p: readsItsWrites ? known?.position : null }
    const reply = await ask(readAddress(ward), chartDocument, variables)
    if (reply.kind !== 'answered') return false
    const values = (reply.data['runChart'] as Chart)?.points.map(({ value }) => value) ?? []
    // A chart shows the latest periods, and all of them as long as there are fewer.
    const first = values.length < mostPeriods ? 0 : (values[0] ?? 0) - valueOf(ward, 0)
    const isGap = values.some((value, index) => value !== valueOf(ward, first + index))
    if (first < 0 || isGap) wrong.add({ ward, values })
    if (readsItsWrites && first + values.length < (known?.acknowledged ?? 0))
      wrong.add({ ward, known, reply })
    reads.add()
    return true
  }

  const read = async (): Promise<void> => {
    for (let ward = 0; !isOver(); ward = (ward + 1) % wards.length)
      if (!(await readOnce(ward))) await pause(BACK_OFF)
  }

  const working = Promise.all([...wards.map((_, ward) => write(ward)), read()])
  const load: Load = {
    acknowledged: () => done.map(({ acknowledged }) => acknowledged),
    total: acknowledgements.count,
    refused: refusals.count,
    codes: () => [...codes],
    read: reads.count,
    wrong: wrong.all,
    longest: () => longest,
    more: acknowledgements.more,
    moreRefused: refusals.more,
    moreStale: stales.more,
    moreRead: reads.more,
    stop: async () => {
      stopping = true
      await working
      underway.delete(load)
    },
  }
  underway.set(load, async () => {
    abandoned = true
    await working
  })
  return load
}
