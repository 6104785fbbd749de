import { setImmediate as turn } from 'node:timers/promises'

import {
  createGroupCommit,
  type Flush,
  type GroupCommit,
} from '../../../src/adapters/event-store/group-commit.js'

/** A flush that takes as long as it is told, and notes how each group was flushed. */
const flushTaking = (isBusyElsewhere = () => false) => {
  const how: string[] = []
  const flush = { duration: 0, now: 0 }
  const done = (items: readonly string[]) => {
    flush.now += flush.duration
    return items.map((item) => ({ result: item.toUpperCase() }))
  }
  const flushes: Flush<string, string> = {
    now: (items) => {
      how.push(`now ${items.join('')}`)
      return done(items)
    },
    later: (items) => {
      how.push(`later ${items.join('')}`)
      return Promise.resolve().then(() => done(items))
    },
    isBusyElsewhere,
  }
  return { flush, how, group: createGroupCommit(flushes, () => flush.now) }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz'
const lettersTo = (last: string): string[] => alphabet.slice(0, alphabet.indexOf(last) + 1).split(/(?=.)/)

const submitOneByOne = async (
  group: GroupCommit<string, string>,
  items: readonly string[],
): Promise<void> => {
  for (const item of items) expect(await group.submit(item)).toBe(item.toUpperCase())
}

test('what is submitted together is flushed together, and many go in two groups', async () => {
  const { group, how } = flushTaking()
  expect(await Promise.all(lettersTo('c').map((item) => group.submit(item)))).toEqual(['A', 'B', 'C'])
  await Promise.all(lettersTo('h').map((item) => group.submit(item)))
  expect(how).toEqual(['now abc', 'later abcd', 'now efgh'])
})

test('a group is handed over while another is on its way, and a third when one of them has ended', async () => {
  const how: string[] = []
  const ends: (() => void)[] = []
  const group = createGroupCommit<string, string>({
    now: (items) => items.map((item) => ({ result: item })),
    later: (items) => {
      how.push(items.join(''))
      return new Promise((resolve) => ends.push(() => resolve(items.map((item) => ({ result: item })))))
    },
  })
  const submit = async (...items: readonly string[]): Promise<void> => {
    for (const item of items) void group.submit(item)
    await turn()
  }
  await submit(...lettersTo('j'))
  expect(how).toEqual(['abcde', 'fghij'])
  await submit(...lettersTo('e'))
  expect(how).toHaveLength(2)
  ends[0]?.()
  await turn()
  expect(how).toEqual(['abcde', 'fghij', 'abcde'])
  // So few wait until nothing is on its way.
  await submit(...lettersTo('d'))
  ends[1]?.()
  await turn()
  expect(how).toHaveLength(3)
  ends[2]?.()
  await group.drain()
})

test('no group has more than two hundred, however many come at once', async () => {
  const { group, how } = flushTaking()
  const items = Array.from({ length: 1_000 }, () => 'x')
  expect(await Promise.all(items.map((item) => group.submit(item)))).toHaveLength(1_000)
  expect(how.map((flushed) => flushed.replace('later ', '').length)).toEqual([200, 200, 200, 200, 200])
})

test('a lone item goes to the other thread when that is at work, for it would have to wait for it here', async () => {
  const busy = { elsewhere: true }
  const { group, how } = flushTaking(() => busy.elsewhere)
  await group.submit('a')
  busy.elsewhere = false
  await group.submit('b')
  expect(how).toEqual(['later a', 'now b'])
})

test('a lone item that waited for what the other thread did says nothing of the disk', async () => {
  const busy = { elsewhere: true }
  const { group, how, flush } = flushTaking(() => busy.elsewhere)
  flush.duration = 13
  await group.submit('a')
  busy.elsewhere = false
  flush.duration = 0.2
  await submitOneByOne(group, lettersTo('c'))
  expect(how).toEqual(['later a', 'now a', 'now b', 'now c'])
})

test('on a quick disk a lone item is flushed at once', async () => {
  const { group, how, flush } = flushTaking()
  flush.duration = 0.3
  await submitOneByOne(group, lettersTo('h'))
  expect(how.every((flushed) => flushed.startsWith('now'))).toBe(true)
})

test('on a slow disk a lone item goes to the other thread, and comes back when the disk is quick again', async () => {
  const { group, how, flush } = flushTaking()
  flush.duration = 4
  await submitOneByOne(group, lettersTo('d'))
  expect(how).toEqual(['now a', 'now b', 'later c', 'later d'])
  flush.duration = 0.2
  await submitOneByOne(group, lettersTo('t'))
  expect(how.at(-1)).toBe('now t')
})

test('a flush that fails tells each of its group, and the next goes on', async () => {
  let failing = true
  const group = createGroupCommit<string, string>({
    now: (items) => {
      if (failing) throw new Error('disk full')
      return items.map((item) => ({ result: item }))
    },
    later: () => Promise.reject(new Error('not asked for')),
  })
  const outcomes = await Promise.allSettled([group.submit('a'), group.submit('b')])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  failing = false
  expect(await group.submit('c')).toBe('c')
})
