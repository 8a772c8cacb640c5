import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importSeries } from '../../src/imports/old-statistics/import.ts'
import { fromDatabase, fromPublishedFile } from '../../src/imports/old-statistics/read.ts'
import { databases, startServer } from '../harness/index.ts'

/** As the old scripts made it, with three requests that count and four that do not. */
async function oldDatabase(known: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-old-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'download-stats.sqlite')
  const db = new Sqlite(path)
  db.exec(`
    create table access (bitstream_id, ip, ts, useragent);
    create table bsinfo (bitstream_id, filename, os, arch, product_name, codebase, release, revision, creation_date, checkout_date, size);
    create table ipinfo (ip, country_code, country_code3, country_name, region_name, city, latitude, longitude);
    create table uainfo (useragent, browser_type, ua_name, os_name, os_family);
    insert into bsinfo values ('${known}', 'Viewer-5.0.3-linux-amd64.tar.gz', 'linux', 'amd64', 'Viewer', '', '5.0.3', 30893, '', '', 1);
    insert into bsinfo values ('62d5d2ebe911182f1dc285b0', 'Viewer-4.0.0-win-riscv.exe', 'win', 'riscv', 'Viewer', '', '', 20000, '', '', 1);
    insert into ipinfo values ('192.0.2.1', 'SE', 'SE', 'Sweden', '', '', 1, 1), ('192.0.2.2', null, null, null, '', '', 1, 1);
    insert into uainfo values ('Firefox', 'Browser', '', '', ''), ('Bot', 'Robot', '', '', '');
    insert into access values
      ('${known}', '192.0.2.1', '2020-03-01T10:00:00+00:00', 'Firefox'),
      ('${known}', '192.0.2.1', '2021-03-01T10:00:00+00:00', 'Firefox'),
      ('${known}', '192.0.2.2', '2020-03-02T10:00:00+00:00', 'Firefox'),
      ('62d5d2ebe911182f1dc285b0', '192.0.2.1', '2019-01-02T10:00:00+00:00', 'Firefox'),
      ('${known}', '192.0.2.1', '2022-03-01T10:00:00+00:00', 'Bot'),
      ('${known}', '203.0.113.9', '2022-03-01T10:00:00+00:00', 'Firefox'),
      ('${'e'.repeat(24)}', '192.0.2.1', '2022-03-01T10:00:00+00:00', 'Firefox');`)
  db.close()
  return path
}

for (const database of databases) {
  describe(`numbers of older systems on ${database.name}`, () => {
    it('are a series of their own, in no total, and replaced as a whole', async () => {
      const server = await startServer({ database })
      const { given, as, services } = server
      const app = await given.app('Viewer')
      const pack = await given.installer(app)
      await as.anonymous.request('GET', pack.url)
      const path = await oldDatabase(pack.id)
      const ask = async (query: object) => {
        const { total, items } = (await as.anonymous.getStatistics({ app: app.slug }, query as never)).value
        return [total, ...items.map(({ value, downloads }) => `${value} ${downloads}`)]
      }
      const options = { app: app.id, label: 'old site' }
      for (let time = 0; time < 2; time++) {
        const report = await importSeries(services, options, fromDatabase(path))
        expect(Object.fromEntries(report.counts)).toMatchObject({ series: { added: 1 - time, same: time } })
        await services.rollUp.run()
        expect(await ask({})).toEqual([1, ' 1'])
        expect(await ask({ imported: true })).toEqual([4, ' 4'])
        expect(await ask({ by: 'source' })).toEqual([4, 'import:old site 3', 'live 1'])
        expect(await ask({ by: 'month', source: 'import:old site' })).toEqual([3, '2019-01 1', '2020-03 2'])
        expect(await ask({ by: 'country', source: 'import:old site' })).toEqual([3, 'SE 2', ' 1'])
        expect(await ask({ by: 'package', source: 'import:old site' })).toEqual([
          3,
          `${pack.id} 2`,
          '62d5d2ebe911182f1dc285b0 1',
        ])
      }
      const json = JSON.stringify({
        bitstream: { [pack.id]: { os: 'linux', arch: 'amd64', bits: 64, version: '5.0.3', stable: 1, checkout: '' } },
        access: [[pack.id, '2018-10-19T21:30', 'SE', 0], ['unknown', '2018-10-19T21:30', 'SE', 0], 'nonsense'],
        location: ['58.4,15.6'],
      })
      await importSeries(services, options, fromPublishedFile(json, 'Viewer'))
      expect(await ask({ by: 'day', source: 'import:old site' })).toEqual([1, '2018-10-19 1'])
      for (const table of ['download_fact', 'download_subject', 'user_agent'] as const) {
        expect(JSON.stringify(await server.db.read.selectFrom(table).selectAll().execute())).not.toContain('192.0.2')
      }
    })
  })
}
