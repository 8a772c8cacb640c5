/**
 * Leaving the sending to the server in front: Slipway decides who may have a file, counts, and names the file; nginx,
 * Caddy, Apache or lighttpd sends its bytes. nginx: https://nginx.org/en/docs/http/ngx_http_proxy_module.html
 * (`X-Accel-Redirect`); Apache and lighttpd: `X-Sendfile`.
 */
import { posix } from 'node:path'
import type { FastifyRequest } from 'fastify'

/** Where the bytes of a file are: a path below a folder. */
export type Place = { folder: string; path: string }

export type HandOver = {
  /** `x-accel-redirect`: an address below `/_slipway_files/`; `x-sendfile`: the path on the disk */
  by: 'x-accel-redirect' | 'x-sendfile'
  /**
   * `start`: when the front is told to send the end of the file, because nobody tells when it has; `log`: not here, but
   * when the front's log is imported
   */
  counts: 'start' | 'log'
}

/** What the front maps to the folder of files, and lets nobody ask for. */
export const FILES_ADDRESS = '/_slipway_files'

declare module 'fastify' {
  interface FastifyInstance {
    handOver?: HandOver | undefined
  }
}

/** Only what came through a front: whoever asks directly would get a reply without its bytes. */
export function handOverFor(request: FastifyRequest): HandOver | undefined {
  const through = (request.ips?.length ?? 0) > 1
  return through ? request.server.handOver : undefined
}

/** The header that names the file to the front. */
export function handOverHeader({ by }: HandOver, { folder, path }: Place): Record<string, string> {
  return by === 'x-accel-redirect'
    ? { 'x-accel-redirect': posix.join(FILES_ADDRESS, path) }
    : { 'x-sendfile': posix.join(folder, path) }
}
