/** What is put right of a request before it finds its route. */
import type { IncomingMessage } from 'node:http'

const BASE = '/api/v1/'
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])

/**
 * The Python client appends paths that begin with a slash to a base that ends in one; both forms mean the same. Clients
 * that can only POST name the method they mean in a header.
 */
export function girderAddress(request: Pick<IncomingMessage, 'method' | 'headers' | 'url'>): string {
  const url = request.url ?? '/'
  if (!url.startsWith(BASE)) return url
  const meant = overrideOf(request)
  if (request.method === 'POST' && meant !== undefined) request.method = meant
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  return path.includes('//') ? path.replaceAll(/\/{2,}/g, '/') + (end < 0 ? '' : url.slice(end)) : url
}

function overrideOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const value = headers[name]
    if (typeof value === 'string' && METHODS.has(value.toUpperCase())) return value.toUpperCase()
  }
  return undefined
}
