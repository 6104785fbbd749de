/**
 * Normal values, independent of one another, the same for the same seed: mulberry32 turned by Box and Muller (1958).
 *
 * @returns gives the next value, with mean 0 and standard deviation 1
 */
export const seededNoise = (seed: number): (() => number) => {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}
