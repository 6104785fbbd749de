import { createSettling } from '../../../src/adapters/event-store/sqlite-settling.js'

describe('settling', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }))
  afterEach(() => jest.useRealTimers())

  /** A log of so many commands; scripts end when they are told to. */
  const logOf = (commands: number) => {
    const ledger = {
      stored: commands,
      settled: 0,
      get unsettled() {
        return ledger.stored - ledger.settled
      },
      get storedEnd() {
        return { position: ledger.stored, commands: ledger.stored }
      },
      settledUpTo: ({ position }: { readonly position: number }) => {
        ledger.settled = position
      },
    }
    const scripts: { readonly end: () => Promise<void>; readonly fail: () => Promise<void> }[] = []
    const turn = () => new Promise<void>((done) => setImmediate(done))
    const run = (script: string): Promise<void> =>
      script === 'ROLLBACK'
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            scripts.push({
              end: () => (resolve(), turn()),
              fail: () => (reject(new Error('full')), turn()),
            })
          })
    const pages: number[] = []
    const failures: unknown[] = []
    const settling = createSettling(
      ledger,
      { run },
      { wrote: (count) => pages.push(count), report: (failure) => failures.push(failure) },
    )
    const store = (more: number, together = 1): void => {
      ledger.stored += more
      settling.stored(together)
    }
    return { ledger, scripts, pages, failures, settling, store }
  }

  test('begins when eight thousand commands are stored, and knows only what was stored then', async () => {
    const { ledger, scripts, pages, settling, store } = logOf(0)
    store(7_999)
    expect(scripts).toHaveLength(0)
    store(1)
    expect(settling.underway).toBe(true)
    store(9_000)
    expect(scripts).toHaveLength(1)
    await scripts[0]?.end()
    expect([ledger.settled, settling.underway, pages]).toEqual([8_000, false, [240]])
    store(1)
    expect(scripts).toHaveLength(2)
  })

  test('is left until four thousand more are stored while many wait, for all of them would wait for it', () => {
    const { scripts, store } = logOf(0)
    store(8_000, 5)
    store(3_999, 5)
    expect(scripts).toHaveLength(0)
    store(1, 5)
    expect(scripts).toHaveLength(1)
  })

  test('begins with the next commit of a few commands when it was left while many waited', () => {
    const { scripts, store } = logOf(0)
    store(8_000, 5)
    store(4, 4)
    expect(scripts).toHaveLength(1)
  })

  test('begins a second after the first of a few commands', () => {
    const { scripts, store } = logOf(0)
    store(1)
    jest.advanceTimersByTime(600)
    store(1)
    expect(scripts).toHaveLength(0)
    jest.advanceTimersByTime(400)
    expect(scripts).toHaveLength(1)
  })

  test('is tried again when it failed, each time after twice as many commands, and says so', async () => {
    const { ledger, scripts, failures, store } = logOf(0)
    store(8_000)
    await scripts[0]?.fail()
    expect(ledger.settled).toBe(0)
    expect(failures).toEqual([new Error('full')])
    store(15_999)
    expect(scripts).toHaveLength(1)
    store(1)
    await scripts[1]?.fail()
    expect(failures).toHaveLength(2)
    store(31_999)
    expect(scripts).toHaveLength(2)
    store(1)
    await scripts[2]?.end()
    expect(ledger.settled).toBe(56_000)
    store(8_000)
    expect(scripts).toHaveLength(4)
  })

  test('is tried again in quiet times, after twice as long', async () => {
    const { scripts, store } = logOf(0)
    store(1)
    jest.advanceTimersByTime(1_000)
    await scripts[0]?.fail()
    store(1)
    jest.advanceTimersByTime(1_900)
    expect(scripts).toHaveLength(1)
    jest.advanceTimersByTime(100)
    expect(scripts).toHaveLength(2)
  })

  test('begins no more when it was stopped', () => {
    const { scripts, settling, store } = logOf(0)
    store(1)
    settling.stop()
    jest.advanceTimersByTime(5_000)
    store(16_000)
    expect(scripts).toHaveLength(0)
  })
})
