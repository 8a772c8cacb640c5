/** What an import of spkrepo brings, and what it says of it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { spkOf } from '../../../../spk/test/archives.ts'
import { importSpkrepo } from '../../../src/imports/spkrepo/index.ts'
import { databases, startServer } from '../../harness/index.ts'
import { repository } from '../../spk/repository.ts'
import { ACTIVE, dataFolder, GONE, KEY, SIGNED, sources } from './given.ts'

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
