import { KurrentFault } from './kurrent-fault.js'

export interface KurrentUser {
  readonly username: string
  readonly password: string
}

export interface KurrentAddress {
  /** For the client: without the user, and without what is Waymark's own. */
  readonly connectionString: string
  /** Null when the address names none. */
  readonly user: KurrentUser | null
  /** What the names of all streams begin with, the point after it left out. */
  readonly streamPrefix: string | null
}

const SETTING = 'WAYMARK_EVENT_STORE'

/** What the client understands, in small letters without `-` and `_`, as it compares them itself. */
const clientOptions = new Set([
  'tls',
  'tlsverifycert',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
  'nodepreference',
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'maxdiscoverattempts',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'throwonappendfailure',
])

const flat = (key: string): string => key.trim().toLowerCase().replace(/[_-]/g, '')

/** Text of an address; what is wrong with its escapes is said without showing it, for it may be a password. */
const decoded = (value: string, option: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    throw new KurrentFault(`${SETTING}: the value of ${option} has a % that escapes nothing; write it as %25`)
  }
}

/** Keeps an option for the client, or refuses one under which Waymark could not keep its promises. */
const checked = (key: string, value: string): void => {
  if (!/^[A-Za-z_-]+$/.test(key)) {
    // It may be the end of a password with a question mark in it.
    throw new KurrentFault(
      `${SETTING} is no address that KurrentDB understands: write ? in a user or password as %3F, and options as ?key=value&key=value`,
    )
  }
  if (!clientOptions.has(flat(key))) {
    throw new KurrentFault(`${SETTING}: KurrentDB knows no option ${key}; leave it out or mend its name`)
  }
  if (flat(key) === 'nodepreference' && flat(value) !== 'leader') {
    throw new KurrentFault(
      `${SETTING}: nodePreference must be leader (the default): other nodes may be behind what was just recorded`,
    )
  }
  if (flat(key) === 'throwonappendfailure' && value !== 'true') {
    throw new KurrentFault(`${SETTING}: throwOnAppendFailure must stay true; leave it out`)
  }
}

/** A user's name and password, and what is left without them. The client's two halves do not decode them alike. */
const withoutUser = (place: string): { readonly place: string; readonly user: KurrentUser | null } => {
  const [, scheme, username, password, hosts] = /^([^:]+:\/\/)([^:@/]+):([^@]+)@([^@]*)$/.exec(place) ?? []
  if (scheme !== undefined && username !== undefined && password !== undefined && hosts !== undefined) {
    const user = { username: decoded(username, 'the user'), password: decoded(password, 'the password') }
    return { place: `${scheme}${hosts}`, user }
  }
  if (!place.includes('@')) return { place, user: null }
  throw new KurrentFault(
    `${SETTING} is no address that KurrentDB understands: before the hosts stand user:password@, with %40 for @, %3A for : and %2F for / in either`,
  )
}

const PREFIX = /^[A-Za-z0-9]{1,60}$/

/** @throws KurrentFault when it cannot begin the names of streams */
export const checkedPrefix = (prefix: string): string => {
  if (PREFIX.test(prefix)) return prefix
  throw new KurrentFault(`${SETTING}: streamPrefix must be 1 to 60 letters and digits, such as waymark`)
}

/**
 * Reads `kurrentdb://user:password@host:2113?tls=true` and its forms with several hosts or `+discover`. Beside the
 * client's options there is `streamPrefix`, which names what the streams of this Waymark begin with.
 *
 * @throws KurrentFault for an option that is unknown or not allowed; no message shows a password
 */
export const readKurrentAddress = (text: string): KurrentAddress => {
  const [place = '', ...rest] = text.trim().split('?')
  const kept: string[] = []
  let streamPrefix: string | null = null
  for (const pair of rest.join('&').split('&')) {
    if (pair === '') continue
    const [key = '', ...values] = pair.split('=')
    const value = values.join('=')
    if (flat(key) === 'streamprefix') {
      streamPrefix = checkedPrefix(decoded(value, key))
      continue
    }
    checked(key, value)
    kept.push(pair)
  }
  const { place: hosts, user } = withoutUser(place)
  const plain = hosts.replace(/^(kurrent|kdb|esdb)(\+discover)?:/, 'kurrentdb$2:').replace(/\/+$/, '')
  return { connectionString: kept.length === 0 ? plain : `${plain}?${kept.join('&')}`, user, streamPrefix }
}
