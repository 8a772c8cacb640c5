import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bodyOf, httpDate, startSending } from '../../../test/harness/sending.ts'

describe('ranges', () => {
  const size = 1_000_000
  test.each([
    ['bytes=0-99', 0, 99, 0],
    ['bytes=0-600000', 0, 600_000, 0],
    ['bytes=999999-', 999_999, 999_999, 1],
    ['bytes=500000-', 500_000, 999_999, 1],
    ['bytes=-10', 999_990, 999_999, 1],
    ['bytes=-9999999', 0, 999_999, 1],
    ['bytes=10-19,30-39', 10, 19, 0],
    ['bytes=0-999998', 0, 999_998, 0],
  ])('%s gives bytes %i to %i and counts %i', async (range, start, end, counts) => {
    const server = await startSending()
    const bytes = randomBytes(size)
    await server.given(bytes)
    const reply = await server.ask({ range })
    expect(reply.status).toBe(206)
    expect(reply.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`)
    expect(reply.headers.get('content-length')).toBe(String(end - start + 1))
    expect(reply.headers.get('repr-digest')).toBe(`sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`)
    expect(bytes.subarray(start, end + 1).equals(await bodyOf(reply))).toBe(true)
    expect(server.counted).toBe(counts)
  })

  test.each([['bytes=1000000-'], ['bytes=2000000-3000000'], ['bytes=-0']])(
    '%s is refused with the size',
    async (range) => {
      const server = await startSending()
      await server.given(randomBytes(size))
      const reply = await server.ask({ range })
      expect(reply.status).toBe(416)
      expect(reply.headers.get('content-range')).toBe(`bytes */${size}`)
      expect(reply.headers.has('content-disposition')).toBe(false)
      expect(await bodyOf(reply)).toHaveLength(0)
      expect(server.counted).toBe(0)
    },
  )

  test.each([['bytes=9-5'], ['bytes=x'], ['lines=1-2'], ['bytes=']])('%s is ignored', async (range) => {
    const server = await startSending()
    await server.given(randomBytes(1000))
    const reply = await server.ask({ range })
    expect(reply.status).toBe(200)
    expect(await bodyOf(reply)).toHaveLength(1000)
  })

  test.each([
    ['the strong tag', (etag: string) => etag, 206],
    ['another tag', () => '"other"', 200],
    ['the tag made weak', (etag: string) => `W/${etag}`, 200],
    ['the date', () => httpDate, 206],
    ['a later date', () => 'Sat, 18 May 2024 00:00:00 GMT', 200],
    ['an earlier date', () => 'Thu, 16 May 2024 00:00:00 GMT', 200],
    ['nonsense', () => 'yesterday', 200],
  ])('If-Range with %s', async (_name, condition, status) => {
    const server = await startSending()
    const { etag } = await server.given(randomBytes(1000))
    const reply = await server.ask({ range: 'bytes=0-9', 'if-range': condition(etag) })
    expect(reply.status).toBe(status)
    expect(await bodyOf(reply)).toHaveLength(status === 206 ? 10 : 1000)
  })

  test('an outdated If-Range turns an unsatisfiable range into the whole file', async () => {
    const server = await startSending()
    await server.given(randomBytes(1000))
    expect((await server.ask({ range: 'bytes=5000-', 'if-range': '"other"' })).status).toBe(200)
  })
})
