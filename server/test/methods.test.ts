import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { databases, startServer } from './harness/index.ts'

/** A web app takes every address that nobody else has. */
async function webApp(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-web-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><html><head><title>S</title></head><body><div id="root"></div></body></html>',
  )
  await writeFile(join(folder, 'assets', 'app.js'), 'void 0')
  return folder
}

for (const database of databases)
  describe(`methods on ${database.name}`, () => {
    it('that an address does not take get 405 and what it takes, in the form of the place', async () => {
      const { as } = await startServer({ database, web: await webApp() })
      const ask = as.anonymous.request
      const PROBLEM = 'application/problem+json'
      const GIRDER = 'application/json'
      const PAGE = 'text/html; charset=utf-8'
      const cases = [
        // the native API
        ['PROPFIND', '/api/v2/apps', 'GET, HEAD, POST', PROBLEM],
        ['DELETE', '/api/v2/apps?limit=1', 'GET, HEAD, POST', PROBLEM],
        ['LINK', '/api/v2/apps/viewer/', 'GET, HEAD, PATCH, DELETE', PROBLEM],
        ['TRACE', '/api/v2', 'GET, HEAD', PROBLEM],
        ['PUT', '/healthz', 'GET, HEAD', PROBLEM],
        // also where the web app would answer GET
        ['GET', '/api/v2/session/factors/passkey/options', 'POST', PROBLEM],
        ['HEAD', '/api/v2/session/factors/passkey/options', 'POST', null],
        // links and pages
        ['PROPFIND', '/dl/viewer/5.8.1/viewer.zip', 'GET, HEAD', PROBLEM],
        ['POST', '/apps', 'GET, HEAD', PROBLEM],
        ['MKCOL', '/apps/viewer/releases/5.8.1', 'GET, HEAD', PROBLEM],
        ['PROPFIND', '/login', 'GET, HEAD', PROBLEM],
        ['LOCK', '/assets/app.js', 'GET, HEAD', PROBLEM],
        // the download site
        ['PROPFIND', '/', 'GET, HEAD, OPTIONS', PAGE],
        ['POST', '/find?os=win', 'GET, HEAD, OPTIONS', PAGE],
        ['TRACE', '/apps/viewer/findall', 'GET, HEAD, OPTIONS', PAGE],
        // package managers
        ['PROPFIND', '/api/v1/system/version', 'GET, HEAD', GIRDER],
        ['LINK', '/api/v1/item/0123456789abcdef01234567', 'GET, HEAD, PUT, DELETE', GIRDER],
        ['PROPFIND', '/nas', 'GET, HEAD, POST', 'text/plain; charset=utf-8'],
        ['GET', '/api/packages', 'POST', GIRDER],
      ] as const
      for (const [method, path, allow, type] of cases) {
        // A body that no parser knows does not come first.
        const body =
          method === 'PROPFIND' ? { bytes: Buffer.from('<a/>'), headers: { 'content-type': 'text/xml' } } : {}
        const { status, headers } = await ask(method, path, body)
        expect({ method, path, status, allow: headers.allow }).toEqual({ method, path, status: 405, allow })
        if (type !== null) expect([path, headers['content-type']]).toEqual([path, type])
      }
      expect((await ask('PROPFIND', '/api/v2/apps')).json).toMatchObject({ code: 'method_not_allowed', status: 405 })
      expect((await ask('PROPFIND', '/api/v1/system/version')).json).toEqual({
        message: 'No matching route for "PROPFIND system/version"',
        type: 'rest',
      })
      expect((await ask('PROPFIND', '/find', { headers: { accept: 'application/json' } })).json).toMatchObject({
        code: 405,
      })
    })

    it('do not make an address exist, and Girder says of its own ones what it always said', async () => {
      const { as } = await startServer({ database, web: await webApp() })
      const ask = as.anonymous.request
      for (const path of ['/api/v2/nothing', '/nothing', '/api/v1/nothing', '/dl', '/a/b/c', '/%00', '/api/v2/%00']) {
        for (const method of ['PROPFIND', 'POST', 'TRACE']) {
          const { status, headers } = await ask(method, path)
          expect([method, path, status, headers.allow]).toEqual([method, path, 404, undefined])
        }
      }
      expect((await ask('GET', '/nothing', { headers: { accept: 'text/html' } })).status).toBe(404)
      expect((await ask('POST', '/api/v1/system/version')).json).toEqual({
        message: 'No matching route for "POST system/version"',
        type: 'rest',
      })
      const preflight = await ask('OPTIONS', '/api/v1/item', { headers: { origin: 'https://elsewhere.example' } })
      expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([200, '*'])
    })

    it('HEAD works wherever GET does', async () => {
      const { app } = await startServer({ database, web: await webApp() })
      const table = app.printRoutes({ commonPrefix: false, includeHooks: false })
      const without = table.split('\n').filter((line) => /\bGET\b/.test(line) && !/\bHEAD\b/.test(line))
      expect(without).toEqual([])
    })
  })
