import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { md5, PIXEL, spkOf } from '../../../spk/test/archives.ts'
import { databases, startServer } from '../harness/index.ts'
import { repository } from './repository.ts'

const PUBLIC = { publicUrl: 'https://repo.example' }

for (const database of databases) {
  describe(`the catalogue for devices on ${database.name}`, () => {
    it('answers a DSM 3 device as a whole, members in alphabetical order', async () => {
      const server = await startServer({ database, dsm: PUBLIC })
      const { build, ask } = repository(server)
      const parts = { info: { beta: 'yes', report_url: 'https://example.org/beta', description: 'Ümläut' } }
      await build(parts)

      const answer = await ask({ arch: '88f6281', build: 1594, package_update_channel: 'beta', micro: '6.2' })
      expect(answer.status).toBe(200)
      expect(answer.headers['content-type']).toBe('application/json')
      const bytes = await spkOf(parts)
      const entry = {
        beta: true,
        conflictpkgs: null,
        deppkgs: null,
        desc: 'Ümläut',
        dname: 'BitTorrent Sync',
        download_count: 0,
        link: 'https://repo.example/nas/btsync/10/btsync.v10.f1594%5B88f628x%5D.spk?arch=88f628x&build=1594',
        md5: md5(bytes),
        package: 'btsync',
        qinst: true,
        qstart: true,
        qupgrade: true,
        recent_download_count: 0,
        report_url: 'https://example.org/beta',
        size: bytes.length,
        snapshot: [],
        startable: 'yes',
        thumbnail: ['https://repo.example/nas/btsync/10/icon_72.png'],
        version: '1.4.103-10',
      }
      expect(answer.text).toBe(JSON.stringify([entry]))
      for (const arch of ['88f6282', '88f628x']) {
        expect((await ask({ arch, build: 1594, package_update_channel: 'beta' })).text).toBe(answer.text)
      }
      expect((await ask({ arch: '88f6281', build: 1594 })).text).toBe('[]')
    })

    it('tells services and conf files where devices are told what they were until 2026', async () => {
      const conf = (name: string, bytes: string) => ({ name: `conf/${name}`, bytes })
      const parts = {
        info: { install_dep_services: 'ssh mysql', support_conf_folder: 'yes' },
        add: [
          { name: 'conf', type: 'directory' as const },
          conf('PKG_DEPS', '[Git]\nPKG_Min_Ver=2'),
          conf('PKG_CONX', '[old]'),
          conf('privilege', '{"defaults": {}}'),
        ],
      }
      const told = async (formerMembers: boolean) => {
        const server = await startServer({ database, spk: { formerMembers } })
        const { build, offered } = repository(server)
        await build(parts)
        await build({ info: { package: 'plain' } })
        return offered({ arch: '88f6281', build: 1594 })
      }
      const former = {
        conf_conxpkgs: '{"old":{}}',
        conf_deppkgs: '{"Git":{"pkg_min_ver":"2"}}',
        conf_privilege: '{"defaults": {}}',
        depsers: 'mysql ssh',
      }
      const [now, then] = [await told(false), await told(true)]
      for (const key of [...Object.keys(former), 'conf_resource']) expect(now[0]).not.toHaveProperty(key)
      const [entry, plain] = then as object[]
      expect(entry).toMatchObject(former)
      expect(Object.keys(entry ?? {})).toEqual(Object.keys(entry ?? {}).sort())
      expect(Object.keys(plain ?? {})).toEqual(Object.keys(now[1] ?? {}))
    })

    it('has the shape of each generation, DSM 4 to 7 and SRM, by GET and by POST', async () => {
      const server = await startServer({ database, dsm: PUBLIC })
      const { build, ask } = repository(server)
      await build({ info: { arch: 'noarch' } })
      await build({ info: { arch: 'apollolake', firmware: undefined, os_min_ver: '7.1-42661' } })

      const shape = async (query: Record<string, string | number>) => {
        const full = { arch: 'apollolake', language: 'enu', ...query }
        const got = await ask(full as never)
        const posted = await server.as.anonymous.request('POST', '/nas/', {
          bytes: new URLSearchParams(full as Record<string, string>).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
        expect(posted.text).toBe(got.text)
        const body = got.json as unknown[] | { packages: unknown[] }
        return [Array.isArray(body) ? 'array' : Object.keys(body), (Array.isArray(body) ? body : body.packages).length]
      }
      expect(await shape({ build: 3776 })).toEqual(['array', 1])
      expect(await shape({ build: 5003 })).toEqual(['array', 1])
      expect(await shape({ build: 5004 })).toEqual([['keyrings', 'packages'], 1])
      expect(await shape({ build: 25556, major: 6 })).toEqual([['keyrings', 'packages'], 0])
      expect(await shape({ build: 39999, major: 6 })).toEqual([['keyrings', 'packages'], 0])
      expect(await shape({ build: 40000 })).toEqual([['packages'], 0])
      expect(await shape({ build: 64570, major: 7 })).toEqual([['packages'], 1])
      expect(await shape({ arch: 'ipq806x', build: 9193, major: 1 })).toEqual([['keyrings', 'packages'], 1])
    })

    it('refuses wrong parameters, and sends browsers to the pages for people', async () => {
      const server = await startServer({ database, dsm: PUBLIC })
      const { ask } = repository(server)
      const good = { arch: 'x86', build: 1594 }
      const status = async (query: object, headers = {}) => (await ask(query as never, headers)).status
      expect(await status({ ...good, build: ' +1594 ' })).toBe(200)
      for (const wrong of [
        { build: '1594.0' },
        { build: '' },
        { language: 'xxx' },
        { arch: 'z80' },
        { major: '6.2' },
      ]) {
        expect([wrong, await status({ ...good, ...wrong })]).toEqual([wrong, 422])
      }
      expect(await status({ ...good, build: 500 })).toBe(422)
      expect(await status({ ...good, build: 500, major: 1 })).toBe(200)
      for (const missing of ['arch', 'build', 'language']) {
        expect([missing, await status({ ...good, [missing]: undefined }, { accept: '*/*' })]).toEqual([missing, 400])
      }
      const browser = await ask({} as never, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
      expect([browser.status, browser.headers.location]).toEqual([302, 'https://repo.example/synology'])
      expect((await ask({ ...good, arch: 'z80' })).headers['cache-control']).toBe('no-store')
    })

    it('shows activation, deactivation and deletion at once', async () => {
      const server = await startServer({ database })
      const { build, offered, act } = repository(server)
      const id = await build({}, { active: false })
      const device = { arch: '88f6281', build: 1594 }
      const versions = async () => (await offered(device)).map((entry) => entry.version)
      expect(await versions()).toEqual([])
      expect(await act('activate', id)).toEqual([
        { build: id, outcome: 'done', message: 'Build was successfully activated.' },
      ])
      expect(await versions()).toEqual(['1.4.103-10'])
      const newer = await build({ info: { version: '2-11' } })
      expect(await versions()).toEqual(['2-11'])
      await act('deactivate', newer)
      expect(await versions()).toEqual(['1.4.103-10'])
      await act('delete', id)
      expect(await versions()).toEqual([])
    })

    it('falls back to English field by field, and keeps other writings intact', async () => {
      const server = await startServer({ database })
      const { build, offered } = repository(server)
      const german = { displayname_ger: 'Über “Sync”', description_fre: 'Garde à 同期' }
      await build({ info: { ...german, description: 'say \\"hi\\"' } })
      const texts = async (language: string) => {
        const [entry] = await offered({ arch: '88f6281', build: 1594, language })
        return [entry?.dname, entry?.desc]
      }
      expect(await texts('ger')).toEqual(['Über “Sync”', 'say "hi"'])
      expect(await texts('fre')).toEqual(['BitTorrent Sync', 'Garde à 同期'])
      expect(await texts('jpn')).toEqual(['BitTorrent Sync', 'say "hi"'])
    })

    it('says when a package installs, upgrades and starts without questions', async () => {
      const server = await startServer({ database })
      const { build, offered } = repository(server)
      const folder = { name: 'WIZARD_UIFILES', type: 'directory' as const }
      const cases = {
        plain: [{}, [true, true, true]],
        stopped: [{ info: { startable: 'no' } }, [true, true, false]],
        licensed: [{ add: [{ name: 'LICENSE', bytes: '' }] }, [false, false, false]],
        installing: [{ add: [folder, { name: 'WIZARD_UIFILES/install_uifile', bytes: '' }] }, [false, true, false]],
        upgrading: [{ add: [folder, { name: 'WIZARD_UIFILES/upgrade_uifile.sh', bytes: '' }] }, [true, false, true]],
      } as const
      for (const [name, [parts]] of Object.entries(cases)) {
        await build({ ...parts, info: { ...('info' in parts ? parts.info : {}), package: name } } as never)
      }
      const entries = await offered({ arch: '88f6281', build: 1594 })
      expect(entries.map((entry) => entry.package)).toEqual(Object.keys(cases).sort())
      for (const { package: name, qinst, qupgrade, qstart } of entries) {
        expect([name, qinst, qupgrade, qstart]).toEqual([name, ...cases[name as keyof typeof cases][1]])
      }
    })

    it('never gives anybody links from a forged Host header', async () => {
      const server = await startServer({ database, dsm: PUBLIC })
      const { build, ask } = repository(server)
      await build({})
      const device = { arch: '88f6281', build: 1594 }
      const forged = await ask(device, { host: 'evil.example', 'x-forwarded-host': 'evil.example' })
      expect(forged.text).not.toContain('evil')
      expect((await ask(device)).text).toBe(forged.text)
    })

    it('without a configured address shows each asker only his own', async () => {
      const server = await startServer({ database })
      const { build, ask } = repository(server)
      await build({})
      const device = { arch: '88f6281', build: 1594 }
      const forged = await ask(device, { host: 'evil.example' })
      expect(forged.headers['cache-control']).toBe('private, no-cache')
      expect((await ask(device)).text).not.toContain('evil')
      expect((await ask(device, { host: 'evil".example' })).status).toBe(422)
    })

    it('is at the root of a host of its own, with links there', async () => {
      const nasUrl = 'https://packages.example'
      const server = await startServer({ database, dsm: { ...PUBLIC, nasUrl } })
      const { build } = repository(server)
      await build({})
      const query = { arch: '88f6281', build: 1594, language: 'enu' }
      const host = { host: 'packages.example' }
      const answer = await server.as.anonymous.request('GET', '/', { query, headers: host })
      const [entry] = answer.json as { link: string }[]
      expect(entry?.link).toMatch(/^https:\/\/packages\.example\/btsync\/10\/btsync/)
      const { pathname } = new URL(entry?.link ?? '')
      expect((await server.as.anonymous.request('GET', pathname, { headers: host })).bytes).toEqual(await spkOf())
      for (const written of ['PACKAGES.example', 'packages.example:443']) {
        const same = await server.as.anonymous.request('GET', '/', { query, headers: { host: written } })
        expect([written, same.text]).toEqual([written, answer.text])
      }
      const other = await server.as.anonymous.request('GET', '/', { query, headers: { host: 'packagesXexample' } })
      expect(other.text).not.toContain('btsync')
    })

    it('has the files of packages there that are named like pages of the server', async () => {
      const nasUrl = 'https://packages.example/'
      const server = await startServer({ database, dsm: { ...PUBLIC, nasUrl } })
      const { build } = repository(server)
      const host = { host: 'packages.example' }
      const get = (path: string, headers: Record<string, string> = host) =>
        server.as.anonymous.request('GET', path, { headers })
      for (const name of ['package', 'apps', 'dl', 'nas', 'api']) {
        await build({ info: { package: name } })
        await server.as.admin.addSpkScreenshot({ package: name }, { fileName: 'a.png' }, PIXEL)
        expect([name, (await get(`/${name}/screenshot_1.png`)).bytes]).toEqual([name, PIXEL])
        expect([name, (await get(`/${name}/10/icon_72.png?x=1`)).status]).toEqual([name, 200])
        expect([name, (await get(`/nas/${name}/screenshot_1.png`)).status]).toEqual([name, 200])
      }
      const elsewhere = await get('/package/screenshot_1.png', {})
      expect([elsewhere.status, elsewhere.headers.location]).toEqual([
        301,
        'https://repo.example/synology/packages/screenshot_1.png',
      ])
      expect((await get('/package/btsync')).status).toBe(301)
    })

    it('says 304 to whoever has the answer, and compresses for whoever can read it', async () => {
      const server = await startServer({ database, dsm: PUBLIC })
      const { build, ask } = repository(server)
      await build({})
      const device = { arch: '88f6281', build: 1594 }
      const plain = await ask(device)
      const again = await ask(device, { 'if-none-match': String(plain.headers.etag) })
      expect([again.status, again.bytes.length]).toEqual([304, 0])
      const packed = await ask(device, { 'accept-encoding': 'gzip' })
      expect(gunzipSync(packed.bytes)).toEqual(plain.bytes)
      const head = await server.as.anonymous.request('HEAD', '/nas', { query: { ...device, language: 'enu' } })
      expect([head.status, head.bytes.length]).toEqual([200, 0])
    })

    it('leads old links of people to the new pages', async () => {
      const server = await startServer({ database, dsm: PUBLIC })
      const to = async (path: string) => {
        const { status, headers } = await server.as.anonymous.request('GET', path)
        return [status, headers.location]
      }
      expect(await to('/packages')).toEqual([301, 'https://repo.example/synology'])
      expect(await to('/package/btsync')).toEqual([301, 'https://repo.example/synology/packages/btsync'])
      for (const [old, successor] of [
        ['/profile', '/account'],
        ['/logout', '/account'],
        ['/change', '/account'],
        ['/reset', '/password/forgot'],
        ['/reset/a-token', '/password/forgot'],
        ['/confirm/a-token', '/register'],
        ['/admin/user/', '/admin/people'],
        ['/admin/package/edit/?id=7', '/synology/manage?tab=packages'],
        ['/admin/screenshot/new/', '/synology/manage?tab=packages'],
        ['/admin/version/details/?id=3', '/synology/manage?tab=builds'],
        ['/admin/build/?flt0_0=btsync', '/synology/manage?tab=builds'],
        ['/admin/architecture/', '/synology/manage?tab=tables'],
      ] as const) {
        expect([old, ...(await to(old))]).toEqual([old, 301, `https://repo.example${successor}`])
      }
    })

    it('has a source of its own for beta versions, which DSM 7 gets there as if they were stable', async () => {
      const server = await startServer({ database, dsm: PUBLIC })
      const { build } = repository(server)
      const x86 = (name: string, firmware: string, more = {}) =>
        build({ info: { package: name, arch: 'x86', firmware, report_url: 'https://example.org', ...more } })
      await x86('stable', '7.1-42661', { report_url: undefined })
      await x86('beta', '7.1-42661')
      await x86('beta', '6.2-25556')
      await x86('late', '7.1-42661')
      await x86('late', '7.1-42661', { report_url: undefined, version: '2-11' })
      const ask = async (number: number) => {
        const query = { arch: 'x86', build: number, language: 'enu' }
        const answer = await server.as.anonymous.request('GET', '/nas/beta', { query })
        return (answer.json as { packages: Record<string, unknown>[] }).packages
      }
      const [seven, ...others] = await ask(64570)
      expect(others).toEqual([])
      expect(seven).toMatchObject({
        package: 'beta',
        link: expect.stringMatching(/^https:\/\/repo.example\/nas\/beta\/10\//),
      })
      expect(seven).not.toHaveProperty('beta')
      expect(seven).not.toHaveProperty('report_url')
      expect(await ask(25556)).toMatchObject([{ package: 'beta', beta: true }])
      expect((await server.as.anonymous.request('GET', '/nas/beta/10/icon_72.png')).status).toBe(200)
    })

    it('counts what a visitor got on a day once, by device and by hand, and tells devices', async () => {
      const server = await startServer({ database })
      const { build, offered } = repository(server)
      await build({ add: [{ name: 'PACKAGE_ICON.PNG', bytes: PIXEL }] })
      const path = '/nas/btsync/10/btsync.v10.f1594%5B88f628x%5D.spk'
      const get = (query: object, headers = {}, method = 'GET') =>
        server.as.anonymous.request(method, path, { query: query as never, headers })
      const device = { arch: '88f6281', build: 1594 }
      const bytes = await spkOf()
      const by = (agent: string) => ({ 'user-agent': agent })
      expect((await get(device, by('synology_88f6281_212 DSM3.1-1594 (package)'))).status).toBe(200)
      expect((await get(device, by('synology_88f6281_212 DSM3.1-1594 (package)'))).status).toBe(200)
      expect((await get({}, by('curl/8'))).status).toBe(200)
      expect((await get({ arch: 'z80', build: 1594 }, by('synology_z80'))).status).toBe(200)
      expect((await get({}, by('Googlebot/2.1 (+http://www.google.com/bot.html)'))).status).toBe(200)
      expect((await get(device, {}, 'HEAD')).status).toBe(200)
      expect((await get(device, { range: 'bytes=0-99' })).status).toBe(206)
      const rest = await get(device, { range: 'bytes=100-' })
      expect([rest.status, rest.bytes]).toEqual([206, bytes.subarray(100)])
      expect((await get(device, { range: `bytes=${bytes.length}-` })).status).toBe(416)
      for (const wrong of ['/nas/btsync', '/nas/btsync/10', '/nas/../package.json', '/nas/%2e%2e/package.json']) {
        expect((await server.as.anonymous.request('GET', wrong)).status).toBe(404)
      }

      const rows = await server.db.read
        .selectFrom('spk_download')
        .select(['architecture', 'firmware_build', 'target_firmware', 'source', 'count'])
        .orderBy('architecture')
        .orderBy('firmware_build')
        .execute()
      expect(rows.map(Object.values)).toEqual([
        ['', 0, 1594, 'manual', 1],
        ['', 1594, 1594, 'catalog', 1],
        ['88f628x', 1594, 1594, 'catalog', 2],
      ])
      server.travel({ days: 90 })
      expect(await offered(device)).toMatchObject([{ download_count: 4, recent_download_count: 4 }])
      server.travel({ days: 1 })
      expect(await offered(device)).toMatchObject([{ download_count: 4, recent_download_count: 0 }])
    })
  })
}
