/** Longer than any name: more of a text is not needed to know that no name contains it. */
const longestSearch = 1_000

/** What LIKE takes for more than itself, on one database or another. */
const wildcard = /[%_\\]/

/** A column with text, contained or not: any of several will do. */
type Contains<Column extends string> = { readonly [Name in Column]?: { readonly contains: string } }

/** A filter in Prisma's terms. */
export type TextFilter<Column extends string> =
  { readonly OR: Contains<Column>[] } | { readonly id: { readonly in: string[] } }

/**
 * The rows of which one of the columns, all of them in lower case, contains the text in any case, taken literally.
 *
 * Prisma hands `%` and `_` on to LIKE, which takes them for wildcards. Rows that fit a text with such characters are
 * therefore looked at here; there are few of them, because few names hold one.
 *
 * @param candidates reads the id and the columns of the rows that match a filter
 */
export const containing = async <Column extends string>(
  text: string,
  columns: readonly Column[],
  candidates: (where: {
    OR: Contains<Column>[]
  }) => Promise<readonly ({ readonly id: string } & Readonly<Record<Column, string>>)[]>,
): Promise<TextFilter<Column>> => {
  const sought = text.trim().toLowerCase().slice(0, longestSearch)
  const pattern = sought.split(wildcard).join('_')
  const fits = (column: Column) => ({ [column]: { contains: pattern } }) as Contains<Column>
  const where = { OR: columns.map(fits) }
  if (!wildcard.test(sought)) return where
  const rows = await candidates(where)
  const found = rows.filter((row) => columns.some((column) => row[column].includes(sought)))
  return { id: { in: found.map(({ id }) => id) } }
}
