import { Field, Int, ObjectType, type ClassType } from 'type-graphql'

import { fits, toCursor, type CursorColumn, type CursorKeys } from './cursor.js'
import { pageOf, type PageArgs } from './page.js'

@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more after this page.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'There is more before this page.' })
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true, description: 'Cursor of the first item.' })
  startCursor!: string | null

  @Field(() => String, { nullable: true, description: 'Cursor of the last item.' })
  endCursor!: string | null
}

export interface Edge<Item> {
  readonly cursor: string
  readonly node: Item
}

/** A page of a list; `count` is asked only when `totalCount` is. */
export interface Paged<Item> {
  readonly edges: readonly Edge<Item>[]
  readonly pageInfo: PageInfo
  readonly count: () => Promise<number>
}

export interface Connection<Item> {
  readonly edges: readonly Edge<Item>[]
  readonly nodes: readonly Item[]
  readonly pageInfo: PageInfo
  totalCount(): Promise<number>
}

type ConnectionClass<Item> = new (paged: Paged<Item>) => Connection<Item>

/**
 * The connection type of a node type: `LocalityConnection` with `edges`, `nodes`, `pageInfo` and `totalCount`.
 *
 * @param items what the list holds, in the plural, for descriptions
 */
export const connectionOf = <Item extends object>(
  node: () => ClassType<Item>,
  name: string,
  items: string,
): ConnectionClass<Item> => {
  @ObjectType(`${name}Edge`, { description: `One of the ${items} in a page, and where it stands.` })
  class NodeEdge {
    @Field(() => String, { description: 'Give it to `after` or `before` to go on from here.' })
    readonly cursor!: string

    @Field(node, { description: `One of the ${items}.` })
    readonly node!: Item
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${items}.` })
  class NodeConnection implements Connection<Item> {
    @Field(() => [NodeEdge], { description: `The ${items} of this page with their cursors.` })
    readonly edges: readonly Edge<Item>[]

    @Field(() => [node()], { description: `The ${items} of this page.` })
    readonly nodes: readonly Item[]

    @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
    readonly pageInfo: PageInfo

    readonly #count: () => Promise<number>

    constructor(paged: Paged<Item>) {
      this.edges = paged.edges
      this.nodes = paged.edges.map((edge) => edge.node)
      this.pageInfo = paged.pageInfo
      this.#count = paged.count
    }

    @Field(() => Int, { description: `How many ${items} there are on all pages.` })
    totalCount(): Promise<number> {
      return this.#count()
    }
  }
  return NodeConnection
}

export interface SortColumn<Row> extends CursorColumn {
  readonly column: keyof Row & string
  readonly descending?: boolean
}

export interface ListQuery<Row, Item> {
  readonly args: PageArgs
  /** Sort columns, none of them null; the last one must be unique, so that no item is lost between pages. */
  readonly sort: readonly SortColumn<Row>[]
  /** `where` and `orderBy` in Prisma's terms, to be joined with the list's own filter. */
  readonly rows: (page: {
    readonly where: object
    readonly orderBy: Record<string, 'asc' | 'desc'>[]
    readonly take: number
  }) => Promise<readonly Row[]>
  readonly count: () => Promise<number>
  readonly item: (row: Row) => Item
}

/** Rows strictly behind the cursor: (a, b) > (x, y) is a > x, or a = x and b > y. */
const behind = <Row>(sort: readonly SortColumn<Row>[], keys: CursorKeys, forwards: boolean): object => ({
  OR: sort.map(({ column, descending = false }, depth) => ({
    ...Object.fromEntries(sort.slice(0, depth).map((equal, index) => [equal.column, keys[index]])),
    [column]: { [descending === forwards ? 'lt' : 'gt']: keys[depth] },
  })),
})

const keysOf = <Row extends object>(row: Row, sort: readonly SortColumn<Row>[]): CursorKeys =>
  sort.map(({ column, holds = 'text' }) => {
    const value: unknown = row[column]
    if (fits(value, holds)) return value
    throw new TypeError(
      `Column ${column} holds ${typeof value}, but the list is said to be sorted by ${holds}`,
    )
  })

/** Reads one page of a list, one row more than asked for to know whether there is another page. */
export const readPage = async <Row extends object, Item>(
  query: ListQuery<Row, Item>,
): Promise<Paged<Item>> => {
  const { sort } = query
  const page = pageOf(query.args, sort)
  const bounds = [
    ...(page.after === null ? [] : [behind(sort, page.after, true)]),
    ...(page.before === null ? [] : [behind(sort, page.before, false)]),
  ]
  const found = await query.rows({
    where: bounds.length === 0 ? {} : { AND: bounds },
    orderBy: sort.map(({ column, descending = false }) => ({
      [column]: descending === page.backwards ? 'asc' : 'desc',
    })),
    take: page.size + 1,
  })
  const more = found.length > page.size
  const rows = found.slice(0, page.size)
  if (page.backwards) rows.reverse()
  const edges = rows.map((row) => ({ cursor: toCursor(sort, keysOf(row, sort)), node: query.item(row) }))
  const pageInfo: PageInfo = {
    hasNextPage: page.backwards ? page.before !== null : more,
    hasPreviousPage: page.backwards ? more : page.after !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  }
  return { edges, pageInfo, count: query.count }
}
