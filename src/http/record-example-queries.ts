import type { ExampleQuery } from './example-query.js'

/** What is known: cycles, milestones and what changed. */
export const recordExampleQueries: readonly ExampleQuery[] = [
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
]
