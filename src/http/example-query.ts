/** A query that the explorer shows to try. */
export interface ExampleQuery {
  /** The name of the operation in `query`; also the title of its tab. */
  readonly name: string
  /** What it shows, in a few words. */
  readonly title: string
  readonly explains: string
  readonly query: string
  /** True for those that lie open as tabs at the first visit. */
  readonly open: boolean
}
