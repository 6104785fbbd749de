/** Longest text that is searched for; more cannot be a name. */
const longestSearch = 200

/** Rows whose lower-case column contains the text, which is taken literally. */
export const containing = (text: string): { contains: string } => ({
  contains: text.trim().toLowerCase().slice(0, longestSearch),
})
