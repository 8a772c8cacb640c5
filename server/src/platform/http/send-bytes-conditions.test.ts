import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bodyOf, httpDate, startSending } from '../../../test/harness/sending.ts'

describe('conditions', () => {
  const later = 'Sat, 18 May 2024 00:00:00 GMT'
  const earlier = 'Thu, 16 May 2024 00:00:00 GMT'
  test.each([
    ['If-None-Match with the tag', (etag: string) => ({ 'if-none-match': etag }), 304],
    ['If-None-Match with the tag among others', (etag: string) => ({ 'if-none-match': `"a", ${etag}` }), 304],
    ['If-None-Match with the tag made weak', (etag: string) => ({ 'if-none-match': `W/${etag}` }), 304],
    ['If-None-Match: *', () => ({ 'if-none-match': '*' }), 304],
    ['If-None-Match with another tag', () => ({ 'if-none-match': '"a"' }), 200],
    ['If-Modified-Since the same second', () => ({ 'if-modified-since': httpDate }), 304],
    ['If-Modified-Since later', () => ({ 'if-modified-since': later }), 304],
    ['If-Modified-Since earlier', () => ({ 'if-modified-since': earlier }), 200],
    ['If-None-Match before If-Modified-Since', () => ({ 'if-none-match': '"a"', 'if-modified-since': later }), 200],
    ['If-None-Match before Range', (etag: string) => ({ 'if-none-match': etag, range: 'bytes=0-1' }), 304],
    ['If-Match with the tag', (etag: string) => ({ 'if-match': etag }), 200],
    ['If-Match: *', () => ({ 'if-match': '*' }), 200],
    ['If-Match with another tag', () => ({ 'if-match': '"a"' }), 412],
    ['If-Match with the tag made weak', (etag: string) => ({ 'if-match': `W/${etag}` }), 412],
    ['If-Unmodified-Since the same second', () => ({ 'if-unmodified-since': httpDate }), 200],
    ['If-Unmodified-Since earlier', () => ({ 'if-unmodified-since': earlier }), 412],
    ['If-Unmodified-Since nonsense', () => ({ 'if-unmodified-since': 'yesterday' }), 200],
  ])('%s', async (_name, headers, status) => {
    const server = await startSending()
    const { etag } = await server.given(randomBytes(1000))
    for (const method of ['GET', 'HEAD']) {
      const reply = await server.ask(headers(etag), method)
      expect(reply.status).toBe(status)
      expect(reply.headers.get('etag')).toBe(etag)
      if (status === 304) expect(reply.headers.has('content-length')).toBe(false)
      if (status !== 200) expect(await bodyOf(reply)).toHaveLength(0)
    }
    expect(server.counted).toBe(status === 200 ? 1 : 0)
  })

  test('dates mean nothing for a file without one', async () => {
    const server = await startSending()
    const download = await server.given(randomBytes(10))
    delete download.lastModified
    expect((await server.ask({ 'if-modified-since': later })).status).toBe(200)
    expect((await server.ask({ 'if-unmodified-since': earlier })).status).toBe(200)
    expect((await server.ask({ range: 'bytes=0-1', 'if-range': httpDate })).status).toBe(200)
  })
})
