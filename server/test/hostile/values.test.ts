/** Values that nobody sends by mistake, wherever one can be. Whatever comes, the answer says what is wrong, and it is never a 500. */
import { describe, expect, it } from 'vitest'
import { type Caller, databases, extensionFacts, installerFacts, startServer } from '../harness/index.ts'
import { expectNoFailure, NUL, strange } from './strange.ts'

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

    it('as twenty thousand ids to promote, all wrong', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100')
      const only = Array.from({ length: 20_000 }, (_, at) => `wrong ${at}`)
      const answer = await as.admin.promoteDraft({ app: 'viewer', release: '100' }, { name: '5.8', only })
      expect(answer).toMatchProblem('invalid_input')
      expect(answer.bytes.length).toBeLessThan(20_000)
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
