import { Server, ServerCredentials, status, type Metadata, type ServerUnaryCall } from '@grpc/grpc-js'
import { GossipService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js'
import { ServerFeaturesService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js'
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js'
import { NotLeaderNodeErrorDetails } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/errors_pb.js'
import { StreamsServiceService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js'

import { append, batchAppend, type Carry, type PeerFailure } from './appends.js'
import { clusterInfo, supportedMethods } from './features.js'
import { PeerLog } from './log.js'
import { answerRead, answerSubscription, type ReadCall } from './reads.js'
import { appendRecords, appendSession } from './transactions.js'
import { failure, packed } from './wire.js'

export interface KurrentPeerOptions {
  /** As servers say it; decides what the peer can do. `26.1.0` by default. */
  readonly version?: string
  readonly clock?: () => Date
  /** Commit positions of transactions over several streams differ from the places of their events. */
  readonly commitRecords?: boolean
  /** Who may read; everybody by default. Without TLS the client sends names and passwords with reads only. */
  readonly user?: { readonly name: string; readonly password: string }
  readonly log?: PeerLog
  /** With TLS; plain text by default. */
  readonly certificate?: { readonly certificate: string; readonly key: string }
}

/** How the next appends fail. */
export type AppendFailure = 'before-writing' | 'after-writing' | 'not-leader'

/** A server that speaks the wire of KurrentDB, in this process. */
export interface KurrentPeer {
  readonly log: PeerLog
  readonly port: number
  /** Address without user and options but `tls`. */
  readonly url: string
  /** Subscriptions that are open now. */
  subscriptions(): number
  /** Ends every subscription without an error. */
  dropSubscriptions(): void
  /** Leaves subscriptions open, and sends nothing more on those that are. */
  silenceSubscriptions(): void
  failAppends(how: AppendFailure, times: number): void
  /** Cuts all connections and listens no more. What was written stays. */
  stop(): void
  /** Listens again at the same port. */
  start(): Promise<void>
}

const failures: Readonly<Record<AppendFailure, PeerFailure>> = {
  'before-writing': { kind: 'failure', error: failure(status.UNAVAILABLE, 'Server not ready') },
  'after-writing': { kind: 'failure', error: failure(status.DEADLINE_EXCEEDED, 'Operation timed out') },
  'not-leader': {
    kind: 'failure',
    error: failure(
      status.FAILED_PRECONDITION,
      'The server is not the leader node and cannot handle the request.',
      packed('kurrentdb.protocol.v2.errors.NotLeaderNodeErrorDetails', new NotLeaderNodeErrorDetails()),
    ),
  },
}

interface Subscription {
  readonly call: ReadCall
  readonly unwatch: () => void
}

class Peer implements KurrentPeer {
  readonly log: PeerLog
  port = 0
  readonly #options: KurrentPeerOptions
  readonly #open = new Set<Subscription>()
  #server = new Server()
  #failing: AppendFailure[] = []

  constructor(options: KurrentPeerOptions) {
    this.#options = options
    const { clock = () => new Date(), commitRecords = false } = options
    this.log = options.log ?? new PeerLog({ clock, commitRecords })
  }

  get url(): string {
    return `kurrentdb://127.0.0.1:${String(this.port)}?tls=${String(this.#options.certificate !== undefined)}`
  }

  subscriptions(): number {
    return this.#open.size
  }

  dropSubscriptions(): void {
    for (const subscription of this.#open) {
      this.#end(subscription)
      subscription.call.end()
    }
  }

  silenceSubscriptions(): void {
    for (const { unwatch } of this.#open) unwatch()
  }

  failAppends(how: AppendFailure, times: number): void {
    this.#failing = Array.from({ length: times }, () => how)
  }

  stop(): void {
    for (const subscription of this.#open) this.#end(subscription)
    this.#server.forceShutdown()
  }

  async start(): Promise<void> {
    const { version = '26.1.0', certificate } = this.#options
    this.#server = new Server()
    this.#server.addService(ServerFeaturesService, {
      getSupportedMethods: (_call: ServerUnaryCall<unknown, unknown>, answer: Answer) => {
        answer(null, supportedMethods(version))
      },
    })
    this.#server.addService(GossipService, {
      read: (_call: ServerUnaryCall<unknown, unknown>, answer: Answer) => {
        answer(null, clusterInfo(this.port))
      },
    })
    const refuse = (): never => {
      throw new Error('Nothing is ever deleted here')
    }
    this.#server.addService(StreamsService, {
      read: (call: ReadCall) => {
        this.#read(call)
      },
      append: append(this.log, this.#carry),
      batchAppend: batchAppend(this.log, this.#carry),
      delete: refuse,
      tombstone: refuse,
    })
    this.#server.addService(StreamsServiceService, {
      appendSession: appendSession(this.log, this.#carry),
      appendRecords: appendRecords(this.log, this.#carry),
    })
    const credentials =
      certificate === undefined
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [
            { cert_chain: Buffer.from(certificate.certificate), private_key: Buffer.from(certificate.key) },
          ])
    this.port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(`127.0.0.1:${String(this.port)}`, credentials, (error, port) => {
        if (error === null) resolve(port)
        else reject(error)
      })
    })
  }

  readonly #carry: Carry = (write) => {
    const how = this.#failing.shift()
    if (how === 'after-writing') write()
    return how === undefined ? write() : failures[how]
  }

  #read(call: ReadCall): void {
    const options = call.request.getOptions()
    if (options === undefined || !this.#mayRead(call.metadata)) {
      call.emit('error', failure(status.UNAUTHENTICATED, 'Access denied'))
      return
    }
    if (!options.hasSubscription()) {
      answerRead(this.log, call, options)
      return
    }
    const subscription = { call, unwatch: answerSubscription(this.log, call, options) }
    this.#open.add(subscription)
    call.on('cancelled', () => {
      this.#end(subscription)
    })
  }

  #end(subscription: Subscription): void {
    subscription.unwatch()
    this.#open.delete(subscription)
  }

  #mayRead(metadata: Metadata): boolean {
    const { user } = this.#options
    if (user === undefined) return true
    const expected = Buffer.from(`${user.name}:${user.password}`).toString('base64')
    return metadata.get('authorization').includes(`Basic ${expected}`)
  }
}

type Answer = (error: null, value: { serializeBinary(): Uint8Array }) => void

/** Events that every server has, and that are nobody's business: about itself, and a link to an event elsewhere. */
const bringUp = (log: PeerLog): void => {
  const expected = 'none'
  const event = (type: string, data: string) => ({
    ...{ id: '00000000-0000-4000-8000-000000000000', type, contentType: 'application/json' },
    ...{ data: Buffer.from(data), metadata: new Uint8Array() },
  })
  log.append([{ stream: '$$$settings', expected, events: [event('$metadata', '{}')] }])
  log.append([{ stream: 'others-1', expected, events: [event('OrderPlaced', '{"n":1}')] }])
  log.append([{ stream: '$ce-others', expected, events: [event('$>', '0@others-1')] }])
}

/** Starts a peer on a port of its own choice. */
export const startKurrentPeer = async (options: KurrentPeerOptions = {}): Promise<KurrentPeer> => {
  const peer = new Peer(options)
  if (options.log === undefined) bringUp(peer.log)
  await peer.start()
  return peer
}
