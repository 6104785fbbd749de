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

export const exampleQueries: readonly ExampleQuery[] = [
  {
    name: 'LocalityTree',
    title: 'Localities as a tree',
    explains: 'Every locality with its parent, the top first.',
    open: true,
    query: `# Every locality with its parent. Press the round button to run this.
query LocalityTree {
  localities(first: 50) {
    totalCount
    nodes {
      id
      name
      kind
      parent {
        name
      }
    }
  }
}
`,
  },
  {
    name: 'FindLocality',
    title: 'Find a locality by name',
    explains: 'Search by a part of the name or by a code.',
    open: false,
    query: `# Change the text to search for another.
query FindLocality {
  localities(first: 10, filter: { search: "north" }) {
    nodes {
      id
      name
      kind
      codes {
        scheme
        code
      }
    }
  }
}
`,
  },
  {
    name: 'Metrics',
    title: 'What is measured',
    explains: 'Metrics with their definitions and which way is better.',
    open: false,
    query: `# What is measured, in which unit, and which way is better.
query Metrics {
  metrics(first: 20) {
    nodes {
      id
      code
      name
      kind
      unit
      direction
      cadence
    }
  }
}
`,
  },
]
