import { randomUUID } from 'node:crypto'

import {
  ClusterInfo,
  EndPoint,
  MemberInfo,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js'
import {
  SupportedMethod,
  SupportedMethods,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js'

import { uuid } from './wire.js'

const V1 = 'event_store.client.streams.streams'
const V2 = 'kurrentdb.protocol.v2.streams.StreamsService'

const method = (service: string, name: string): SupportedMethod =>
  new SupportedMethod().setServiceName(service).setMethodName(name)

const isAtLeast = (version: string, major: number, minor: number): boolean => {
  const [own = 0, ownMinor = 0] = version.split('.').map(Number)
  return own > major || (own === major && ownMinor >= minor)
}

/** What a server of a version says that it can do. */
export const supportedMethods = (version: string): SupportedMethods =>
  new SupportedMethods()
    .setEventStoreServerVersion(version)
    .setMethodsList([
      ...['append', 'read', 'batchappend'].map((name) => method(V1, name)),
      ...(isAtLeast(version, 25, 1) ? [method(V2, 'AppendSession')] : []),
      ...(isAtLeast(version, 26, 1) ? [method(V2, 'AppendRecords')] : []),
    ])

/** A cluster of which one node answers: the leader. */
export const clusterInfo = (port: number): ClusterInfo =>
  new ClusterInfo().setMembersList([
    new MemberInfo()
      .setInstanceId(uuid(randomUUID()))
      .setTimeStamp('0')
      .setState(MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(port)),
  ])
