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

const reading: readonly ExampleQuery[] = [
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
    name: 'RunCharts',
    title: 'Run charts of the first localities',
    explains: 'What each chart shows in one sentence, its figures, and the address of its picture.',
    open: true,
    query: `# What each run chart shows in one sentence, and the address of its picture.
query RunCharts {
  localities(first: 3) {
    nodes {
      name
      series(first: 4) {
        nodes {
          metric {
            name
          }
          category {
            label
          }
          runChart {
            sentence
            median
            usefulObservations
            longestRun
            longestRunLimit
            crossings
            crossingsLimit
            signals {
              name
              favourable
              explanation
            }
            picture {
              svgUrl
              pngUrl
              alternativeText
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'Cycles',
    title: 'PDSA cycles and what was predicted',
    explains: 'Each cycle with its predictions, how they compare with what was seen, and what was decided.',
    open: true,
    query: `# Each PDSA cycle: what was predicted before the test, and what was seen.
query Cycles {
  cycles(first: 20) {
    totalCount
    nodes {
      title
      locality {
        name
      }
      status
      startedOn
      predictions {
        question
        prediction
      }
      comparisons {
        outcome
      }
      learning
      decision
      informs {
        title
      }
    }
  }
}
`,
  },
  {
    name: 'Milestones',
    title: 'Milestones and their slips',
    explains: 'The date first promised, the date expected now, and each slip with its reason.',
    open: true,
    query: `# The date first promised, the date expected now, and each slip with its reason.
query Milestones {
  milestones(first: 20) {
    nodes {
      title
      locality {
        name
      }
      status
      dueOn
      forecastOn
      achievedOn
      slippedDays
      forecasts {
        forecastOn
        reason
        recordedBy
      }
    }
  }
}
`,
  },
  {
    name: 'History',
    title: 'What changed, when, by whom and why',
    explains: 'The latest changes of everything, in the order in which they were recorded.',
    open: false,
    query: `# The latest changes of everything. Add filter: { localityId: "..." } for one locality.
query History {
  history(last: 25) {
    nodes {
      recordedAt
      actor
      type
      occurredOn
      reason
      subject
      subjectId
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
  {
    name: 'Metrics',
    title: 'What is measured',
    explains: 'Metrics with their definitions, targets and which way is better.',
    open: false,
    query: `# What is measured, in which unit, and which way is better.
query Metrics {
  metrics(first: 20) {
    nodes {
      id
      code
      name
      definition {
        statistic
        unit
        direction
        cadence
        reliability
        breakdown {
          dimension
          categories {
            code
            label
          }
        }
      }
      targets {
        value
        validFrom
      }
    }
  }
}
`,
  },
]

const writing: readonly ExampleQuery[] = [
  {
    name: 'RegisterLocality',
    title: 'Register a locality',
    explains: 'A mutation: what was recorded comes back, or what to put right.',
    open: false,
    query: `# Records a new locality. Nothing is recorded while userErrors has entries.
mutation RegisterLocality {
  registerLocality(
    input: {
      kind: NEIGHBOURHOOD
      name: "Riverside"
      openedOn: "2024-04-01"
      codes: [{ scheme: "LOCAL", code: "RIVERSIDE" }]
      idempotencyKey: "register-riverside"
    }
  ) {
    locality {
      id
      name
    }
    position
    userErrors {
      code
      message
      field
    }
  }
}
`,
  },
  {
    name: 'DefineMetric',
    title: 'Define a metric',
    explains: 'What is measured, how often, and which way is better.',
    open: false,
    query: `# Defines a percentage that is measured every month.
mutation DefineMetric {
  defineMetric(
    input: {
      code: "seen-in-two-weeks"
      definition: {
        name: "Seen within two weeks"
        statistic: PERCENTAGE
        numerator: "People seen within two weeks"
        denominator: "People referred"
        direction: INCREASE
        cadence: MONTH
        purpose: IMPROVEMENT
        reliability: B
      }
    }
  ) {
    metric {
      id
      code
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
  },
  {
    name: 'RecordReading',
    title: 'Record a reading',
    explains: 'Needs the ids of a metric and a locality; the form for variables is below the query.',
    open: false,
    query: `# Give the two ids as variables: {"metricId": "...", "localityId": "..."}
mutation RecordReading($metricId: ID!, $localityId: ID!) {
  recordReading(
    input: {
      metricId: $metricId
      localityId: $localityId
      period: "2024-04-01"
      numerator: 41
      denominator: 58
    }
  ) {
    reading {
      value
      series {
        runChart {
          sentence
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
  },
]

/** In the order in which the explorer offers them. */
export const exampleQueries: readonly ExampleQuery[] = [...reading, ...writing]
