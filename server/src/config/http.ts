import { as, type Settings } from './sources.ts'

export type HttpConfig = {
  host: string
  port: number
  publicUrl: string | null
  trustProxy: string
  workers: number
  drainTime: number
  handOver: 'none' | 'x-accel-redirect' | 'x-sendfile'
  handOverCounts: 'start' | 'log'
}

export const http: Settings<HttpConfig> = {
  host: { name: 'host', default: 'localhost', read: as.text, help: 'address to listen on' },
  port: { name: 'port', default: 8080, read: as.integer(0, 65_535), help: 'port to listen on; 0 takes a free one' },
  publicUrl: {
    name: 'publicUrl',
    default: null,
    read: as.url,
    help: 'address under which people reach the server; default: the one they used',
  },
  trustProxy: {
    name: 'trustProxy',
    default: 'loopback',
    read: as.text,
    help: 'proxies that may say where a request came from: addresses, ranges, loopback, or none',
  },
  workers: { name: 'workers', default: 1, read: as.integer(1, 64), help: 'processes that serve' },
  drainTime: {
    name: 'drainTime',
    default: 120_000,
    read: as.span,
    help: 'how long running downloads and uploads may take to end when the server is stopped, e.g. 10m',
  },
  handOver: {
    name: 'handOver',
    default: 'none',
    read: as.oneOf('none', 'x-accel-redirect', 'x-sendfile'),
    help: 'how the server in front is told to send files itself: x-accel-redirect (nginx, Caddy) or x-sendfile (Apache, lighttpd)',
  },
  handOverCounts: {
    name: 'handOverCounts',
    default: 'start',
    read: as.oneOf('start', 'log'),
    help: 'when a download that the server in front sends is counted: at its start, or by its log when that is imported',
  },
}
