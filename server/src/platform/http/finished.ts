/** Sending answers that are finished: nothing is left to print, to compress or to stream. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'

/** So many go out before the turn is over: of hundreds of clients, none needs to wait for all others. */
const AT_ONCE = 64
let waiting: { raw: ServerResponse; body: string | Buffer; encoding: 'latin1' | 'utf8' }[] = []

/**
 * Sends `body`, `length` bytes long, with the status and the headers of `reply`, past what Fastify does for bodies still
 * to be made, which costs as much again: so no `onSend` hook sees it. Answers of one turn of the event loop are written in a row
 * at its end, because a write that wakes a waiting client costs several times what the next one does.
 */
export function sendFinished(reply: FastifyReply, body: string | Buffer, length: number): FastifyReply {
  const headers = reply.getHeaders() as OutgoingHttpHeaders
  headers['content-length'] = length
  reply.raw.writeHead(reply.statusCode, headers)
  // After what may throw: from here on nobody else answers.
  reply.hijack()
  if (waiting.length === 0) setImmediate(sendWaiting)
  // Text of ASCII only needs no encoding, and nobody has to count its bytes again.
  waiting.push({ raw: reply.raw, body, encoding: body.length === length ? 'latin1' : 'utf8' })
  if (waiting.length === AT_ONCE) sendWaiting()
  return reply
}

function sendWaiting(): void {
  const now = waiting
  waiting = []
  for (const { raw, body, encoding } of now) raw.end(body, encoding)
}
