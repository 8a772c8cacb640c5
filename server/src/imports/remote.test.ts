import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { Refusal, Remote } from './remote.ts'

const BYTES = Buffer.from(Array.from({ length: 3000 }, (_none, at) => at % 251))

/** A server that sends the first thousand bytes and waits; knows parts of files or not. */
async function halfWay({ ranges }: { ranges: boolean }) {
  const asked: string[] = []
  let open: ServerResponse | undefined
  const server = createServer((request, reply) => {
    const { range = '' } = request.headers
    asked.push(range)
    if (request.url !== '/a%20b') return reply.writeHead(404).end('nothing here')
    const from = ranges ? Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0) : 0
    const part = from === 0 ? {} : { 'content-range': `bytes ${from}-${BYTES.length - 1}/${BYTES.length}` }
    reply.writeHead(from === 0 ? 200 : 206, { 'content-length': BYTES.length - from, ...part })
    if (asked.length > 1) return reply.end(BYTES.subarray(from))
    open = reply
    return reply.write(BYTES.subarray(0, 1000))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, remote: new Remote(url, { attempts: 2, delay: 1 }), breakOff: () => open?.destroy() }
}

test.each([true, false])(
  'a file goes on where it broke off, whether the server knows parts of it: %s',
  async (ranges) => {
    const { asked, remote, breakOff } = await halfWay({ ranges })
    const got: Uint8Array[] = []
    for await (const piece of await remote.file('/a%20b')) {
      got.push(piece as Uint8Array)
      breakOff()
    }
    expect(Buffer.concat(got)).toEqual(BYTES)
    expect(asked).toEqual(['', 'bytes=1000-'])
  },
)

test('what is not there is refused at once, and what cannot be reached ends the work', async () => {
  const { remote, asked } = await halfWay({ ranges: true })
  await expect(remote.file('/other')).rejects.toThrow(Refusal)
  await expect(remote.file('/other')).rejects.toThrow('GET /other: 404 nothing here')
  expect(asked).toHaveLength(2)
  const nowhere = new Remote('http://127.0.0.1:1', { attempts: 2, delay: 1 })
  await expect(nowhere.file('/a')).rejects.toThrow(/^http:\/\/127\.0\.0\.1:1 cannot be reached: .*to go on\.$/)
})
