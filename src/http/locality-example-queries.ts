import type { ExampleQuery } from './example-query.js'

/** Where things are measured and tested. */
export const localityExampleQueries: readonly ExampleQuery[] = [
  {
    name: 'LocalityTree',
    title: 'Localities as a tree',
    explains: 'Every locality in the order of the tree, the top first.',
    open: true,
    query: `# Every locality in the order of the tree. Press ▶ to run this.
query LocalityTree {
  localityTree(first: 50) {
    totalCount
    nodes {
      depth
      locality {
        id
        name
        kind
      }
    }
  }
}
`,
  },
  {
    name: 'FindLocality',
    title: 'Find a locality',
    explains: 'Search by a part of the name or by a whole code.',
    open: false,
    query: `# Change the text to search for another name or code.
query FindLocality {
  localities(first: 10, filter: { search: "vale" }) {
    nodes {
      id
      name
      kind
      codes {
        scheme
        code
      }
      ancestors {
        name
      }
    }
  }
}
`,
  },
]
