import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { md5, PIXEL, spkOf } from '../../../spk/test/archives.ts'
import { LogCounting } from '../../src/imports/access-log/index.ts'
import { importSpkrepo } from '../../src/imports/spkrepo/index.ts'
import { databases, startServer } from '../harness/index.ts'
import { ensureBundle, newFolder, run, serve } from '../operations/program.ts'
import { databaseUrl } from '../postgres.ts'
import { repository } from '../spk/repository.ts'
import { queryPostgres } from '../templates.ts'

const ACTIVE = 'btsync/10/btsync.v10.f1594[88f628x].spk'
const SIGNED = 'btsync/11/odd name.spk'
/** of a build system, as spkrepo made them */
const KEY = 'c0ffee00'.repeat(8)
const GONE = 'btsync/12/gone.spk'

/** The data folder of spkrepo. */
async function dataFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-spkrepo-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const signature = [{ name: 'syno_signature.asc', bytes: '-----BEGIN PGP' }]
  const files: Record<string, Uint8Array> = {
    [ACTIVE]: await spkOf(),
    [SIGNED]: await spkOf({ info: { version: '2-11', arch: 'z80', description: 'newer' }, add: signature }),
    'btsync/screenshot_2.png': PIXEL,
  }
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

type Table = { columns: string[]; rows: (string | number | null)[][] }

const shared: Record<string, Table> = {
  architecture: {
    columns: ['id', 'code'],
    rows: [
      [1, '88f628x'],
      [2, 'z80'],
    ],
  },
  user: {
    columns: ['id', 'username', 'email', 'api_key'],
    rows: [
      [1, 'jane', 'jane@example.org', KEY],
      [2, 'nobody', 'no@example.org', null],
    ],
  },
  role: {
    columns: ['id', 'name'],
    rows: [
      [1, 'admin'],
      [2, 'package_admin'],
      [3, 'developer'],
    ],
  },
  user_role: {
    columns: ['user_id', 'role_id'],
    rows: [
      [1, 3],
      [1, 1],
      [2, 3],
    ],
  },
  package: {
    columns: ['id', 'name', 'author_user_id', 'insert_date'],
    rows: [[7, 'btsync', 1, '2015-02-03 04:05:06']],
  },
  package_user_maintainer: {
    columns: ['package_id', 'user_id'],
    rows: [
      [7, 1],
      [7, 2],
    ],
  },
  version: {
    columns: ['id', 'package_id', 'version', 'upstream_version', 'insert_date'],
    rows: [
      [1, 7, 10, '1.4.103', '2015-02-03 04:05:06'],
      [2, 7, 11, '2', '2016-01-01 00:00:00'],
      [3, 7, 12, '3', '2017-01-01'],
    ],
  },
  build_architecture: {
    columns: ['build_id', 'architecture_id'],
    rows: [
      [1, 1],
      [2, 2],
    ],
  },
  screenshot: {
    columns: ['id', 'package_id', 'path'],
    rows: [
      [1, 7, 'btsync/screenshot_2.png'],
      [2, 7, '../../etc/passwd'],
    ],
  },
}

/** The first generation, as it was by default: an SQLite file. */
const legacy: Record<string, Table> = {
  ...shared,
  firmware: { columns: ['id', 'version', 'build'], rows: [[1, '3.1', 1594]] },
  build: {
    columns: ['id', 'version_id', 'firmware_id', 'path', 'active', 'insert_date'],
    rows: [
      [1, 1, 1, ACTIVE, 1, '2015-02-03 04:05:06'],
      [2, 2, 1, SIGNED, 0, '2016-01-01 00:00:00'],
      [3, 3, 1, GONE, 1, '2017-01-01'],
    ],
  },
  download: {
    columns: ['id', 'build_id', 'architecture_id', 'firmware_build', 'date'],
    rows: [
      [1, 1, 1, 1594, '2015-03-01 10:00:00'],
      [2, 1, 1, 1594, '2015-03-01 11:00:00'],
    ],
  },
}

/** The present one: PostgreSQL, as `pg_dump` prints it. */
const current: Record<string, Table> = {
  ...shared,
  firmware: {
    columns: ['id', 'version', 'build', 'type'],
    rows: [
      [1, '3.1', 1594, 'dsm'],
      [2, '9.9', 99123, 'dsm'],
    ],
  },
  build: {
    columns: ['id', 'version_id', 'firmware_min_id', 'path', 'active', 'signed', 'insert_date'],
    rows: [
      [1, 1, 1, ACTIVE, 't', 'f', '2015-02-03 04:05:06'],
      [2, 2, 1, SIGNED, 'f', 't', '2016-01-01 00:00:00'],
      [3, 3, 1, GONE, 't', 'f', '2017-01-01'],
    ],
  },
  download_stat: {
    columns: ['id', 'package_id', 'build_id', 'architecture_id', 'firmware_build', 'date', 'count'],
    rows: [[1, 7, 1, 1, 1594, '2015-03-01', 2]],
  },
}

const sources = {
  'the first generation in SQLite': (folder: string) => writeSqlite(folder, legacy),
  'a dump of the present generation': (folder: string) => writeDump(folder, current),
}

function writeSqlite(folder: string, tables: Record<string, Table>): string {
  const path = join(folder, 'spkrepo.db')
  const db = new Sqlite(path)
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    db.exec(`create table "${name}" (${columns.join(', ')})`)
    const insert = db.prepare(`insert into "${name}" values (${columns.map(() => '?').join(', ')})`)
    for (const row of rows) insert.run(...row)
  }
  db.close()
  return path
}

/** As `pg_dump` prints it. */
function writeDump(folder: string, tables: Record<string, Table>): string {
  const path = join(folder, 'spkrepo.sql')
  const blocks = Object.entries(tables).map(([name, { columns, rows }]) => {
    const lines = rows.map((row) => row.map((value) => (value === null ? '\\N' : String(value))).join('\t'))
    return `COPY public."${name}" (${columns.join(', ')}) FROM stdin;\n${lines.join('\n')}\n\\.\n`
  })
  writeFileSync(path, `-- PostgreSQL database dump\n${blocks.join('\n')}`)
  return path
}

for (const database of databases) {
  describe.each(Object.entries(sources))(`%s, taken over on ${database.name}`, (_name, write) => {
    it('keeps paths, dates, states, people and counts, says what differed, and changes nothing the second time', async () => {
      const server = await startServer({ database })
      const { as, services } = server
      const { offered } = repository(server)
      await as.person('jane').account()
      const data = await dataFolder()
      const source = write(data)

      const report = await importSpkrepo(services, source, data)
      expect(report.counts.get('builds')).toMatchObject({ added: 2, refused: 1 })
      expect(report.counts.get('packages')).toMatchObject({ added: 1 })
      expect(report.counts.get('architectures')).toMatchObject({ added: 1, same: 1 })
      expect(report.differences.filter(({ outcome }) => outcome !== 'added')).toMatchObject([
        { noun: 'roles', outcome: 'left', name: 'jane: admin' },
        { noun: 'people', outcome: 'left', name: 'nobody' },
        {
          noun: 'builds',
          outcome: 'refused',
          name: GONE,
          detail: expect.stringMatching(/^its file is not in the data folder, and no --files-url/),
        },
        { noun: 'screenshots', outcome: 'refused', name: '../../etc/passwd' },
      ])
      expect(report.complete).toBe(false)

      const detail = (await as.admin.getSpkPackage({ package: 'btsync' })).value
      expect(detail).toMatchObject({
        author: 'jane',
        maintainers: [{ login: 'jane' }],
        createdAt: '2015-02-03T04:05:06.000Z',
        screenshots: ['btsync/screenshot_2.png'],
        downloads: 2,
        recentDownloads: 0,
        lastDownload: '2015-03-01',
      })
      expect(detail.versions.flatMap(({ builds }) => builds)).toMatchObject([
        {
          path: SIGNED,
          active: false,
          signed: true,
          createdAt: '2016-01-01T00:00:00.000Z',
          descriptions: { enu: 'newer' },
        },
        { path: ACTIVE, active: true, signed: false, architectures: ['88f628x'] },
      ])
      expect(await offered({ arch: '88f6281', build: 1594 })).toMatchObject([
        { version: '1.4.103-10', download_count: 2 },
      ])
      expect(report.counts.get('API keys')).toMatchObject({ added: 1 })
      const sent = async (user: string) =>
        as.anonymous.request('POST', '/api/packages', {
          bytes: await spkOf({ info: { version: '4-13' } }),
          headers: { authorization: `Basic ${Buffer.from(`${user}:`).toString('base64')}` },
        })
      expect((await sent(KEY)).status).toBe(201)
      expect((await sent(KEY.replace('0', '1'))).status).toBe(401)
      const stored = await server.db.read.selectFrom('api_key').selectAll().execute()
      expect(JSON.stringify(stored)).not.toContain(KEY.slice(12))
      const served = await as.anonymous.request('GET', '/nas/btsync/10/btsync.v10.f1594%5B88f628x%5D.spk')
      expect(served.bytes).toEqual(await spkOf())
      expect((await as.anonymous.request('GET', '/nas/btsync/11/odd%20name.spk')).status).toBe(200)

      writeFileSync(join(data, ACTIVE), await spkOf({ info: { description: 'changed there' } }))
      const again = await importSpkrepo(services, source, data)
      expect(again.counts.get('builds')).toMatchObject({ added: 0, same: 1, changed: 1, refused: 1 })
      expect(again.counts.get('packages')).toMatchObject({ added: 0, same: 1 })
      expect(again.counts.get('series of downloads')).toMatchObject({ added: 0, same: 1 })
    })
  })
}

type RemoteBuild = { path: string; active: boolean; bytes?: Uint8Array; md5?: string }

/** Builds 1, 2, ... of versions 1, 2, ... whose files are elsewhere, as each generation writes them down. */
const remoteSources: Record<string, (folder: string, builds: readonly RemoteBuild[]) => string> = {
  'the first generation, behind a web server of its own': (folder, builds) =>
    writeSqlite(folder, {
      ...legacy,
      build: {
        columns: ['id', 'version_id', 'firmware_id', 'path', 'active', 'md5', 'extract_size', 'insert_date'],
        // What it says of sizes is of the unpacked payload.
        rows: builds.map((one, at) => [
          at + 1,
          at + 1,
          1,
          one.path,
          Number(one.active),
          one.md5 ?? null,
          5,
          '2015-02-03',
        ]),
      },
    }),
  'the present generation, in an object store': (folder, builds) =>
    writeDump(folder, {
      ...current,
      build: {
        columns: ['id', 'version_id', 'firmware_min_id', 'path', 'active', 'storage', 'md5', 'size', 'insert_date'],
        rows: builds.map((one, at) => [
          ...[at + 1, at + 1, 1, one.path, one.active ? 't' : 'f', 'remote'],
          ...[one.md5 ?? null, one.bytes?.length ?? null, '2015-02-03 04:05:06'],
        ]),
      },
    }),
}

for (const database of databases) {
  describe(`builds that the data folder lacks, taken over on ${database.name}`, () => {
    /** Serves `files` by path. */
    async function store(files: ReadonlyMap<string, Uint8Array>) {
      const asked: string[] = []
      const server = createServer((request, reply) => {
        const path = decodeURIComponent((request.url ?? '').replace(/^\/repo\//, ''))
        asked.push(path)
        const bytes = files.get(path)
        if (bytes === undefined) reply.writeHead(404).end('no such key')
        else reply.end(bytes)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void server.close())
      return { asked, filesUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/repo/` }
    }

    it.each(Object.entries(remoteSources))(
      '%s: are fetched, compared with what the database says, once only',
      async (_name, write) => {
        const server = await startServer({ database })
        const data = await dataFolder()
        const good = await spkOf()
        const newer = await spkOf({ info: { version: '2-11', arch: 'z80' } })
        const third = await spkOf({ info: { version: '3-12' } })
        for (const path of [ACTIVE, SIGNED]) rmSync(join(data, path))
        const { asked, filesUrl } = await store(
          new Map([
            [ACTIVE, good],
            [SIGNED, newer],
          ]),
        )
        const wrong = md5(third)
        const source = write(data, [
          { path: ACTIVE, active: true, bytes: good, md5: md5(good) },
          { path: SIGNED, active: false, bytes: newer, md5: wrong },
          { path: GONE, active: true },
        ])
        const options = { filesUrl, remote: { attempts: 3, delay: 1 } }

        const report = await importSpkrepo(server.services, source, data, options)
        expect(report.counts.get('builds')).toMatchObject({ added: 1, refused: 2 })
        expect(report.differences.filter(({ noun }) => noun === 'builds')).toMatchObject([
          { name: ACTIVE },
          { name: SIGNED, detail: `Its MD5 is ${md5(newer)}, and must be ${wrong}.` },
          { name: GONE, detail: expect.stringMatching(/: 404 no such key$/) },
        ])
        expect(asked).toEqual([ACTIVE, SIGNED, GONE])
        const served = await server.as.anonymous.request('GET', `/nas/${encodeURI(ACTIVE)}`)
        expect(served.bytes).toEqual(good)

        asked.length = 0
        const again = await importSpkrepo(server.services, source, data, options)
        expect(again.counts.get('builds')).toMatchObject({ added: 0, same: 1, refused: 2 })
        expect(asked).toEqual([SIGNED, GONE])

        const nowhere = importSpkrepo(server.services, source, data, {
          filesUrl: 'http://127.0.0.1:1/',
          remote: { attempts: 2, delay: 1 },
        })
        await expect(nowhere).rejects.toThrow(
          /^http:\/\/127\.0\.0\.1:1 cannot be reached: .*Run the same command again/,
        )
        await expect(importSpkrepo(server.services, source, data, { filesUrl: 'bucket' })).rejects.toThrow('no address')
      },
    )
  })

  describe(`counts of downloads on ${database.name}`, () => {
    it('are the same for devices, on the pages and in the API, whoever counted: this server, a log or another server', async () => {
      const server = await startServer({ database })
      const { as, services } = server
      const { build, offered } = repository(server)
      await build({})
      const path = `/nas/${encodeURI(ACTIVE)}`
      const NAS = 'synology_88f6281_212 DSM3.1-1594 (package)'
      const get = async (agent: string, query = {}) =>
        (await as.anonymous.request('GET', path, { query, headers: { 'user-agent': agent } })).status
      const device = { arch: '88f6281', build: 1594 }
      expect([await get(NAS, device), await get(NAS, device), await get('curl/8')]).toEqual([200, 200, 200])
      await get('Googlebot/2.1 (+http://www.google.com/bot.html)')

      const line = (address: string, agent: string) =>
        JSON.stringify({
          url: `${path}?arch=88f6281&build=1594`,
          response_status: 200,
          timestamp: new Date().toISOString(),
          client_ip: address,
          request_user_agent: agent,
        })
      const log = await LogCounting.open(server.db, services)
      // The first was counted when it happened.
      await log.add([
        line('127.0.0.1', NAS),
        line('8.8.8.8', NAS),
        line('8.8.4.4', NAS),
        line('8.8.4.4', 'bingbot/2.0'),
      ])
      await log.flush()

      const data = await dataFolder()
      const today = new Date().toISOString().slice(0, 10)
      const columns = ['id', 'package_id', 'build_id', 'architecture_id', 'firmware_build', 'date', 'count']
      const source = (recent: number) =>
        writeDump(data, {
          ...current,
          download_stat: {
            columns,
            rows: [
              [1, 7, 1, 1, 1594, '2015-03-01', 20],
              // Of a build that is gone, and by hand.
              [2, 7, 3, null, null, '2015-03-02', 3],
              [3, 7, 1, 1, 1594, today, recent],
            ],
          },
        })
      await importSpkrepo(services, source(5), data)

      const agree = async (all: number, recent: number) => {
        server.travel({ minutes: 2 })
        expect(await offered(device)).toMatchObject([{ download_count: all, recent_download_count: recent }])
        const shown = (await as.anonymous.getSpkPackage({ package: 'btsync' })).value
        expect([shown.downloads, shown.recentDownloads]).toEqual([all, recent])
        const is = { baseName: 'btsync', imported: true } as const
        const from = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10)
        const total = async (more: object) => (await as.anonymous.askSpkStatistics({ ...is, ...more })).value.total
        expect([await total({}), await total({ from })]).toEqual([all, recent])
        const detail = (await as.anonymous.getSpkStatistics({ package: 'btsync' })).value
        expect(detail.days.reduce((sum, { downloads }) => sum + downloads, 0)).toBe(recent)
        expect((await as.admin.getSpkOverview()).value.recentDownloads).toBe(recent)
      }
      await agree(2 + 2 + 28, 2 + 2 + 5)
      await services.rollUp.run()
      const sources = (await as.anonymous.askSpkStatistics({ by: 'source', imported: true })).value.items
      expect(sources).toEqual([
        { value: 'import:spkrepo', downloads: 28 },
        { value: 'live', downloads: 2 },
        { value: 'log', downloads: 2 },
      ])

      await importSpkrepo(services, source(6), data)
      await agree(2 + 2 + 29, 2 + 2 + 6)
      expect(await get('wget/1.21')).toBe(200)
      await agree(3 + 2 + 29, 3 + 2 + 6)
      await server.db.write(services.spk.files.recount)
      await agree(3 + 2 + 29, 3 + 2 + 6)

      // Devices and people know it by its name, whatever became of the first upload.
      await as.admin.deleteSpkPackage({ package: 'btsync' })
      await build({ info: { package: 'other', arch: 'x86' } })
      await build({})
      await agree(3 + 2 + 29, 3 + 2 + 6)
      expect((await as.anonymous.getSpkPackage({ package: 'other' })).value.downloads).toBe(0)
      expect(await get('wget/1.21')).toBe(200)
      await agree(4 + 2 + 29, 4 + 2 + 6)
      await server.db.write(services.spk.files.recount)
      await agree(4 + 2 + 29, 4 + 2 + 6)
    })
  })
}

/** The present generation in a live PostgreSQL; answers its address. */
async function liveDatabase(): Promise<string> {
  const cluster = inject('postgres') as string
  const name = `spkrepo_${process.pid}_${++number}`
  await queryPostgres(cluster, `create database ${name}`)
  onTestFinished(async () => {
    await queryPostgres(cluster, `drop database ${name} with (force)`)
  })
  const url = databaseUrl(cluster, name)
  const typeOf = (column: string) =>
    column.endsWith('_date') ? 'timestamp' : column === 'date' ? 'date' : (types[column] ?? 'varchar')
  for (const [table, { columns, rows }] of Object.entries(current)) {
    await queryPostgres(url, `create table "${table}" (${columns.map((one) => `${one} ${typeOf(one)}`).join(', ')})`)
    for (const row of rows) {
      const values = row.map((value) => (value === null ? 'null' : `'${value}'`))
      await queryPostgres(url, `insert into "${table}" values (${values.join(', ')})`)
    }
  }
  return url
}

const types: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['id', 'build', 'count', 'firmware_build'].map((name) => [name, 'integer'])),
  ...Object.fromEntries(
    ['version_id', 'package_id', 'architecture_id', 'build_id', 'user_id', 'role_id', 'firmware_min_id'].map((name) => [
      name,
      'integer',
    ]),
  ),
  active: 'boolean',
  signed: 'boolean',
}

let number = 0

/** The kinds of source that the command takes, as operators have them. */
const commandSources: Record<string, (folder: string) => Promise<string>> = {
  'the SQLite file of the first generation': async (folder) => sources['the first generation in SQLite'](folder),
  'a dump in gzip': async (folder) => {
    const path = sources['a dump of the present generation'](folder)
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)))
    return `${path}.gz`
  },
  ...(databases.some(({ name }) => name === 'postgres') && {
    'a live database': async () => (await liveDatabase()).replace(/^postgres(?:ql)?:/, 'postgresql+psycopg2:'),
    'an archive of pg_dump': async (folder) => {
      const path = join(folder, 'spkrepo.dump')
      execFileSync('pg_dump', ['--format=custom', `--file=${path}`, await liveDatabase()])
      return path
    },
  }),
}

for (const database of databases) {
  describe(`slipway-server import spkrepo on ${database.name}`, () => {
    beforeAll(ensureBundle)

    it.each(Object.entries(commandSources))(
      'takes over %s, and old addresses and keys go on working',
      async (_name, write) => {
        const own = await database.take()
        onTestFinished(() => own.release())
        const place = ['--data', newFolder(), '--database', own.url]
        const made = await run(['user', 'create', 'jane', '--email', 'jane@example.org', ...place])
        expect([made.code, made.err]).toEqual([0, ''])
        const folder = await dataFolder()
        const source = await write(folder)
        const take = async () => {
          const { code, out, err } = await run(['import', 'spkrepo', source, folder, '--json', ...place])
          // A build and a picture have no file: scripts are told that not everything is here.
          expect([code, err]).toEqual([1, ''])
          return JSON.parse(out) as { counts: Record<string, Record<string, number>>; differences: { name: string }[] }
        }
        const first = await take()
        expect(first.counts).toMatchObject({
          packages: { added: 1 },
          builds: { added: 2, refused: 1 },
          roles: { added: 1, left: 1 },
          'API keys': { added: 1 },
          'series of downloads': { added: 1 },
        })
        const again = await take()
        expect(again.counts).toMatchObject({
          packages: { added: 0, same: 1 },
          builds: { added: 0, same: 2, refused: 1 },
          roles: { added: 0, same: 1 },
          'API keys': { added: 0, same: 1 },
          'series of downloads': { added: 0, same: 1 },
        })

        const { url } = await serve(place)
        const get = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init })
        expect((await get('/nas/btsync/screenshot_2.png')).headers.get('content-type')).toBe('image/png')
        const link = async (path: string) => {
          const { status, headers } = await get(path)
          return [status, headers.get('location')?.replace(url, '') ?? null]
        }
        const file = '/nas/btsync/10/btsync.v10.f1594%5B88f628x%5D.spk?arch=88f628x&build=3776'
        expect(await link('/nas/download/1/3776/1')).toEqual([302, file])
        expect(await link('/nas/download/1/731/1')).toEqual([400, null])
        expect(await link('/nas/download/2/3776/1')).toEqual([400, null])
        expect(await link('/nas/download/2/3776/2')).toEqual([403, null])
        expect(await link('/nas/download/1/3776/3')).toEqual([404, null])
        expect(await link('/nas/download/9/3776/1')).toEqual([404, null])
        expect(await link(`/nas/download/1/3776/${'9'.repeat(20)}`)).toEqual([404, null])
        const bytes = new Uint8Array(await (await get(file)).arrayBuffer())
        expect(Buffer.from(bytes).equals(Buffer.from(await spkOf()))).toBe(true)
        const sent = await get('/api/packages', {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` },
          body: (await spkOf({ info: { version: '9-13' } })) as Uint8Array<ArrayBuffer>,
        })
        expect([sent.status, await sent.text()]).toEqual([201, expect.stringMatching(/^{"package": "btsync"/)])
        const entries = (await (await get('/nas?arch=88f6281&build=1594&language=enu')).json()) as object[]
        expect(entries).toMatchObject([{ package: 'btsync', version: '1.4.103-10', download_count: 2 }])
      },
    )
  })
}

describe('what is no repository', () => {
  it('is refused with what it lacks', async () => {
    const server = await startServer({ database: databases[0] as (typeof databases)[number] })
    const data = await dataFolder()
    writeFileSync(join(data, 'other.sql'), 'COPY public.package (id, name) FROM stdin;\n\\.\n')
    await expect(importSpkrepo(server.services, join(data, 'other.sql'), data)).rejects.toThrow(
      /is no spkrepo database: it lacks architecture, firmware, version, build, build_architecture\./,
    )
    await expect(importSpkrepo(server.services, join(data, 'nothing'), data)).rejects.toThrow('cannot be read')
  })
})
