/** What is put right of a request before it finds its route. */
import type { IncomingMessage } from 'node:http'
import { ownPlace, PREFIX } from './mount.ts'
import type { DsmOptions } from './services.ts'

/** Icons and SPKs are below the number of a version, screenshots beside it. */
const FILE = /^\/[^/?]+\/(?:\d{1,10}\/[^/?]+\.\w+|screenshot_\d+\.\w+)(?=\?|$)/

/**
 * A package may be named like one of our own addresses (`package`, `apps`, `dl`). At the address that devices have for
 * themselves its files come first: what looks like the path of one is asked for below `/nas`.
 */
export function deviceAddress(options: DsmOptions): (request: Pick<IncomingMessage, 'headers'>, url: string) => string {
  const own = ownPlace(options)
  if (own === undefined) return (_request, url) => url
  const { host, prefix } = own
  return ({ headers }, url) => {
    if (!url.startsWith(`${prefix}/`) || !FILE.test(url.slice(prefix.length)) || !host.test(headers.host ?? ''))
      return url
    return `${PREFIX}${url.slice(prefix.length)}`
  }
}
