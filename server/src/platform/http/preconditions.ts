/** Conditional requests of RFC 9110, section 13, for things that have a strong ETag. */

import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import fresh from 'fresh'

/** `etag` is strong and quoted; `lastModified` in ms since 1970. */
export type Validators = { etag: string; lastModified?: number }

/** A time in ms as an HTTP date, which knows whole seconds only. */
export function httpDate(time: number): string {
  return new Date(time).toUTCString()
}

/**
 * What the conditions of a GET or HEAD come to: 'failed' (412), 'not_modified' (304), or 'go' when the request is to be
 * answered as if there were none.
 */
export function precondition(headers: IncomingHttpHeaders, validators: Validators): 'failed' | 'not_modified' | 'go' {
  const { etag, lastModified } = validators
  const match = headers['if-match']
  if (match !== undefined) {
    if (match.trim() !== '*' && !match.split(',').some((candidate) => candidate.trim() === etag)) return 'failed'
  } else if (lastModified !== undefined && headers['if-unmodified-since'] !== undefined) {
    // An unreadable date compares as false, which ignores the condition as the RFC wants it.
    if (seconds(lastModified) > seconds(Date.parse(headers['if-unmodified-since']))) return 'failed'
  }
  const present = lastModified === undefined ? { etag } : { etag, 'last-modified': httpDate(lastModified) }
  // fetch() adds `Cache-Control: no-cache` to requests that come with conditions of their own. It is meant for caches on
  // the way; the source itself, with a strong validator, can say 304 all the same.
  const { 'cache-control': _forCaches, ...asked } = headers
  return fresh(asked, present) ? 'not_modified' : 'go'
}

type Asked = Pick<FastifyRequest, 'method' | 'headers'>

/** Whether a GET or HEAD is answered with 304, where the tag, strong and quoted, is all there is to compare. */
export function isKnown(request: Asked, etag: string): boolean {
  const known = request.headers['if-none-match']
  if (known === undefined || !isReading(request)) return false
  return known === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

/** Whether a GET or HEAD wants something only if there is nothing: `If-None-Match: *`. */
export const isReadUnlessThere = (request: Asked): boolean =>
  request.headers['if-none-match'] === '*' && isReading(request)

const isReading = ({ method }: Asked): boolean => method === 'GET' || method === 'HEAD'

/**
 * Whether a range may be given in spite of `If-Range`: the header is absent or names exactly the present version. A weak
 * tag never does, and neither does a date that is merely later: the client would join parts of two files.
 */
export function mayResume(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const condition = headers['if-range']
  if (typeof condition !== 'string') return true
  if (condition.includes('"')) return condition.trim() === etag
  return lastModified !== undefined && seconds(lastModified) === seconds(Date.parse(condition))
}

function seconds(time: number): number {
  return Math.floor(time / 1000)
}
