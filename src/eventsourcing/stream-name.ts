/** Streams are named `<category>-<id>`; the category is what stands before the first hyphen. */
export const streamOf = (category: string, id: string): string => `${category}-${id}`

/** The category of a stream; the whole name when it has no hyphen. */
export const categoryOf = (stream: string): string => {
  const hyphen = stream.indexOf('-')
  return hyphen === -1 ? stream : stream.slice(0, hyphen)
}
