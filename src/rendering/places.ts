/** Lets so many in at once, the others in the order in which they came, so that time to draw excludes waiting. */
export const places = (free: number) => {
  const waiting: (() => void)[] = []
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  const enter = async (): Promise<() => void> => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    return leave
  }
  return { enter }
}
