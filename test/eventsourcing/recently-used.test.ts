import { RecentlyUsed } from '../../src/eventsourcing/recently-used.js'

const names = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, index) => `n${from + index}`)

describe('what was used last', () => {
  test('is kept: half of the most, whatever came before', () => {
    const kept = new RecentlyUsed<{ name: string }>(10)
    for (const name of names(0, 100)) kept.set(name, { name })
    expect(names(95, 100).map((name) => kept.get(name))).toEqual(names(95, 100).map((name) => ({ name })))
  })

  test('is never more than the most', () => {
    const kept = new RecentlyUsed<{ name: string }>(10)
    for (const name of names(0, 100)) kept.set(name, { name })
    expect(names(0, 90).map((name) => kept.get(name))).toEqual(names(0, 90).map(() => undefined))
  })

  test('is kept when all of it is used in turn, up to seven eighths of the most', () => {
    const kept = new RecentlyUsed<{ name: string }>(80)
    const all = names(0, 70)
    for (const name of all) kept.set(name, { name })
    for (let round = 0; round < 10; round += 1) {
      expect(all.map((name) => kept.get(name)?.name)).toEqual(all)
    }
  })

  test('is kept when all of it is used in any order, up to seven eighths of the most', () => {
    const kept = new RecentlyUsed<{ name: string }>(80)
    const all = names(0, 70)
    for (const name of all) kept.set(name, { name })
    const asked = Array.from({ length: 700 }, (_, index) => all[(index * index * 7 + index) % 70] ?? '')
    expect(asked.map((name) => kept.get(name)?.name)).toEqual(asked)
    expect(all.map((name) => kept.get(name)?.name)).toEqual(all)
  })

  test('is kept though only a few of it are used for long', () => {
    const kept = new RecentlyUsed<{ name: string }>(80)
    const all = names(0, 70)
    for (const name of all) kept.set(name, { name })
    for (let use = 0; use < 1_000; use += 1) kept.get(all[use % 30] ?? '')
    expect(all.map((name) => kept.get(name)?.name)).toEqual(all)
  })

  test('is not forgotten for a name that is given again and again', () => {
    const kept = new RecentlyUsed<{ name: string }>(8)
    const all = names(0, 7)
    for (const name of all) kept.set(name, { name })
    for (let use = 0; use < 100; use += 1) kept.set(all[use % 3] ?? '', { name: all[use % 3] ?? '' })
    expect(all.map((name) => kept.get(name)?.name)).toEqual(all)
  })

  test('stays as long as it is asked for', () => {
    const kept = new RecentlyUsed<{ name: string }>(4)
    kept.set('asked for', { name: 'asked for' })
    for (const name of names(0, 100)) {
      kept.set(name, { name })
      expect(kept.get('asked for')).toEqual({ name: 'asked for' })
    }
  })

  test('is the newest value of a name', () => {
    const kept = new RecentlyUsed<{ version: number }>(4)
    kept.set('a', { version: 1 })
    for (const name of names(0, 2)) kept.set(name, { version: 0 })
    kept.set('a', { version: 2 })
    expect(kept.get('a')).toEqual({ version: 2 })
    kept.clear()
    expect(kept.get('a')).toBeUndefined()
  })
})
