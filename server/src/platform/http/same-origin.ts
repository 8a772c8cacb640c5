/**
 * Protection of cookie sessions against requests that other sites cause. Browsers say where a request comes from by
 * `Sec-Fetch-Site`, older ones by `Origin`; programs that send neither do not carry somebody else's cookies.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
import type { FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Throws `cross_origin` when another site's page caused this change. */
export function requireSameOrigin(request: FastifyRequest): void {
  if (SAFE.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return
    throw new Problem('cross_origin')
  }
  const { origin } = request.headers
  if (origin === undefined) return
  if (hostOf(origin) !== request.host) throw new Problem('cross_origin')
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
