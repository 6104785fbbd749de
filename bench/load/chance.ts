/** Numbers from 0 up to 1 that follow from a seed and from what they are asked for, in whatever order that is. */
export interface Chance {
  /** @param of whole numbers and words that name what is drawn, such as series, month and `correction` */
  at(...of: readonly (number | string)[]): number
  /** Bell-shaped, with average 0 and standard deviation 1 (Box and Muller 1958). */
  normal(...of: readonly (number | string)[]): number
}

const mixed = (hash: number, number: number): number => {
  const one = Math.imul(hash ^ number, 0x9e3779b1)
  const two = Math.imul(one ^ (one >>> 15), 0x85ebca6b)
  return (two ^ (two >>> 13)) >>> 0
}

const mixedWith = (hash: number, part: number | string): number => {
  if (typeof part === 'number') return mixed(hash, part)
  let next = hash
  for (let index = 0; index < part.length; index += 1) next = mixed(next, part.charCodeAt(index))
  return next
}

/** Nothing is remembered, so that a region of any size takes no more memory than what is open in it. */
export const chanceOf = (seed: number): Chance => {
  const at: Chance['at'] = (...of) => {
    let hash = mixed(0x2545f491, seed)
    for (const part of of) hash = mixedWith(hash, part)
    return mixed(hash, 0x27d4eb2f) / 4_294_967_296
  }
  const normal: Chance['normal'] = (...of) =>
    Math.sqrt(-2 * Math.log(1 - at(...of, 'radius'))) * Math.cos(2 * Math.PI * at(...of, 'angle'))
  return { at, normal }
}
