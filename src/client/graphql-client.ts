/** What every mutation's payload tells beside its entity. */
export interface UserError {
  readonly code: string
  readonly message: string
  readonly field: readonly string[] | null
}

/** The server could not be asked, did not answer as GraphQL does, or cannot do its work just now: ask again. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'

  constructor(
    message: string,
    options?: ErrorOptions,
    /** Of the answer; null when there was none. */
    readonly code: string | null = null,
  ) {
    super(message, options)
  }
}

/** The server answered that the request itself is wrong, or that it failed. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'

  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message)
  }
}

export interface GraphqlClient {
  /** The address that it asks, such as http://127.0.0.1:4000. */
  readonly address: string
  /**
   * Sends a document and gives back `data`.
   *
   * @throws {Unreachable} when there is no answer, or none but that the server cannot do its work just now
   * @throws {RequestFailed} when the answer has errors
   */
  request<Data>(document: string, variables?: object): Promise<Data>
}

interface Answer<Data> {
  readonly data?: Data | null
  readonly errors?: readonly {
    readonly message: string
    readonly extensions?: { readonly code?: string; readonly retryAfterSeconds?: number }
  }[]
}

const parse = async <Data>(response: Response, address: string): Promise<Answer<Data>> => {
  const text = await response.text()
  try {
    return JSON.parse(text) as Answer<Data>
  } catch {
    throw new Unreachable(`${address} answered with status ${response.status}, but not as Waymark does`)
  }
}

/** Asks the API over HTTP. `actor` is recorded as the one who changed what is changed. */
export const createGraphqlClient = (address: string, actor: string): GraphqlClient => {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'x-waymark-actor': encodeURIComponent(actor),
  }
  return {
    address,
    request: async <Data>(query: string, variables: object = {}): Promise<Data> => {
      let response: Response
      try {
        response = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ query, variables }),
        })
      } catch (cause) {
        throw new Unreachable(`${address} does not answer`, { cause })
      }
      const { data, errors } = await parse<Data>(response, address)
      const error = errors?.[0]
      // Whoever is told when to ask again may ask again.
      if (error?.extensions?.retryAfterSeconds !== undefined)
        throw new Unreachable(error.message, {}, error.extensions.code ?? null)
      if (error !== undefined) throw new RequestFailed(error.message, error.extensions?.code ?? 'UNKNOWN')
      if (data === undefined || data === null) throw new Unreachable(`${address} answered without data`)
      return data
    },
  }
}
