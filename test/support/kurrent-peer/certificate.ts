import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** A certificate of a private authority for 127.0.0.1, made for one test and worth nothing elsewhere. */
export interface TestCertificate {
  /** PEM, as all of them. */
  readonly authority: string
  readonly certificate: string
  readonly key: string
}

/** One element of DER: tag, length, content. */
const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents)
  const { length } = content
  const size =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : [0x82, Math.floor(length / 0x100), length % 0x100]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...contents: readonly Uint8Array[]): Buffer => der(0x30, ...contents)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const octets = (content: Uint8Array): Buffer => der(0x04, content)
const bits = (content: Uint8Array): Buffer => der(0x03, Buffer.from([0]), content)
const yes = der(0x01, Buffer.from([0xff]))
const time = (text: string): Buffer => der(0x18, Buffer.from(text, 'ascii'))

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))
const VALID = sequence(time('20200101000000Z'), time('20990101000000Z'))

const named = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name, 'utf8')))))

const authorityExtensions = [sequence(oid('551d13'), yes, octets(sequence(yes)))]
/** For the address 127.0.0.1 and the name localhost. */
const nodeExtensions = [
  sequence(
    oid('551d11'),
    octets(sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost', 'ascii')))),
  ),
]

const certificateOf = (
  subject: { readonly name: string; readonly key: KeyObject; readonly extensions: readonly Buffer[] },
  issuer: { readonly name: string; readonly key: KeyObject },
  serial: number,
): string => {
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    ECDSA_WITH_SHA256,
    named(issuer.name),
    VALID,
    named(subject.name),
    subject.key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...subject.extensions)),
  )
  const signed = sequence(content, ECDSA_WITH_SHA256, bits(sign('sha256', content, issuer.key)))
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

export const makeCertificate = (): TestCertificate => {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const node = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = { name: 'Authority of a test', key: authority.privateKey }
  const root = { name: issuer.name, key: authority.publicKey, extensions: authorityExtensions }
  const leaf = { name: 'eventstoredb-node', key: node.publicKey, extensions: nodeExtensions }
  return {
    authority: certificateOf(root, issuer, 1),
    certificate: certificateOf(leaf, issuer, 2),
    key: node.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
