import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importSeries } from '../../src/imports/old-statistics/import.ts'
import { fromDatabase, fromPublishedFile } from '../../src/imports/old-statistics/read.ts'
import { databases, startServer } from '../harness/index.ts'
import { forgotten, oldPublishedFile, writeOldDatabase } from './old-files.ts'

async function oldDatabase(known: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-old-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'download-stats.sqlite')
  writeOldDatabase(path, known)
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
        expect(await ask({ by: 'package', source: 'import:old site' })).toEqual([3, `${pack.id} 2`, `${forgotten} 1`])
      }
      await importSeries(services, options, fromPublishedFile(oldPublishedFile(pack.id), 'Viewer'))
      expect(await ask({ by: 'day', source: 'import:old site' })).toEqual([1, '2018-10-19 1'])
      for (const table of ['download_fact', 'download_subject', 'user_agent'] as const) {
        expect(JSON.stringify(await server.db.read.selectFrom(table).selectAll().execute())).not.toContain('192.0.2')
      }
    })
  })
}
