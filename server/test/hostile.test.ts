/** Requests that nobody sends by mistake. Whatever comes, the answer says what is wrong, and it is never a 500. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import {
  type Caller,
  databases,
  extensionFacts,
  installerFacts,
  startServer,
  type TestServer,
} from './harness/index.ts'

const NUL = '\u0000'
const JSON_TYPE = { 'content-type': 'application/json' }

const strange = {
  'a NUL': `a${NUL}b`,
  'a path upwards': '../../../etc/passwd',
  'a prototype key': '__proto__',
  constructor: 'constructor',
  'ten thousand characters': 'x'.repeat(10_000),
  'half a surrogate pair': 'a\ud800b',
  'text from right to left': '\u202egnp.exe',
  'white space': ' \t\n',
  quotes: `'"\`;--`,
  percent: '%25%s%n%',
  'a very large number': '9'.repeat(40),
  nothing: '',
}

/** Anything but a failure of the server, and a refusal that says what is wrong. */
function expectNoFailure(
  answer: { status: number; text: string; headers: Record<string, unknown> },
  what: string,
): void {
  expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
  if (answer.status >= 400 && answer.text !== '') {
    // The download page answers people with a page.
    expect(answer.headers['content-type'], what).toMatch(/^(application\/problem\+json|text\/html; charset=utf-8)$/)
  }
}

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
    it.each(Object.entries(strange))('in every path: %s', async (_name, value) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100')
      const v = encodeURIComponent(value.replaceAll('\ud800', ''))
      const paths = [
        `/api/v2/apps/${v}`,
        `/api/v2/apps/viewer/releases/${v}`,
        `/api/v2/apps/viewer/releases/${v}/promotion`,
        `/api/v2/apps/viewer/packages/${v}`,
        `/api/v2/apps/viewer/extensions/${v}/files`,
        `/api/v2/collections/${v}`,
        `/api/v2/accounts/${v}`,
        `/api/v2/files/${v}/bytes`,
        `/api/v2/uploads/${v}`,
        `/dl/${v}`,
        `/dl/viewer/100/${v}`,
        `/dl/${v}/${v}/${v}`,
        `/${v}`,
      ]
      for (const path of paths) {
        const answer = await as.admin.request('GET', path)
        expectNoFailure(answer, path.slice(0, 100))
        if (value !== '') expect(answer.status, path.slice(0, 100)).toBeGreaterThanOrEqual(300)
      }
    })

    it.each(Object.entries(strange))('in every filter: %s', async (_name, value) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100')
      const lists: [path: string, fields: string[]][] = [
        [
          '/api/v2/apps/viewer/extensions',
          [
            'release',
            'appRevision',
            'stage',
            'os',
            'arch',
            'baseName',
            'revision',
            'q',
            'category',
            'tier',
            'license',
            'sort',
            'yanked',
            'limit',
            'cursor',
            '__proto__',
            value,
          ],
        ],
        ['/api/v2/apps/viewer/packages', ['version', 'preRelease', 'cursor']],
        ['/api/v2/apps/viewer/releases', ['stage', 'limit', 'cursor']],
        ['/api/v2/apps/viewer/downloads', ['revision', 'kind', 'baseName', 'cursor']],
        ['/api/v2/apps', ['collection', 'cursor']],
        ['/api/v2/accounts', ['cursor']],
        ['/api/v2/keys', ['account', 'cursor']],
        ['/api/v2/audit', ['app', 'action', 'actor', 'target', 'since', 'until', 'cursor']],
      ]
      for (const [path, fields] of lists) {
        for (const field of fields) {
          const answer = await as.admin.request('GET', path, { query: { [field]: value } })
          expectNoFailure(answer, `${path}?${field}`)
          if (value.includes(NUL)) expect(answer, `${path}?${field}`).toMatchProblem('invalid_input')
        }
      }
    })

    it.each(Object.entries(strange))('in every field of a body: %s', async (_name, value) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100')
      const made = await given.extension(app)
      const upload = await given.upload('the bytes')
      const bodies: [method: string, path: string, body: Record<string, unknown>][] = [
        [
          'POST',
          '/api/v2/apps',
          {
            name: 'N',
            slug: 'n',
            description: '',
            collection: 'C',
            homepage: 'https://x.example',
            applicationPackageNameTemplate: '{os}',
          },
        ],
        ['POST', '/api/v2/collections', { name: 'N', description: '' }],
        ['POST', '/api/v2/accounts', { login: 'l', name: 'n', email: 'a@b.example', password: 'long enough' }],
        [
          'POST',
          '/api/v2/keys',
          { name: 'n', scopes: ['read'], app: 'viewer', expiresAt: '2099-01-01T00:00:00Z', account: 'admin' },
        ],
        ['POST', '/api/v2/apps/viewer/releases', { name: 'n', revision: 'r', description: '' }],
        ['PATCH', '/api/v2/apps/viewer/releases/100', { description: '', name: 'n' }],
        ['POST', '/api/v2/apps/viewer/releases/nowhere/promotion', { name: 'n', description: '', only: [made.id] }],
        [
          'PATCH',
          `/api/v2/apps/viewer/extensions/${made.id}`,
          { description: '', category: '', keywords: '', screenshots: '' },
        ],
        ['PUT', `/api/v2/apps/viewer/extensions/${made.id}/yank`, { reason: 'r' }],
        ['PUT', '/api/v2/apps/viewer/members/admin', { role: 'reader' }],
        [
          'POST',
          '/api/v2/apps/viewer/extensions',
          { ...extensionFacts({ description: '', category: '' }), upload: upload.id },
        ],
        ['POST', '/api/v2/apps/viewer/packages', { ...installerFacts({ description: '' }), upload: upload.id }],
        ['POST', '/api/v2/session', { login: 'l', password: 'p' }],
      ]
      for (const [method, path, body] of bodies) {
        for (const field of Object.keys(body)) {
          const answer = await as.admin.request(method, path, { body: { ...body, [field]: value } })
          expectNoFailure(answer, `${method} ${path} ${field}`)
          if (value.includes(NUL)) {
            expect(answer, `${method} ${path} ${field}`).toMatchProblem('invalid_input')
            expect(answer.problem.errors?.map((error) => error.field)).toContain(field)
          }
        }
      }
    })

    it.each([
      '-1',
      '0',
      '1.5',
      '1e2',
      '1001',
      '1e400',
      'NaN',
      '-0',
      '0x10',
      ' 5',
      '5 ',
      '',
      '999999999999999999999',
      'true',
      '[]',
    ])('as a limit: %j', async (limit) => {
      const { as } = await startServer({ database })
      for (const path of ['/api/v2/apps', '/api/v2/audit', '/api/v2/accounts', '/api/v2/keys', '/api/v2/collections']) {
        const answer = await as.admin.request('GET', path, { query: { limit } })
        expectNoFailure(answer, path)
        const right = Number(limit) >= 1 && Number(limit) <= 1000 && Number.isInteger(Number(limit))
        if (!right) expect(answer).toMatchProblem('invalid_input', { fields: ['query.limit'] })
      }
    })

    it.each(['1e300', '99999999999', '-99999999999', '2147483648', '1.5', 'x'])('as a tier: %s', async (tier) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.extension(app, { tier: 3 })
      const answer = await as.admin.request('GET', '/api/v2/apps/viewer/extensions', { query: { tier } })
      expectNoFailure(answer, tier)
      if (answer.status === 200) {
        expect((answer.json as { items: unknown[] }).items).toHaveLength(Number(tier) > 0 ? 1 : 0)
      }
    })

    it.each([
      'nonsense',
      '!',
      btoa('null'),
      btoa('{}'),
      btoa('[]'),
      btoa('[1]'),
      btoa('["a"]'),
      btoa('[1,"a","b"]'),
      btoa('[1e999,"a"]'),
      btoa('[1.5,"a"]'),
      btoa('[-1e300,"a"]'),
      btoa('[null,"a"]'),
      btoa('["\\u0000","a"]'),
      btoa('[1,"\\u0000"]'),
      btoa('["\\u0000"]'),
      btoa('["\\u0000","a","b","c"]'),
      btoa('["\\u0000","b","c","d","e"]'),
      btoa('[9007199254740993,"a"]'),
      btoa('[[[[]]]]'),
      btoa('[{"toString":1},"a"]'),
      'A'.repeat(512),
      'A'.repeat(513),
    ])('as a cursor: %j', async (cursor) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.extension(app)
      const lists: ((caller: Caller) => Promise<{ status: number; text: string; headers: Record<string, unknown> }>)[] =
        [
          (c) => c.listApps({ cursor }),
          (c) => c.listCollections({ cursor }),
          (c) => c.listAccounts({ cursor }),
          (c) => c.listKeys({ cursor }),
          (c) => c.listAudit({ cursor }),
          (c) => c.listReleases({ app: 'viewer' }, { cursor }),
          (c) => c.listPackages({ app: 'viewer' }, { cursor }),
          (c) => c.listExtensions({ app: 'viewer' }, { cursor, sort: 'name' }),
          (c) => c.listExtensions({ app: 'viewer' }, { cursor, q: 'tools' }),
          (c) => c.listDownloadCounts({ app: 'viewer' }, { cursor }),
        ]
      for (const [at, list] of lists.entries()) expectNoFailure(await list(as.admin), `list ${at}`)
    })

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

    it('as twenty thousand ids to promote, all wrong', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100')
      const only = Array.from({ length: 20_000 }, (_, at) => `wrong ${at}`)
      const answer = await as.admin.promoteDraft({ app: 'viewer', release: '100' }, { name: '5.8', only })
      expect(answer).toMatchProblem('invalid_input')
      expect(answer.bytes.length).toBeLessThan(20_000)
    })

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

    it('as names that are not what they seem leads to nothing else', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      for (const fileName of ['..', '.', 'a/../../b', 'a\\b', `a${NUL}`, '\r\nSet-Cookie: a=b', ' a', 'a ']) {
        const answer = await as.admin.putPackage({ app: app.slug }, installerFacts({ fileName }), 'bytes')
        expect(answer, fileName).toMatchProblem('invalid_input', { fields: ['query.fileName'] })
      }
      for (const fileName of [
        'a"b;c.zip',
        "it's.zip",
        '%2e%2e%2f',
        '…',
        '🦴.zip',
        '\u202egpj.exe',
        'CON',
        '-rf',
        '$(id)',
      ]) {
        const { url } = await given.installer(app, {
          fileName,
          baseName: `B${fileName.length}${fileName.charCodeAt(0)}`,
        })
        const answer = await as.anonymous.request('GET', url)
        expect([answer.status, answer.headers['set-cookie']], fileName).toEqual([200, undefined])
        expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="/)
      }
    })
  })
}
