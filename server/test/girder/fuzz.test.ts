/** Random and hostile parameters on every route: never a fault of the server, never what somebody may not see. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { documents, type GirderClient, girderClient, idOf, loggedIn } from './client.ts'

const SECRET = 'Verborgen'
const RUNS = Number(process.env.SLIPWAY_FUZZ_RUNS ?? 250)

type Route = { method: string; path: string }

async function world(server: TestServer) {
  const { given, as } = server
  const admin = await loggedIn(server, as.admin)
  const viewer = await given.app('Viewer')
  const secret = await given.app(SECRET, { public: false, description: SECRET })
  const installer = await given.installer(viewer, { revision: '34610' })
  const extension = await given.extension(viewer, { appRevision: '34610' })
  const hidden = await given.installer(secret, { baseName: SECRET, revision: `${SECRET}-1` })
  const hiddenExtension = await given.extension(secret, { baseName: SECRET, appRevision: `${SECRET}-1` })
  const folders = documents(await admin.get(`/folder?parentId=${viewer.id}`)).map((one) => one._id)
  const secretFolders = documents(await admin.get(`/folder?parentId=${secret.id}`)).map((one) => one._id)
  const declared = idOf(
    await admin.post(`/app/${viewer.id}/package`, {
      os: 'win',
      arch: 'amd64',
      baseName: 'Viewer',
      repository_type: '',
      repository_url: '',
      revision: '34610',
      version: '1',
    }),
  )
  const ids = [
    ...[viewer, secret, installer, extension, hidden, hiddenExtension].map((one) => one.id),
    ...[installer, extension, hidden, hiddenExtension].flatMap((one) => [one.file.id, one.release.id]),
    ...folders,
    ...secretFolders,
    declared,
    'f'.repeat(24),
  ]
  const described = (await admin.get('/describe')).value as { paths: Record<string, Record<string, unknown>> }
  const routes = Object.entries(described.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method): Route => ({ method: method.toUpperCase(), path })),
  )
  const stranger = await loggedIn(server, as.stranger)
  const uploader = await loggedIn(server, as.uploader(viewer))
  return { admin, ids, routes, callers: { admin, stranger, uploader, nobody: girderClient(server) }, hidden }
}

const NAMES = [
  ...['limit', 'offset', 'sort', 'sortdir', 'name', 'text', 'q', 'os', 'arch', 'baseName', 'revision', 'app_revision'],
  ...['version', 'tier', 'tier_compare', 'release_id', 'release_id_or_name', 'package_id', 'extension_id', 'app_id'],
  ...[
    'package_name',
    'extension_name',
    'collection_id',
    'collection_name',
    'folderId',
    'parentId',
    'parentType',
    'size',
  ],
  ...['uploadId', 'description', 'repository_type', 'repository_url', 'build_date', 'pre_release', 'enabled', 'public'],
  ...['resources', 'metadata', 'access', 'types', 'mode', 'path', 'type', 'key', 'duration', 'scope', 'tokenDuration'],
  ...['format', 'endByte', 'contentDisposition', 'mimeType', 'login', 'email', 'firstName', 'lastName', 'password'],
  ...['old', 'new', 'active', 'userId', 'reuseExisting', 'allowNull', 'linkUrl', 'token', 'offset'],
]

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1',
    '50',
    '99999999999999999999',
    '2147483648',
    'NaN',
    '1e400',
    'true',
    'null',
    'draft',
  ),
  fc.constantFrom('linux', 'win', 'amd64', 'arm64', 'item', 'folder', 'collection', 'text', 'prefix', 'zip', 'inline'),
  fc.constantFrom(
    "' or 1=1 --",
    '%',
    '_',
    '\\',
    '%00',
    '\0',
    '\ud800',
    '../../etc/passwd',
    '{baseName.__class__}',
    '{',
  ),
  fc.constantFrom(
    'meta.revision',
    'meta.__proto__.x',
    '__proto__',
    'constructor',
    '2021-06-21 11:37:36 -0400',
    '34610',
  ),
  fc.constantFrom('{"revision":"1"}', '{"a":[1,{"b":null}]}', '[]', '{"item":["x"]}', '{"__proto__":1}', '{"item":{}}'),
  fc.constantFrom('x'.repeat(300), 'ü'.repeat(1100), 'Viewer', '/collection/Applications/packages/Viewer/draft/34610'),
  fc.json({ maxDepth: 2 }),
)

for (const database of databases) {
  describe(`any request on ${database.name}`, () => {
    it('is never a fault of the server, and shows nobody what is private', { timeout: 300_000 }, async () => {
      const server = await startServer({ database })
      const { ids, routes, callers, hidden } = await world(server)
      const value = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...ids) }, { weight: 3, arbitrary: hostile })
      const request = fc.record({
        route: fc.constantFrom(...routes),
        who: fc.constantFrom('nobody', 'nobody', 'stranger', 'uploader', 'admin'),
        parts: fc.array(value, { minLength: 3, maxLength: 3 }),
        query: fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 8 }),
        body: fc.option(fc.oneof(fc.json({ maxDepth: 2 }), fc.string({ unit: 'binary', maxLength: 60 }))),
        contentType: fc.constantFrom(
          undefined,
          'application/json',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'text/plain',
        ),
      })

      await fc.assert(
        fc.asyncProperty(request, async ({ route, who, parts, query, body, contentType }) => {
          const caller = callers[who as keyof typeof callers] as GirderClient
          // The administrator's part is to find faults; it must not take the world away from the others.
          if (who === 'admin' && route.method === 'DELETE') return
          let at = 0
          const path = route.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(wellFormed(parts[at++] ?? '')))
          const query_ = Object.fromEntries(Object.entries(query).map(([name, one]) => [name, wellFormed(one)]))
          const answer = await caller.call(route.method, path, query_, {
            ...(body !== null && { bytes: Buffer.from(body) }),
            headers: {
              ...(contentType !== undefined && { 'content-type': contentType }),
              ...(body !== null && { 'content-length': String(Buffer.byteLength(body)) }),
            },
          })
          const sent = `${route.method} ${path} ${JSON.stringify(query_)} ${contentType} ${body}`.slice(0, 1000)
          const shown = `${sent} → ${answer.status} ${answer.text.slice(0, 500)}`

          expect(answer.status, shown).toBeLessThan(500)
          if (who === 'admin') return
          // What the caller said itself may be repeated to it.
          const said = JSON.stringify([path, query_, body])
          if (!said.includes(SECRET)) expect(answer.text, shown).not.toContain(SECRET)
          expect(answer.text, shown).not.toContain(hidden.file.sha512)
        }),
        { numRuns: RUNS * 8, ...(process.env.SLIPWAY_FUZZ_SEED && { seed: Number(process.env.SLIPWAY_FUZZ_SEED) }) },
      )
    })
  })
}

/** Lone surrogates cannot be sent at all. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')
