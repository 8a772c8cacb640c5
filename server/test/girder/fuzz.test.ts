/** Random and hostile parameters on every route: never a fault of the server, never what somebody may not see. */
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Params } from '../../src/protocols/girder/params.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { documents, type GirderClient, girderClient, idOf, loggedIn } from './client.ts'

const SECRET = 'Verborgen'
const SEED = process.env.SLIPWAY_FUZZ_SEED
/** of each route */
const RUNS = Number(process.env.SLIPWAY_FUZZ_RUNS ?? 30)

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
  const privateIds = [
    ...[secret, hidden, hiddenExtension].map((one) => one.id),
    ...[hidden, hiddenExtension].flatMap((one) => [one.file.id, one.release.id]),
    ...secretFolders,
  ]
  return { ids, privateIds, routes, callers: { admin, stranger, uploader, nobody: girderClient(server) }, hidden }
}

/**
 * What each route asks for, learned by watching it: a parameter is named nowhere but where it is read. A route that is
 * given what it asked for goes on to ask for more.
 */
class Asked {
  readonly #names = new Map<string, Set<string>>()
  #route = ''

  constructor() {
    // Watching what is watched already would never end.
    onTestFinished(() => void vi.restoreAllMocks())
    const note = (name: string) => this.of(this.#route).add(name)
    const optional = Object.getOwnPropertyDescriptor(Params.prototype, 'optional')?.value as (name: string) => unknown
    const has = Object.getOwnPropertyDescriptor(Params.prototype, 'has')?.value as (name: string) => boolean
    vi.spyOn(Params.prototype, 'optional').mockImplementation(function (this: Params, name) {
      note(name)
      return optional.call(this, name) as string | undefined
    })
    vi.spyOn(Params.prototype, 'has').mockImplementation(function (this: Params, name) {
      note(name)
      return has.call(this, name)
    })
  }

  of(route: string): Set<string> {
    const known = this.#names.get(route) ?? new Set<string>()
    this.#names.set(route, known)
    return known
  }

  /** What is read while `work` runs, is asked for by this route. */
  async watch<T>(route: string, work: () => Promise<T>): Promise<T> {
    this.#route = route
    return work()
  }
}

/** What a client would send. */
const USUAL: Record<string, readonly string[]> = {
  os: ['linux', 'win', 'macosx'],
  arch: ['amd64', 'arm64'],
  baseName: ['Viewer', 'Tools'],
  name: ['Viewer', 'new_file', 'a.tar.gz', 'draft'],
  revision: ['34610', '1'],
  app_revision: ['34610', '2'],
  limit: ['0', '1', '50'],
  offset: ['0', '5'],
  size: ['0', '5', '8000000'],
  sort: ['created', 'meta.revision', 'meta.downloadStats.x'],
  sortdir: ['1', '-1'],
  parentType: ['folder', 'item', 'collection'],
  type: ['item', 'folder', 'collection', 'file'],
  mode: ['text', 'prefix'],
  types: ['["item","folder","collection","user"]'],
  path: ['/collection/Applications/packages/Viewer', '/user/admin'],
  release_id_or_name: ['draft', '34610'],
  build_date: ['2021-06-21 11:37:36 -0400'],
  tier: ['0', '3'],
  tier_compare: ['exact', 'lte', 'gte'],
  format: ['zip'],
  contentDisposition: ['inline', 'attachment'],
  scope: ['["core.data.read"]', '["core.user_info.read"]'],
  metadata: ['{"revision":"9"}', '{"a":null}'],
  login: ['somebody'],
  email: ['somebody@lab.test'],
  password: ['a long password'],
  public: ['true', 'false'],
}

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
      const { ids, privateIds, routes, callers, hidden } = await world(server)
      const asked = new Asked()
      const resources = ids.flatMap((id) => [`{"item":["${id}"]}`, `{"folder":["${id}"]}`])
      const access = (await callers.admin.get(`/folder/${ids[0]}/access`)).text
      const usual = (name: string): readonly string[] => {
        if (name === 'resources') return resources
        if (name === 'access') return [access]
        return USUAL[name] ?? ['', 'text']
      }
      const fits = (name: string) =>
        /id$/i.test(name) ? fc.constantFrom(...ids) : fc.constantFrom(...usual(name), ...(name === 'q' ? ['view'] : []))
      const anything = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...ids) }, { weight: 3, arbitrary: hostile })
      const value = (name: string) => fc.oneof({ weight: 5, arbitrary: fits(name) }, { weight: 2, arbitrary: anything })
      const part = (name: string) =>
        fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...(name === 'app_id' ? ids.slice(0, 2) : ids)) },
          { weight: 1, arbitrary: anything },
        )
      const sent = new Map<string, Set<string>>()

      for (const route of routes) {
        const key = `${route.method} ${route.path}`
        const request = fc.record({
          who: fc.constantFrom('nobody', 'nobody', 'stranger', 'uploader', 'admin'),
          parts: fc.tuple(...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => part(name ?? ''))),
          // Parameters are chosen when the request is made, of those the route has asked for by then.
          seed: fc.nat(),
          body: fc.option(fc.oneof(fc.json({ maxDepth: 2 }), fc.string({ unit: 'binary', maxLength: 60 }))),
          contentType: fc.constantFrom(
            undefined,
            'application/json',
            'application/x-www-form-urlencoded',
            'multipart/form-data; boundary=x',
            'text/plain',
          ),
        })
        const property = fc.asyncProperty(request, async ({ who, parts, seed, body, contentType }) => {
          const caller = callers[who as keyof typeof callers] as GirderClient
          // The administrator's part is to find faults; it must not take the world away from the others.
          if (who === 'admin' && (route.method === 'DELETE' || route.path === '/resource/move')) return
          let at = 0
          const path = route.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(wellFormed(parts[at++] ?? '')))
          const names = [...asked.of(key)].filter((name) => name !== 'token')
          // One in five is left out.
          const chosen = fc.sample(
            fc.record(
              Object.fromEntries(names.map((name) => [name, fc.option(value(name), { freq: 5, nil: undefined })])),
            ),
            { numRuns: 1, seed },
          )[0] as Record<string, string | undefined>
          const query = Object.fromEntries(
            Object.entries(chosen).flatMap(([name, one]) => (one === undefined ? [] : [[name, wellFormed(one)]])),
          )
          if (who === 'admin' && route.method !== 'GET') {
            // Nor must it give away what the others must not see: by copying it or opening it.
            if (privateIds.some((id) => JSON.stringify([path, query, body]).includes(id))) return
            delete query.public
          }
          for (const name of Object.keys(query)) sent.set(key, (sent.get(key) ?? new Set()).add(name))
          const answer = await asked.watch(key, () =>
            caller.call(route.method, path, query, {
              ...(body !== null && { bytes: Buffer.from(body) }),
              headers: {
                ...(contentType !== undefined && { 'content-type': contentType }),
                ...(body !== null && { 'content-length': String(Buffer.byteLength(body)) }),
              },
            }),
          )
          const shown =
            `${key} ${path} ${JSON.stringify(query)} ${contentType} ${body}`.slice(0, 1000) +
            ` → ${answer.status} ${answer.text.slice(0, 500)}`

          expect(answer.status, shown).toBeLessThan(500)
          if (who === 'admin') return
          // What the caller said itself may be repeated to it.
          if (!JSON.stringify([path, query, body]).includes(SECRET)) expect(answer.text, shown).not.toContain(SECRET)
          expect(answer.text, shown).not.toContain(hidden.file.sha512)
        })
        const never = () => [...asked.of(key)].filter((name) => name !== 'token' && !sent.get(key)?.has(name))
        // What is asked for only after all the rest is right may take a second round.
        for (let round = 0; round === 0 || (never().length > 0 && round < 5); round++) {
          await fc.assert(property, { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) + round }) })
        }
        expect(never(), `${key} asks for what was never sent`).toEqual([])
      }
    })
  })
}

/** Lone surrogates cannot be sent at all. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')
