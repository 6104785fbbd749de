/** What the overview asks the API; the same documents work in the explorer. */
export const treeDocument = /* GraphQL */ `
  query LocalityTree($after: String) {
    localityTree(first: 100, after: $after) {
      edges {
        cursor
        node {
          depth
          locality {
            uuid
            name
            kind
            codes {
              scheme
              code
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`

export const localityDocument = /* GraphQL */ `
  query LocalityOverview($id: ID!, $after: String) {
    locality(id: $id) {
      uuid
      name
      kind
      openedOn
      closedOn
      note
      codes {
        scheme
        code
        validTo
      }
      ancestors {
        uuid
        name
      }
      children(first: 50) {
        nodes {
          uuid
          name
        }
        totalCount
      }
    }
    series(filter: { localityId: $id }, first: 12, after: $after) {
      totalCount
      nodes {
        uuid
        category {
          label
        }
        metric {
          name
          nature
        }
        runChart {
          sentence
          picture {
            svgUrl
            pngUrl
            alternativeText
          }
        }
        readings(last: 3) {
          nodes {
            period
            narrative
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    projects(filter: { localityId: $id }, first: 20) {
      totalCount
      nodes {
        title
        aim
        status
        ramps {
          title
          changeIdea
          cycles(first: 30) {
            nodes {
              ...CycleLine
            }
          }
        }
        cycles(first: 50) {
          nodes {
            ...CycleLine
          }
        }
      }
    }
    milestones(filter: { localityId: $id }, first: 50) {
      totalCount
      nodes {
        title
        status
        dueOn
        forecastOn
        achievedOn
        slippedDays
        forecasts {
          forecastOn
          reason
        }
        evidence
      }
    }
    history(filter: { localityId: $id }, last: 20) {
      nodes {
        type
        occurredOn
        recordedAt
        actor
        reason
      }
    }
  }
  fragment CycleLine on Cycle {
    uuid
    title
    status
    plannedStartOn
    startedOn
    decidedOn
    decision
    learning
    predictions {
      predictionId
      prediction
    }
    comparisons {
      predictionId
      outcome
    }
    ramp {
      id
    }
  }
`
