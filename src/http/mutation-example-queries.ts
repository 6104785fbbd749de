import type { ExampleQuery } from './example-query.js'

/** How to record something. */
export const mutationExampleQueries: readonly ExampleQuery[] = [
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
