/** Moving from Slicer Download: its records database, of both package servers it spoke to. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importRecords } from '../../src/imports/slicer-download/import.ts'
import { databases, startServer } from '../harness/index.ts'
import { differences, idOf as exampleId, examples, items } from './appendix.ts'

type Row = [id: string | number, record: unknown]

/** A file as `slicer_getbuildinfo` writes it. */
async function recordsFile(rows: Row[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-records-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'records.sqlite')
  const db = new Sqlite(file)
  db.exec('create table _ (item_id primary key, revision integer, checkout_date text, build_date text, record text)')
  const insert = db.prepare('insert into _ (item_id, record) values (?, ?)')
  for (const [id, record] of rows) insert.run(id, typeof record === 'string' ? record : JSON.stringify(record))
  db.close()
  return file
}

const idOf = (n: number): string => `62d5d2ebe911182f1dc2${String(n).padStart(4, '0')}`

function girder(n: number, meta: Record<string, unknown> = {}, item: Record<string, unknown> = {}): Row {
  const record = {
    _id: idOf(n),
    name: `Slicer_linux_amd64_${n}`,
    size: 1000 + n,
    created: '2022-07-08T10:00:00.000000+00:00',
    meta: {
      os: 'linux',
      arch: 'amd64',
      revision: String(n),
      version: '5.0.3-2022-07-08',
      baseName: 'Slicer',
      build_date: '2022-07-08T09:39:54.992000+00:00',
      ...meta,
    },
    ...item,
  }
  return [idOf(n), record]
}

function midas(n: number, more: Record<string, unknown> = {}): Row {
  const record = {
    item_id: String(n),
    arch: 'amd64',
    revision: String(n),
    os: 'win',
    codebase: 'Slicer4',
    name: 'Slicer-4.5.0-1-win-amd64',
    package: 'NSIS',
    date_creation: '2015-11-12 04:05:06',
    checkoutdate: '2015-11-11 00:00:00',
    productname: 'Slicer',
    submissiontype: 'release',
    release: '4.5.0-1',
    bitstreams: [{ bitstream_id: String(100_000 + n), size: '2000', md5: 'd41d8cd98f00b204e9800998ecf8427e' }],
    ...more,
  }
  return [n, record]
}

for (const database of databases) {
  describe(`importing from Slicer Download on ${database.name}`, () => {
    it('finds records of Girder as the old site did, and leads to where their bytes are', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await given.app('Slicer')
      const sha512 = 'ab'.repeat(64)
      const file = await recordsFile([
        girder(100, { release: '5.0.3', pre_release: 'False', sha512 }),
        girder(90, { build_date: '2024-05-11 03:10:00' }),
        girder(110, { release: '5.0.4', pre_release: ' YES ' }),
      ])
      const report = await importRecords(services, file, { app: app.id })
      expect(Object.fromEntries(report.counts)).toMatchObject({ 'packages elsewhere': { added: 3 } })

      const find = async (query: string) => (await as.anonymous.request('GET', `/find?${query}`)).json
      expect(await find('os=linux')).toEqual({
        arch: 'amd64',
        build_date: '2022-07-08T09:39:54.992000+00:00',
        build_date_ymd: '2022-07-08',
        checkout_date: null,
        checkout_date_ymd: null,
        codebase: null,
        download_url: `/bitstream/${idOf(100)}`,
        extensions_browse_url: 'https://extensions.slicer.org/catalog/All/100/linux',
        md5: null,
        name: 'Slicer_linux_amd64_100',
        os: 'linux',
        package: null,
        product_name: 'Slicer',
        revision: '100',
        sha512,
        size: 1100,
        stability: 'release',
        version: '5.0.3',
      })
      expect(await find('os=linux&stability=nightly')).toMatchObject({
        revision: '90',
        version: '5.0.3',
        build_date: '2024-05-11 03:10:00',
        build_date_ymd: '2024-05-11',
        sha512: null,
      })
      // Not released yet, in the way people wrote it.
      expect(await find('os=linux&revision=110')).toMatchObject({ version: '5.0.4', stability: 'release' })
      const link = await as.anonymous.request('GET', `/bitstream/${idOf(100).toUpperCase()}`)
      expect([link.status, link.headers.location]).toEqual([
        302,
        `https://slicer-packages.kitware.com/api/v1/item/${idOf(100)}/download`,
      ])
      expect((await as.anonymous.request('GET', '/')).text).toContain(
        `<td><tt>Linux</tt></td><td><tt>${sha512}</tt></td>`,
      )
    })

    it('answers every worked example of the contract, over HTTP', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await given.app('Slicer')
      await importRecords(services, await recordsFile(items.map((item) => [item._id, item])), { app: app.id })
      const wrong: unknown[] = []
      for (const [query, expected] of [...examples, ...differences.map(([, ...rest]) => rest)]) {
        const found = await as.anonymous.request('GET', `/find?${query}`)
        const wanted = typeof expected === 'number' ? `/bitstream/${exampleId(expected)}` : Number(expected)
        const answer = found.status === 200 ? (found.json as { download_url: string }).download_url : found.status
        if (answer !== wanted) wrong.push([query, wanted, answer])
        const led = await as.anonymous.request('GET', `/download?${query}`)
        if ((led.headers.location ?? led.status) !== wanted) wrong.push([`/download?${query}`, wanted, led.status])
      }
      expect(wrong).toEqual([])
    })

    it('prefers the record inserted first where revision and build date are the same', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await given.app('Slicer')
      const alike = { revision: '175', build_date: '2022-08-11T03:00:00.100000+00:00' }
      const rows = [girder(3, alike), girder(1, alike), girder(2, { ...alike, os: 'win' })]
      const file = await recordsFile(rows)
      await importRecords(services, file, { app: app.id })
      const found = (await as.anonymous.request('GET', '/find?os=linux&revision=175')).json
      expect(found).toMatchObject({ download_url: `/bitstream/${idOf(3)}` })
      const again = await importRecords(services, file, { app: app.id })
      expect(Object.fromEntries(again.counts)).toMatchObject({ 'packages elsewhere': { same: 3 } })
    })

    it('shows records whose bytes are elsewhere without leading to what is not here', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await given.app('Slicer')
      const built = '2022-07-08T23:30:00.992123-05:00'
      const sha512 = 'ab'.repeat(64)
      const file = await recordsFile([
        girder(100, { release: '5.0.3', build_date: built, sha512 }),
        girder(999, { release: '9.9.9', os: 'solaris', sha512 }),
        midas(24735, { os: 'linux', submissiontype: 'nightly', release: '' }),
      ])
      await importRecords(services, file, { app: app.id })
      const page = (await as.anonymous.request('GET', '/')).text
      expect(page).toContain('sha512sum -c')
      expect(page).not.toMatch(/SHA512SUMS|All digests|tab=extensions/)
      expect(page.match(/\?version=[^"<]+/g), 'of systems that the page is about').toEqual(
        expect.not.arrayContaining(['?version=9.9.9']),
      )
      // The old statistics have the check-out of Midas, and the build date of Girder as it was written.
      const data = (await as.anonymous.request('GET', '/download-stats/var/slicer-download-data.json')).json
      expect(data).toMatchObject({
        bitstream: { [idOf(100)]: { checkout: built }, 124735: { checkout: '2015-11-11 00:00:00' } },
      })
    })

    it('takes records of Midas, whose ids are numbers', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await given.app('Slicer')
      const nightly = { name: 'Slicer-4.5.0-2016-05-02-win-amd64', release: '', submissiontype: 'nightly' }
      const bare = { os: 'linux', bitstreams: undefined, size: '700', md5: 'e'.repeat(32) }
      const file = await recordsFile([midas(24735), midas(25001, nightly), midas(20000, bare)])
      await importRecords(services, file, { app: app.id, address: 'https://mirror.example.org/{id}' })

      expect((await as.anonymous.request('GET', '/find?os=win')).json).toMatchObject({
        build_date: '2015-11-12 04:05:06',
        checkout_date: '2015-11-11 00:00:00',
        checkout_date_ymd: '2015-11-11',
        codebase: 'Slicer4',
        download_url: '/bitstream/124735',
        md5: 'd41d8cd98f00b204e9800998ecf8427e',
        package: 'NSIS',
        revision: '24735',
        size: 2000,
        version: '4.5.0-1',
      })
      expect((await as.anonymous.request('GET', '/find?os=win&stability=nightly')).json).toMatchObject({
        version: '4.5.0',
        download_url: '/bitstream/125001',
      })
      // One that has no bitstreams is known by its item.
      expect((await as.anonymous.request('GET', '/find?os=linux')).json).toMatchObject({
        download_url: '/bitstream/20000',
        md5: 'e'.repeat(32),
        size: 700,
      })
      expect((await as.anonymous.request('GET', '/bitstream/124735')).headers.location).toBe(
        'https://mirror.example.org/124735',
      )
    })

    it('lists as previews of Midas only what was submitted as one', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await given.app('Slicer')
      const file = await recordsFile([
        midas(100, { release: '', submissiontype: 'nightly' }),
        midas(200, { release: '', submissiontype: 'experimental' }),
        midas(210, { release: '', submissiontype: undefined }),
        midas(300, { submissiontype: 'experimental' }),
      ])
      await importRecords(services, file, { app: app.id })
      const found = async (query: string) => {
        const answer = await as.anonymous.request('GET', `/find?os=win&${query}`)
        if (answer.status !== 200) return answer.status
        const { revision, stability } = answer.json as { revision: string; stability: string }
        return `${revision} ${stability}`
      }
      expect(await found('stability=nightly')).toBe('100 nightly')
      expect(await found('stability=nightly&revision=200')).toBe(404)
      expect(await found('stability=release&revision=210')).toBe(404)
      // Who asks for it by name, or for anything, gets it.
      expect(await found('revision=200')).toBe('200 nightly')
      expect(await found('stability=any&closest-revision=299')).toBe('210 nightly')
      expect(await found('stability=any')).toBe('300 release')
      expect((await as.anonymous.request('GET', '/bitstream/100200')).status).toBe(302)
    })

    it('does not list twice what is here: old ids lead to it, also when it comes later', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await given.app('Slicer')
      const here = await given.installer(app, { revision: '100', baseName: 'Slicer' })
      const { sha512, size } = here.file
      const file = await recordsFile([
        girder(100, { sha512 }),
        midas(100, { os: 'linux', bitstreams: [{ bitstream_id: '738960', size: String(size) }] }),
        girder(200, { sha512: 'cd'.repeat(64) }),
      ])
      const first = await importRecords(services, file, { app: app.id })
      expect(Object.fromEntries(first.counts)).toMatchObject({
        'addresses of packages here': { added: 2 },
        'packages elsewhere': { added: 1 },
      })
      for (const id of [idOf(100), '738960']) {
        expect((await as.anonymous.request('GET', `/bitstream/${id}`)).headers.location).toBe(`/dl/${here.id}`)
      }

      const later = await given.installer(app, { revision: '200', baseName: 'Slicer' })
      const second = await recordsFile([girder(200, { sha512: later.file.sha512 }), girder(100, { sha512 })])
      const report = await importRecords(services, second, { app: app.id })
      expect(Object.fromEntries(report.counts)).toMatchObject({ 'addresses of packages here': { changed: 1, same: 1 } })
      expect((await as.anonymous.request('GET', `/bitstream/${idOf(200)}`)).headers.location).toBe(`/dl/${later.id}`)
      const found = await as.anonymous.request('GET', '/find?os=linux&stability=any&revision=200')
      expect(found.json).toMatchObject({ download_url: `/bitstream/${later.id}` })
    })

    it('can be repeated, shows what changed at once, and says what cannot be taken over', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await given.app('Slicer')
      const good = girder(100, { release: '5.0.3', pre_release: true })
      await importRecords(services, await recordsFile([good]), { app: app.id })
      expect((await as.anonymous.request('GET', '/find?os=linux')).status).toBe(404)
      const file = await recordsFile([
        girder(100, { release: '5.0.3', pre_release: false }),
        girder(1, { build_date: undefined }),
        girder(2, {}, { size: 0 }),
        girder(3, { os: '' }),
        girder(4, {}, { _id: '../../etc' }),
        girder(5, { sha512: 'abc' }),
        ['no json', '{'],
        ['a list', []],
      ])
      const report = await importRecords(services, file, { app: app.id })
      expect((await as.anonymous.request('GET', '/find?os=linux')).json).toMatchObject({ version: '5.0.3' })
      expect(report.complete).toBe(false)
      expect(report.differences.map(({ name, outcome, detail }) => `${outcome} ${name}: ${detail}`)).toEqual([
        `changed Slicer_linux_amd64_100 (${idOf(100)}): undefined`,
        'refused Slicer_linux_amd64_1: the build date "" is none',
        'refused Slicer_linux_amd64_2: its bytes never arrived',
        'refused Slicer_linux_amd64_3: it has no os',
        'refused Slicer_linux_amd64_4: the id "../../etc" is none of Girder',
        'refused Slicer_linux_amd64_5: the sha512 has not 128 hex digits',
        'refused no json: the record is no JSON',
        'refused a list: the id "" is none of Midas',
      ])
      const again = await importRecords(services, await recordsFile([girder(100, { release: '5.0.3' })]), {
        app: app.id,
      })
      expect(Object.fromEntries(again.counts)).toMatchObject({ 'packages elsewhere': { same: 1 } })
    })
  })
}

it.each([
  ['a file that is not there', '/nowhere/records.sqlite', 'cannot be read as an SQLite database'],
  ['a file that is none', new URL(import.meta.url).pathname, 'cannot be read as an SQLite database'],
])('%s is named', async (_what, path, message) => {
  await expect(importRecords({ elsewhere: undefined as never }, path, { app: 'x' })).rejects.toThrow(message)
})
