/** Where the log of events is kept. */
export type EventStorePlace =
  | { readonly kind: 'embedded' }
  /** `url` may hold a password: show it as `shownPlace` does. */
  | { readonly kind: 'postgresql' | 'kurrentdb'; readonly url: string }

/** Where the rows are kept from which queries are answered. */
export type ReadSidePlace = { readonly kind: 'files' } | { readonly kind: 'postgresql'; readonly url: string }

/** Whether every `%` begins the two digits of a character, and together they are characters. */
const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** A character of a password that is not encoded ends the part in which it stands: the rest then looks like another. */
const isPostgres = (text: string): boolean => {
  if (!/^postgres(ql)?:\/\/[^\s]+$/.test(text) || !URL.canParse(text) || !isDecodable(text)) return false
  const { host, hash, pathname } = new URL(text)
  return host !== '' && hash === '' && !pathname.includes('@')
}

/** Several hosts are no address in the sense of the standard, and so it is the client that reads the rest. */
const isKurrent = (text: string): boolean =>
  /^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/[^\s/?#]+/.test(text) && isDecodable(text)

/** Reads WAYMARK_EVENT_STORE; null when it is no place that Waymark knows. */
export const eventStoreAt = (text: string): EventStorePlace | null => {
  if (text === 'embedded') return { kind: 'embedded' }
  if (isPostgres(text)) return { kind: 'postgresql', url: text }
  return isKurrent(text) ? { kind: 'kurrentdb', url: text } : null
}

/** Reads WAYMARK_READ_SIDE; null when it is no place that Waymark knows. */
export const readSideAt = (text: string): ReadSidePlace | null => {
  if (text === 'files') return { kind: 'files' }
  return isPostgres(text) ? { kind: 'postgresql', url: text } : null
}

/** Where rows are kept when nothing is said of them. */
export const readSideBeside = (events: EventStorePlace): ReadSidePlace =>
  events.kind === 'postgresql' ? { kind: 'postgresql', url: events.url } : { kind: 'files' }

/** Completes a remedy where an address with a user cannot be read; null for what is no such address. */
export const encodingHint = (text: string): string | null =>
  /^[a-z+]+:\/\/.*@/i.test(text)
    ? 'special characters in user or password are percent-encoded (@ as %40, / as %2F, : as %3A, # as %23, % as %25)'
    : null

/** A setting as it may be shown: what stands between a user's name and the host, or is called a password, is left out. */
export const masked = (text: string): string =>
  text
    .replace(/(:\/*[^\s:/?#@]*):\S*@/, '$1:***@')
    // A password with a space in it.
    .replace(/^([a-z+]+:\/\/[^\s:/?#@]*):(?!\*\*\*@).*@/i, '$1:***@')
    .replaceAll(/([?&;][^\s=&;]*(?:password|passphrase|secret|token)[^\s=&;]*=)[^\s&;]*/gi, '$1***')

/** Where something is kept, for people and logs, without a password. */
export const shownPlace = (place: EventStorePlace | ReadSidePlace): string =>
  'url' in place ? masked(place.url) : place.kind
