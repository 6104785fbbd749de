/** What became of one request, as a client sees it. */
export type Reply =
  | { readonly kind: 'answered'; readonly data: Readonly<Record<string, unknown>> }
  /** The server says that it may be sent again. */
  | { readonly kind: 'retryable'; readonly code: string; readonly status: number }
  /** The connection broke, or nobody listens. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Anything else: no client may be left alone with such an answer. */
  | { readonly kind: 'wrong'; readonly text: string }
  /** No answer for longer than anybody waits. */
  | { readonly kind: 'hung' }

/** Longer than any time limit of the server: whoever waits longer waits for ever. In milliseconds. */
const FOR_EVER = 45_000

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[]
}

const replyOf = (status: number, text: string): Reply => {
  let body: Body
  try {
    body = JSON.parse(text) as Body
  } catch {
    return { kind: 'wrong', text: `${status} ${text}` }
  }
  const { data, errors } = body
  const extensions = errors?.[0]?.extensions
  if (extensions?.['retryable'] === true || extensions?.['retryAfterSeconds'] !== undefined)
    return { kind: 'retryable', code: String(extensions['code']), status }
  if (errors !== undefined || data === undefined || data === null)
    return { kind: 'wrong', text: `${status} ${text}` }
  return { kind: 'answered', data }
}

/** Sends a document as any client would, and tells what came of it. Never throws. */
export const askServer = async (address: string, query: string, variables: object): Promise<Reply> => {
  try {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-waymark-actor': 'Asha%20Patel' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(FOR_EVER),
    })
    return replyOf(response.status, await response.text())
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return { kind: 'hung' }
    return { kind: 'gone', reason: String(error) }
  }
}
