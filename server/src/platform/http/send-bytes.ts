/**
 * Sending stored bytes: ranges, validators, names, digests, and the exact moment at which a download counts. Knows
 * nothing of what the bytes are. How the bytes of a large file travel is in `delivery.ts`.
 */

import type { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ByteRange, LinkHeaders } from '../blobs/index.ts'
import { Delivery, type LastPiece, piecesOf } from './delivery.ts'
import { fileNameHeader } from './file-name-header.ts'
import { handOverFor, handOverHeader, type Place } from './hand-over.ts'
import { httpDate, mayResume, precondition } from './preconditions.ts'
import { readRange } from './ranges.ts'

export type Download = {
  /** Length in bytes of the whole file. */
  size: number
  /** File name for the person who saves it; any characters. */
  name: string
  contentType: string
  /** Strong and quoted. Best made from the digest. */
  etag: string
  /** ms since 1970 */
  lastModified?: number
  /** Lower-case hex; becomes `Repr-Digest`. */
  digest?: { sha256: string }
  /** Value of `Cache-Control`. */
  cacheControl?: string
  /** Opens the bytes. What it throws is answered as an error, because nothing was sent yet. */
  open(range?: ByteRange): Promise<Readable>
  /** Where the bytes are, when a server in front can send them itself. */
  place?(): Promise<Place | undefined>
  /** An address at which others hand out the bytes, with these headers. Only with `mayRedirect`. */
  link?(headers: LinkHeaders): Promise<string | undefined>
  /** Counts one download durably and gives the way to take it back. See `sendBytes`. */
  delivered?(visitor?: Visitor): Promise<() => Promise<void>>
}

/** Who is getting the bytes, as far as the request tells. For statistics; the address is not to be kept. */
export type Visitor = { address: string; agent: string }

export type SendOptions = {
  /** 'attachment' (the default) makes browsers save the file, 'inline' lets them show it. */
  disposition?: 'attachment' | 'inline'
  /** Whether clients of this address follow redirects. */
  mayRedirect?: boolean
}

// Up to this many bytes go out in one piece, without the machinery of a stream.
const onePiece = 256 * 1024

/**
 * Answers GET or HEAD with `download`, or the part of it the request asks for. Return its promise from the handler;
 * a Fastify reply being a thenable, it resolves when the reply is over, also when the client left.
 *
 * Statuses: 200; 206 with the first satisfiable range (GET only); 304; 412; 416 with a `Content-Range` naming the size.
 * The last three have no body. What `download.open` throws, and a failure to read the first bytes, reject before any
 * header is set. A failure after that breaks the connection off, so that no client takes a part for the whole.
 * The bytes are never compressed.
 *
 * Counting: a download counts once, when the last byte of the file is delivered: by a full GET or by a range that ends
 * at the end of the file. HEAD, 304, inner ranges and transfers that broke off do not count; a complete GET of an empty
 * file does. So that a killed process never loses a counted download, the last piece is held back until everything
 * before it was handed to the system and `delivered` has resolved (the caller writes a durable row); then it is sent. If
 * the connection breaks before the reply is finished, the undo is called; if the client is gone already, `delivered` is
 * not called at all. A process that dies between the two counts a download that perhaps did not end: rather one too
 * many than one lost. Where a server in front sends the bytes (`hand-over.ts`), nobody tells when it has: then a download
 * counts when the front is told to send the end of the file, or not here; and so it does where `link` leads to the bytes
 * (302). When `delivered` itself fails, that is logged and the file is sent uncounted: people need the
 * bytes more than we need the number.
 */
export async function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  download: Download,
  { disposition = 'attachment', mayRedirect = false }: SendOptions = {},
): Promise<FastifyReply> {
  const validators = validatorHeaders(download)
  const condition = precondition(request.headers, download)
  if (condition === 'failed') return reply.code(412).headers(validators).send()
  if (condition === 'not_modified') return reply.code(304).headers(validators).send(noBytes())

  const isHead = request.method === 'HEAD'
  const range =
    isHead || !mayResume(request.headers, download) ? undefined : readRange(request.headers.range, download.size)
  if (range === 'unsatisfiable') {
    const size = { 'content-range': `bytes */${download.size}` }
    return reply
      .code(416)
      .headers({ ...validators, ...size })
      .send()
  }

  const status = range ? 206 : 200
  const length = range ? range.end - range.start + 1 : download.size
  const headers = { ...validators, ...contentHeaders(download, range, disposition), 'content-length': length }
  if (isHead) return reply.code(status).headers(headers).send(noBytes())

  const reachesEnd = range === undefined || range.end === download.size - 1
  // A range that is not to be given would be given by the front, which knows nothing of conditions.
  if (range !== undefined || request.headers.range === undefined) {
    const described = { ...validators, ...contentHeaders(download, undefined, disposition) }
    if (await handOver(request, reply, download, described, reachesEnd)) return reply
  }
  // Elsewhere the file has another tag, so that a part of it would never be continued there.
  if (mayRedirect && request.headers['if-range'] === undefined) {
    const elsewhere = await download.link?.(linkHeaders(download, disposition))
    if (elsewhere !== undefined) {
      if (reachesEnd) await countAtStart(request, reply, download)
      return reply.code(302).headers({ location: elsewhere, 'cache-control': 'no-store' }).send()
    }
  }
  const last = reachesEnd ? countingFor(request, reply, download) : uncounted
  const whole = download.size > 0 ? { start: 0, end: download.size - 1 } : undefined
  const source = await download.open(range ?? whole)
  endIdleConnectionWhenClosing(reply)

  if (length <= onePiece) {
    const pieces: Uint8Array[] = []
    for await (const piece of piecesOf(source, length)) pieces.push(piece)
    await last.before()
    reply.raw.once('finish', last.after)
    return reply.code(status).headers(headers).send(Buffer.concat(pieces))
  }
  const delivery = new Delivery(source, length, last)
  await delivery.ready()
  return reply.code(status).headers(headers).send(delivery)
}

/**
 * Lets the server in front send the file, whole or in part as it was asked for; false: there is none that could. Not the
 * reply itself: whoever awaits one gets nothing, and only when it is sent.
 */
async function handOver(
  request: FastifyRequest,
  reply: FastifyReply,
  download: Download,
  headers: Record<string, string>,
  reachesEnd: boolean,
): Promise<boolean> {
  const way = handOverFor(request)
  const place = way && (await download.place?.())
  if (way === undefined || place === undefined) return false
  if (reachesEnd && way.counts === 'start') await countAtStart(request, reply, download)
  // Which ranges can be had is for the front to say.
  const { 'accept-ranges': _ours, ...said } = headers
  reply
    .code(200)
    .headers({ ...said, ...handOverHeader(way, place) })
    .send()
  return true
}

/** Counts a download whose bytes somebody else will send. */
async function countAtStart(request: FastifyRequest, reply: FastifyReply, download: Download): Promise<void> {
  const last = countingFor(request, reply, download)
  await last.before()
  last.after()
}

/** An empty stream: with anything else Fastify would announce a length of 0 in answers to HEAD. */
function noBytes(): Readable {
  return Readable.from([])
}

function validatorHeaders({ etag, lastModified, cacheControl }: Download): Record<string, string> {
  return {
    etag,
    'accept-ranges': 'bytes',
    ...(lastModified !== undefined && { 'last-modified': httpDate(lastModified) }),
    ...(cacheControl !== undefined && { 'cache-control': cacheControl }),
  }
}

function contentHeaders(
  { size, name, contentType, digest }: Download,
  range: ByteRange | undefined,
  disposition: 'attachment' | 'inline',
): Record<string, string> {
  return {
    'content-type': contentType,
    'content-disposition': fileNameHeader(name, disposition),
    'x-content-type-options': 'nosniff',
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
    ...(digest && { 'repr-digest': `sha-256=:${Buffer.from(digest.sha256, 'hex').toString('base64')}:` }),
  }
}

function linkHeaders({ name, contentType }: Download, disposition: 'attachment' | 'inline'): LinkHeaders {
  return { type: contentType, disposition: fileNameHeader(name, disposition) }
}

const uncounted: LastPiece = { before: async () => {}, after: () => {} }

/** Counts when the last piece is about to go out, and takes it back when the connection closes before it has. */
function countingFor(request: FastifyRequest, { raw }: FastifyReply, download: Download): LastPiece {
  let complete = false
  const takeBackUnlessComplete = (undo: () => Promise<void>): void => {
    if (complete) return
    undo().catch((error) => request.log.error({ err: error }, 'a broken download could not be taken back'))
  }
  return {
    async before() {
      if (isGone(raw) || !download.delivered) return
      try {
        const undo = await download.delivered({ address: request.ip, agent: request.headers['user-agent'] ?? '' })
        if (isGone(raw)) takeBackUnlessComplete(undo)
        else raw.once('close', () => takeBackUnlessComplete(undo))
      } catch (error) {
        request.log.error({ err: error }, 'a download could not be counted')
      }
    },
    after() {
      // Node also reports a write as done when the connection broke under it; the socket knows better.
      const { destroyed, errored } = raw.req.socket
      complete = !destroyed && !errored
    },
  }
}

/** Whether nobody can get the rest of this reply any more. */
function isGone(raw: ServerResponse): boolean {
  return raw.destroyed || raw.closed
}

/**
 * A server that is closing waits for running replies, but then also for the idle connection under each of them until
 * its keep-alive time is over. Ending that connection lets the process go as soon as the last reply is out.
 */
function endIdleConnectionWhenClosing(reply: FastifyReply): void {
  const { raw, server } = reply
  raw.once('finish', () => {
    const { socket } = raw.req
    // Injected requests come without a real socket.
    if (!server.server.listening && socket instanceof Socket) socket.end()
  })
}
