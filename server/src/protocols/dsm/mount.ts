/** Where the device address is, and how links to its files begin. */
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import type { DsmOptions } from './services.ts'

export const PREFIX = '/nas'

export type Mount = {
  /** path before the catalogue; empty at the root */
  prefix: string
  /** the host it answers on, when it is one of its own */
  constraints: { constraints?: { host: RegExp } }
  /** how links begin, where that is configured */
  base: string | undefined
  /** where the pages for people are; empty: the host that was asked */
  site: string
}

/** `/nas` always, and the address of its own where one is configured. */
export function mountsOf(options: DsmOptions): Mount[] {
  const { publicUrl, nasUrl } = options
  const site = publicUrl ?? ''
  const base = nasUrl ?? (publicUrl == null ? undefined : `${publicUrl}${PREFIX}`)
  const own = ownPlace(options)
  return [
    { prefix: PREFIX, constraints: {}, base, site },
    ...(own === undefined
      ? []
      : [{ prefix: own.prefix, constraints: { constraints: { host: own.host } }, base: own.url, site }]),
  ]
}

/** The host and path that devices have for themselves, when it is another than `/nas` below the site. */
export function ownPlace({ publicUrl, nasUrl }: DsmOptions): { url: string; host: RegExp; prefix: string } | undefined {
  if (nasUrl == null) return undefined
  const { host, hostname, port, pathname } = new URL(nasUrl)
  const prefix = pathname.replace(/\/+$/, '')
  if (publicUrl != null && new URL(publicUrl).host === host && prefix === PREFIX) return undefined
  // As clients may write it: in any case, and with the port that goes without saying.
  const asked = new RegExp(`^${hostname.replaceAll('.', '\\.')}${port === '' ? '(?::(?:80|443))?' : `:${port}`}$`, 'i')
  return { url: nasUrl, host: asked, prefix }
}

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/

/** `shared`: whether an answer with these links is right for everybody. */
export function baseOf(request: FastifyRequest, mount: Mount): { base: string; shared: boolean } {
  if (mount.base !== undefined) return { base: mount.base, shared: true }
  if (!HOST.test(request.host)) throw new Problem('invalid_input', { detail: 'The Host header is not a host.' })
  return { base: `${request.protocol}://${request.host}${mount.prefix}`, shared: false }
}
