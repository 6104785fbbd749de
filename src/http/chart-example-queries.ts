import type { ExampleQuery } from './example-query.js'

/** What is measured and what it shows. */
export const chartExampleQueries: readonly ExampleQuery[] = [
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
    name: 'Charts',
    title: 'Charts with limits and every signal',
    explains:
      'An individuals chart of each series: centre line and limits, all signals, and how often chance signals.',
    open: false,
    query: `# Individuals charts by the rules of Making Data Count. Nothing that is stored changes.
query Charts {
  localities(first: 3) {
    nodes {
      name
      series(first: 2) {
        nodes {
          metric {
            name
          }
          chart(chartType: I, ruleSet: "mdc-2023-11") {
            sentence
            variation
            assurance
            phases {
              from
              centreLine
              upperLimit
              lowerLimit
            }
            signals {
              rule
              periods
              observed
              limit
              explanation
            }
            warnings {
              code
              message
            }
            falseAlarmRate {
              sentence
            }
            recommendation {
              chartType
              reason
            }
            picture {
              svgUrl
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
    name: 'Scorecard',
    title: 'Scorecard of a locality',
    explains:
      'Each metric with its variation, its assurance, the last value and how old it is. Needs the id of a locality.',
    open: false,
    query: `# Give the id of a locality as variable: {"localityId": "..."}; LocalityTree shows ids.
query Scorecard($localityId: ID!) {
  scorecard(localityId: $localityId, first: 40) {
    totalCount
    nodes {
      metric {
        name
      }
      category {
        label
      }
      lastPeriod
      lastValue
      unit
      target
      variation
      assurance
      dataAgeDays
      stale
      trial
      sentence
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
