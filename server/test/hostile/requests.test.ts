/** Requests that nobody sends by mistake. Whatever comes, the answer says what is wrong, and it is never a 500. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { expectNoFailure } from './strange.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** Bytes as they are, over a socket; what came back until the server closed. */
function raw({ url }: TestServer, request: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request))
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
  })
}

for (const database of databases) {
  describe(`hostile input on ${database.name}`, () => {
    it('as parameters that are there twice', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.extension(app)
      for (const query of [
        'limit=1&limit=2',
        'os=linux&os=win',
        'q=a&q=b',
        'cursor=a&cursor=b',
        'sort=name&sort=name',
      ]) {
        const answer = await as.admin.request('GET', `/api/v2/apps/viewer/extensions?${query}`)
        expect(answer, query).toMatchProblem('invalid_input', { fields: [`query.${query.split('=')[0]}`] })
      }
    })

    it.each([
      ['nothing', ''],
      ['no JSON', '{"name": '],
      ['a text', '"name"'],
      ['a number', '5'],
      ['null', 'null'],
      ['a list', '[]'],
      ['a list of a hundred thousand lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
      ['a deep object', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
      ['a deep value of a known field', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
      ['a prototype', '{"__proto__":{"admin":true},"name":"N"}'],
      ['a constructor', '{"constructor":{"prototype":{"admin":true}},"name":"N"}'],
      ['a key twice', '{"name":"N","name":"M\\u0000"}'],
      ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x6e, 0x61, 0x6d, 0x65, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
      ['a byte order mark', Buffer.from('\ufeff{"name":"N"}')],
      ['a huge number', '{"name":"N","public":1e999}'],
      [
        'ten thousand unknown keys',
        JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, 1]))),
      ],
      ['a huge key', JSON.stringify({ ['k'.repeat(900_000)]: 1 })],
    ])('as a body: %s', async (_name, bytes) => {
      const { as } = await startServer({ database })

      const answer = await as.admin.request('POST', '/api/v2/collections', { bytes, headers: JSON_TYPE })

      expectNoFailure(answer, 'POST /collections')
      expect(answer.bytes.length).toBeLessThan(20_000)
    })

    it('as more JSON than there is room for', async () => {
      const { as } = await startServer({ database })
      const bytes = JSON.stringify({ name: 'x'.repeat(2_000_000) })
      const answer = await as.admin.request('POST', '/api/v2/collections', { bytes, headers: JSON_TYPE })
      expect(answer).toMatchProblem('too_large')
    })

    it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
      'as a body of the type %s',
      async (type) => {
        const { as } = await startServer({ database })
        const options = { bytes: '{"name":"N"}', headers: { 'content-type': type } }
        const answer = await as.admin.request('POST', '/api/v2/collections', options)
        expect(answer).toMatchProblem('media_type_unsupported')
      },
    )

    it.each([
      '/api/v2/apps/%',
      '/api/v2/apps/%zz',
      '/dl/%E0%A4%A',
      '/%ff',
      '/api/v2/apps/%c0%ae',
      '/..',
      '/dl/../../etc/passwd',
      '//',
      '/api/v2//apps',
      '/api/v2/apps/x?%',
      '/find?%00',
      '/?date=%00&version=%ff',
      '/api/v2/apps?limit[]=1',
    ])('as the address %s', async (path) => {
      const { as } = await startServer({ database })
      const answer = await as.admin.request('GET', path)
      expectNoFailure(answer, path)
      // Without an application to offer, the first page leads on, whatever it is asked for.
      if (!path.startsWith('/?')) expect(answer.status).toBeGreaterThanOrEqual(400)
    })

    it.each([
      ['a method nobody knows', 'BREW /api/v2/apps HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      ['a method that is not for this', 'TRACE /api/v2/apps HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      ['no host', 'GET /api/v2/apps HTTP/1.1\r\nConnection: close\r\n\r\n'],
      ['two lengths', 'POST /api/v2/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
      [
        'a length and chunks',
        'POST /api/v2/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ],
      ['no HTTP', 'hello\r\n\r\n'],
      ['a header of 100 kB', `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`],
      ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: a\0b\r\n\r\n'],
      ['HTTP/2 without a word', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ])('over the wire: %s', async (_name, request) => {
      const server = await startServer({ database })

      const reply = await raw(server, request)

      expect(reply).toMatch(/^(HTTP\/1\.1 [34]\d\d |$)/)
      expect((await server.as.admin.listApps()).status).toBe(200)
    })

    it.each([
      'cookie',
      'authorization',
      'user-agent',
      'x-forwarded-for',
      'if-none-match',
      'range',
      'origin',
      'accept-encoding',
    ])('in the header %s', async (name) => {
      const { as, given } = await startServer({ database })
      const made = await given.installer(await given.app('Viewer'))
      for (const value of [
        '\u00ff\u00fe',
        '"',
        '%00',
        ';;;',
        'a'.repeat(8000),
        'slipway_session=%00',
        'bytes=-,-',
        'null',
        ',',
      ]) {
        for (const path of ['/api/v2/session', '/api/v2/apps/viewer/extensions', made.url]) {
          expectNoFailure(
            await as.anonymous.request('GET', path, { headers: { [name]: value } }),
            `${path} ${value.slice(0, 20)}`,
          )
        }
        const login = { body: { login: 'x', password: 'y' }, headers: { [name]: value } }
        expectNoFailure(await as.anonymous.request('POST', '/api/v2/session', login), `login ${value.slice(0, 20)}`)
      }
    })
  })
}
