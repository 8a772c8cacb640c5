/**
 * GET of an address that a stranger wrote. The server stands inside a network that the stranger may not reach, so only
 * public addresses are asked: what a name stands for is checked, and the connection goes to the address that was
 * checked (https://owasp.org/www-community/attacks/Server_Side_Request_Forgery). The same holds for each redirect.
 */
import { lookup } from 'node:dns'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

export type OutsideLimits = {
  /** `host` or `host:port`, as addresses have it, that may be asked wherever they are */
  hosts: ReadonlySet<string>
  /** bytes of the reply */
  most: number
  /** milliseconds for all of it */
  patience: number
  redirects: number
  /** what is asked for, as the header says it */
  accept: string
}

/** The bytes of a reply with 200. Throws an `Error` that says why there are none. */
export async function getOutside(address: string, limits: OutsideLimits): Promise<Buffer> {
  const signal = AbortSignal.timeout(limits.patience)
  let url = new URL(address)
  for (let redirects = 0; ; redirects++) {
    const reply = await ask(url, limits, signal)
    const { statusCode = 0, headers } = reply
    if (statusCode === 200) return await readAll(reply, limits.most)
    reply.destroy()
    const leads = [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined
    if (!leads) throw new Error(`${url.host} answered ${statusCode}`)
    if (redirects === limits.redirects) throw new Error('too many redirects')
    url = new URL(headers.location ?? '', url)
  }
}

function ask(url: URL, { hosts, accept }: OutsideLimits, signal: AbortSignal): Promise<IncomingMessage> {
  const known = hosts.has(url.host)
  requireAskable(url, known)
  const { get } = url.protocol === 'https:' ? https : http
  const headers = { accept, 'accept-encoding': 'identity', 'user-agent': 'Slipway' }
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers, signal, lookup: known ? lookup : publicOnly }, resolve).on('error', reject)
  })
}

/** Numbers in place of a name are never looked up, so they are checked here. */
function requireAskable(url: URL, known: boolean): void {
  if (!/^https?:$/.test(url.protocol)) throw new Error(`${url.protocol} is not asked`)
  if (url.username !== '' || url.password !== '') throw new Error('an address with a password is not asked')
  if (known) return
  if (!['', '80', '443'].includes(url.port)) throw new Error(`port ${url.port} is not asked`)
  const host = url.hostname.replaceAll(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublic(host)) throw new Error(`${host} is not a public address`)
}

const publicOnly: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, [])
    const usable = found.filter(({ address }) => isPublic(address))
    const [first] = usable
    if (first === undefined) done(new Error(`${host} has no public address`), [])
    else if (options.all) done(null, usable)
    else done(null, first.address, first.family)
  })
}

const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/** Whether everybody on the internet can reach it: no loopback, private, link-local, shared, mapped or reserved one. */
export function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST)
}

async function readAll(reply: IncomingMessage, most: number): Promise<Buffer> {
  const coding = reply.headers['content-encoding'] ?? 'identity'
  if (coding !== 'identity') throw refused(reply, `a reply in ${coding} was not asked for`)
  const chunks: Buffer[] = []
  let size = Number(reply.headers['content-length'] ?? 0)
  if (size > most) throw refused(reply, `more than ${most} bytes`)
  size = 0
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw refused(reply, `more than ${most} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function refused(reply: IncomingMessage, reason: string): Error {
  reply.destroy()
  return new Error(reason)
}
