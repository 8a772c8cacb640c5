/**
 * How the databases find what the hot requests ask for. The plans of SQLite are committed (`query-plans.txt`, renewed
 * with `npx vitest run server/test/query-plans.test.ts -u`); PostgreSQL's depend on its version and on how much there
 * is, so there the test asks whether it could do without reading a whole table.
 */
import { type CompiledQuery, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Database } from '../src/platform/db/index.ts'
import { databases, startServer } from './harness/index.ts'

/** A handful of rows each, whatever the size of the catalogue. */
const SMALL = new Set([
  'collection',
  'download_visit_secret',
  'site_setting',
  'spk_architecture',
  'spk_arch_alias',
  'spk_firmware',
  'spk_language',
  'spk_service',
  // One row a package, read once a minute for all of them.
  'spk_package_total',
])

describe.each(databases)('Query plans on $name', (database) => {
  it('read no table as a whole for a hot request', async () => {
    const queries = new Map<string, CompiledQuery>()
    const { given, url, db, services } = await startServer({
      database,
      onQuery: (query) => queries.set(query.sql, query),
    })
    const app = await given.app('Viewer')
    const release = await given.release(app, '1.0', { revision: '100', packages: 2, extensions: 2 })
    const extension = await given.extension(app, { appRevision: '101', baseName: 'Tools' })
    const installer = await given.installer(app, { revision: '101' })
    const name = encodeURIComponent(extension.file.name)
    const digest = extension.file.sha256
    const requests = {
      'an application': `/api/v2/apps/viewer`,
      applications: `/api/v2/apps`,
      releases: `/api/v2/apps/viewer/releases`,
      drafts: `/api/v2/apps/viewer/releases?stage=draft`,
      'a release by name': `/api/v2/apps/viewer/releases/1.0`,
      'a release by revision': `/api/v2/apps/viewer/releases/100`,
      'a release by id': `/api/v2/apps/viewer/releases/${release.id}`,
      'extensions of a revision and platform': `/api/v2/apps/viewer/extensions?appRevision=101&os=linux&arch=amd64`,
      'extensions of a release': `/api/v2/apps/viewer/extensions?release=1.0`,
      'extensions of a category': `/api/v2/apps/viewer/extensions?release=1.0&category=Segmentation`,
      'newest extensions': `/api/v2/apps/viewer/extensions?sort=newest`,
      'extensions by base name': `/api/v2/apps/viewer/extensions?baseName=Tools`,
      'extensions by words': `/api/v2/apps/viewer/extensions?q=tools`,
      packages: `/api/v2/apps/viewer/packages`,
      'an extension': `/api/v2/apps/viewer/extensions/${extension.id}`,
      'earlier files of an extension': `/api/v2/apps/viewer/extensions/${extension.id}/files`,
      'a package': `/api/v2/apps/viewer/packages/${installer.id}`,
      'files by digest': `/api/v2/files?sha256=${digest}`,
      'a download by id': `/dl/${extension.id}`,
      'a download by name': `/dl/viewer/101/${name}`,
      'a download by digest': `/dl/sha256:${digest}`,
      'digests of a release': `/dl/viewer/1.0/SHA256SUMS`,
      'Girder: applications': `/api/v1/app`,
      'Girder: extensions of a revision and platform': `/api/v1/app/${app.id}/extension?app_revision=101&os=linux&arch=amd64&limit=0`,
      'Girder: an extension by base name': `/api/v1/app/${app.id}/extension?app_revision=101&baseName=Tools`,
      'Girder: packages': `/api/v1/app/${app.id}/package?limit=0`,
      'Girder: an extension by its name': `/api/v1/app/${app.id}/extension?extension_name=101_tools_linux_amd64_abc123`,
      'Girder: extensions by a part of their words': `/api/v1/app/${app.id}/extension?q=ool&limit=0`,
      'Girder: extensions by one letter': `/api/v1/app/${app.id}/extension?q=o&limit=0`,
      'Girder: items by words': `/api/v1/item?text=tools`,
      'Girder: items by the beginning of their names': `/api/v1/resource/search?q=101_t&mode=prefix&types=["item"]`,
      'Girder: releases': `/api/v1/app/${app.id}/release`,
      'Girder: an item': `/api/v1/item/${extension.id}`,
      'Girder: files of an item': `/api/v1/item/${extension.id}/files`,
      'Girder: a file by digest': `/api/v1/file/hashsum/sha512/${extension.file.sha512}/download`,
      'the download page’s find': `/find?os=linux`,
      'the download page’s findall': `/findall`,
      'the download page’s download': `/download?os=linux`,
      'downloads of a country by day': `/api/v2/apps/viewer/statistics?by=day&country=DE`,
      'downloads of a country and system by day': `/api/v2/apps/viewer/statistics?by=day&country=DE&os=linux`,
      'downloads of a release and country by day': `/api/v2/apps/viewer/statistics?by=day&country=DE&release=1.0`,
      'downloads of an extension by day': `/api/v2/apps/viewer/statistics?by=day&baseName=Tools`,
      'downloads of an extension in a country by day': `/api/v2/apps/viewer/statistics?by=day&baseName=Tools&country=DE`,
      'downloads of an extension in a release by country': `/api/v2/apps/viewer/statistics?by=country&baseName=Tools&release=1.0`,
      'downloads of a file by kind': `/api/v2/apps/viewer/statistics?by=kind&file=${name}`,
      'downloads of a package since a day': `/api/v2/apps/viewer/statistics?by=client&package=${installer.id}&from=2024-02-29`,
      'the device catalogue': `/nas?arch=x86&build=7321&language=enu`,
    }
    let plans = ''
    const wholes: string[] = []
    for (const [what, path] of Object.entries(requests)) {
      queries.clear()
      const answer = await fetch(url + path, { redirect: 'manual' })
      await answer.arrayBuffer()
      expect(answer.status, `${what}: ${path}`).toBeLessThan(400)
      await services.downloads.settle()
      const asked = [...queries.values()].filter((query) => /^\s*(select|with) /.test(query.sql))
      plans += `\n${what}\n`
      for (const query of asked) {
        const steps = await planOf(db, query)
        plans += steps.map((step) => `  ${step}\n`).join('')
        wholes.push(...wholeTables(steps).map((table) => `${what}: ${table}: ${query.sql}`))
      }
    }
    expect(wholes).toEqual([])
    if (database.name === 'sqlite') await expect(plans).toMatchFileSnapshot('query-plans.txt')
  })
})

async function planOf(db: Database, query: CompiledQuery): Promise<string[]> {
  if (db.kind === 'sqlite') {
    const { rows } = await db.read.executeQuery<{ detail: string }>({
      ...query,
      sql: `explain query plan ${query.sql}`,
    })
    return rows.map(({ detail }) => detail)
  }
  return db.read.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan to off`.execute(tx)
    const { rows } = await tx.executeQuery<Record<'QUERY PLAN', string>>({
      ...query,
      sql: `explain (costs off) ${query.sql}`,
    })
    return rows.map((row) => row['QUERY PLAN'])
  })
}

/** Names of tables that are read as a whole: not by an index, not what an earlier step of the same query made. */
function wholeTables(steps: readonly string[]): string[] {
  const names = steps.flatMap((step) => {
    if (/\b(USING|VIRTUAL TABLE|SUBQUERY|CONSTANT ROW)\b/.test(step)) return []
    return /^SCAN (\w+)|Seq Scan on (\w+)/.exec(step)?.slice(1).find(Boolean) ?? []
  })
  return names.filter((name) => !SMALL.has(name) && !/^json_each|pragma_/.test(name))
}
