/** Downloads that another server counted, beside those that are counted here. */
import { describe, expect, it } from 'vitest'
import { LogCounting } from '../../../src/imports/access-log/index.ts'
import { importSpkrepo } from '../../../src/imports/spkrepo/index.ts'
import { databases, startServer } from '../../harness/index.ts'
import { repository } from '../../spk/repository.ts'
import { ACTIVE, current, dataFolder, writeDump } from './given.ts'

for (const database of databases) {
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
