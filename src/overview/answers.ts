/** Shapes of the answers to the overview's documents. */
export interface TreeAnswer {
  readonly localityTree: {
    readonly edges: readonly {
      readonly node: {
        readonly depth: number
        readonly locality: {
          readonly uuid: string
          readonly name: string
          readonly kind: string
          readonly codes: readonly { readonly scheme: string; readonly code: string }[]
        }
      }
    }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly totalCount: number
  }
}

export interface CycleLine {
  readonly uuid: string
  readonly title: string
  readonly status: string
  readonly plannedStartOn: string
  readonly startedOn: string | null
  readonly decidedOn: string | null
  readonly decision: string | null
  readonly learning: string | null
  readonly predictions: readonly { readonly predictionId: string; readonly prediction: string }[]
  readonly comparisons: readonly { readonly predictionId: string; readonly outcome: string }[]
  readonly ramp: { readonly id: string } | null
}

interface Named {
  readonly uuid: string
  readonly name: string
}

export interface SeriesAnswer {
  readonly uuid: string
  readonly category: { readonly label: string } | null
  readonly metric: { readonly name: string; readonly nature: string } | null
  readonly runChart: {
    readonly sentence: string
    readonly picture: { readonly svgUrl: string; readonly pngUrl: string; readonly alternativeText: string }
  } | null
  readonly readings: {
    readonly nodes: readonly { readonly period: string; readonly narrative: string | null }[]
  }
}

export interface ProjectAnswer {
  readonly title: string
  readonly aim: string
  readonly status: string
  readonly ramps: readonly {
    readonly title: string
    readonly changeIdea: string
    readonly cycles: { readonly nodes: readonly CycleLine[] }
  }[]
  readonly cycles: { readonly nodes: readonly CycleLine[] }
}

export interface MilestoneAnswer {
  readonly title: string
  readonly status: string
  readonly dueOn: string
  readonly forecastOn: string
  readonly achievedOn: string | null
  readonly slippedDays: number
  readonly forecasts: readonly { readonly forecastOn: string; readonly reason: string | null }[]
  readonly evidence: string | null
}

export interface LocalityAnswer {
  readonly locality:
    | (Named & {
        readonly kind: string
        readonly openedOn: string
        readonly closedOn: string | null
        readonly note: string | null
        readonly codes: readonly {
          readonly scheme: string
          readonly code: string
          readonly validTo: string | null
        }[]
        readonly ancestors: readonly Named[]
        readonly children: { readonly nodes: readonly Named[]; readonly totalCount: number }
      })
    | null
  readonly series: {
    readonly totalCount: number
    readonly nodes: readonly SeriesAnswer[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
  readonly projects: { readonly totalCount: number; readonly nodes: readonly ProjectAnswer[] }
  readonly milestones: { readonly totalCount: number; readonly nodes: readonly MilestoneAnswer[] }
  readonly history: {
    readonly nodes: readonly {
      readonly type: string
      readonly occurredOn: string | null
      readonly recordedAt: Date
      readonly actor: string
      readonly reason: string | null
    }[]
  }
}
