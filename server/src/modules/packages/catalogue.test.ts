import { describe, expect, it } from 'vitest'
import { databases, startServer, type TestDatabase, targets } from '../../../test/harness/index.ts'

const viewer = { app: 'viewer' }
const at100 = { ...viewer, release: '100' }
const names = (items: readonly { baseName: string }[]) => items.map(({ baseName }) => baseName)

/** Four extensions for two platforms each, but `Beta`, which is for one. */
async function fourExtensions(database: TestDatabase) {
  const server = await startServer({ database })
  const { given, travel } = server
  const app = await given.app('Viewer')
  const facts = [
    { baseName: 'alpha', category: 'Filters', tier: 1, license: 'MIT', description: '<p>Sharpens &amp; blurs.</p>' },
    { baseName: 'Beta', category: 'Filters', tier: 3, license: 'BSD', dependency: 'alpha Gone' },
    { baseName: 'Gamma', category: 'Maps', tier: 5, dependency: 'alpha,Beta', recommends: 'Delta' },
    { baseName: 'Delta', category: 'Maps', license: 'MIT', keywords: 'sharpen' },
  ]
  for (const extension of facts) {
    await given.extension(app, extension)
    if (extension.baseName !== 'Beta') await given.extension(app, { ...extension, os: 'win' })
    travel({ minutes: 1 })
  }
  return { ...server, app }
}

for (const database of databases) {
  describe(`the catalogue on ${database.name}`, () => {
    it('has one entry for each extension, with its builds and the first words about it', async () => {
      const { as } = await fourExtensions(database)
      const { items, cursor, total } = (await as.anonymous.browseExtensions(at100, { total: true })).value

      expect(names(items)).toEqual(['alpha', 'Beta', 'Delta', 'Gamma'])
      expect({ cursor, total }).toEqual({ cursor: null, total: 4 })
      expect(items[0]).toMatchObject({
        app: 'viewer',
        line: 'Sharpens & blurs.',
        category: 'Filters',
        tier: 1,
        license: 'MIT',
        downloads: 0,
      })
      expect(items.map(({ builds }) => builds.map(({ os }) => os).join())).toEqual([
        'linux,win',
        'linux',
        'linux,win',
        'linux,win',
      ])
    })

    it('is narrowed by every filter, and each facet counts what the others leave', async () => {
      const { as } = await fourExtensions(database)
      const list = async (query: Parameters<typeof as.admin.browseExtensions>[1]) =>
        names((await as.anonymous.browseExtensions(at100, query)).value.items).join()
      const facets = async (query: Parameters<typeof as.admin.getExtensionFacets>[1]) =>
        (await as.anonymous.getExtensionFacets(at100, query)).value

      expect(await list({ os: 'win' })).toBe('alpha,Delta,Gamma')
      expect(await list({ os: 'win', arch: 'arm64' })).toBe('')
      expect(await list({ category: 'Filters' })).toBe('alpha,Beta')
      expect(await list({ tier: 3 })).toBe('alpha,Beta')
      expect(await list({ license: 'MIT' })).toBe('alpha,Delta')
      expect(await list({ q: 'sharpen' })).toBe('Delta,alpha')
      expect(await list({ q: 'gamm' })).toBe('Gamma')
      expect(await list({ q: 'gmama', category: 'Maps' })).toBe('')
      expect(await list({ q: 'dellta' })).toBe('Delta')

      expect(await facets({ category: 'Filters', os: 'win' })).toEqual({
        categories: [
          { value: 'Maps', count: 2 },
          { value: 'Filters', count: 1 },
        ],
        tiers: [{ value: '1', count: 1 }],
        licenses: [{ value: 'MIT', count: 1 }],
        targets: [
          { value: 'linux-amd64', count: 2 },
          { value: 'win-amd64', count: 1 },
        ],
        total: 1,
      })
      expect((await facets({ q: 'sharpen' })).total).toBe(2)
    })

    it('is sorted by name, age, change and downloads, page by page', async () => {
      const { as, app, given } = await fourExtensions(database)
      const files = (await as.anonymous.listExtensions(viewer, { baseName: 'Gamma' })).value.items
      for (const { url } of files) await as.anonymous.request('GET', url)
      await given.extension(app, { baseName: 'alpha', revision: 'fff', bytes: 'newer' })
      const paged = async (sort: 'name' | 'newest' | 'updated' | 'downloads') => {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const query = { sort, limit: 3, ...(cursor !== undefined && { cursor }) }
          const page = (await as.anonymous.browseExtensions(at100, query)).value
          seen.push(...names(page.items))
          cursor = page.cursor ?? undefined
        } while (cursor !== undefined)
        return seen.join()
      }

      expect(await paged('name')).toBe('alpha,Beta,Delta,Gamma')
      expect(await paged('newest')).toBe('Delta,Gamma,Beta,alpha')
      expect(await paged('updated')).toBe('alpha,Delta,Gamma,Beta')
      expect(await paged('downloads')).toBe('Gamma,alpha,Beta,Delta')
      const { cursor } = (await as.anonymous.browseExtensions(at100, { limit: 1 })).value
      const wrong = await as.anonymous.browseExtensions(at100, { sort: 'newest', cursor: cursor ?? '' })
      expect(wrong).toMatchProblem('cursor_invalid')
    })

    it('shows a change at once', async () => {
      const { as, app, given } = await fourExtensions(database)
      const list = async () => names((await as.anonymous.browseExtensions(at100)).value.items).join()
      expect(await list()).toBe('alpha,Beta,Delta,Gamma')

      await given.extension(app, { baseName: 'Epsilon' })
      expect(await list()).toBe('alpha,Beta,Delta,Epsilon,Gamma')
      const [beta] = (await as.anonymous.listExtensions(viewer, { baseName: 'Beta' })).value.items
      await as.admin.deleteExtension({ ...viewer, extension: beta?.id ?? '' })
      expect(await list()).toBe('alpha,Delta,Epsilon,Gamma')
    })

    it('shows an extension by name, with what it needs and what needs it, of the newest stable release', async () => {
      const { as, app, given } = await fourExtensions(database)
      const overview = async (name: string, query = {}) => as.anonymous.getExtensionOverview({ ...viewer, name }, query)
      await given.release(app, '1.0', { revision: '50' })
      await given.extension(app, { baseName: 'Beta', appRevision: '50' })

      expect((await overview('Gamma')).value).toMatchObject({
        release: { stage: 'draft', revision: '100' },
        summary: { baseName: 'Gamma', tier: 5 },
        builds: [{ os: 'linux' }, { os: 'win' }],
        needs: [
          { baseName: 'alpha', here: true },
          { baseName: 'Beta', here: true },
        ],
        recommends: [{ baseName: 'Delta', here: true }],
        neededBy: [],
      })
      expect((await overview('Beta')).value.release.name).toBe('1.0')
      const inDraft = (await overview('Beta', { release: '100' })).value
      expect(inDraft.needs).toEqual([
        { baseName: 'alpha', here: true },
        { baseName: 'Gone', here: false },
      ])
      expect(inDraft.neededBy).toEqual(['Gamma'])
      expect((await overview('alpha')).value.neededBy).toEqual(['Beta', 'Gamma'])
      expect(await overview('Nothing')).toMatchProblem('extension_not_found')
      expect(await overview('alpha', { release: '1.0' })).toMatchProblem('extension_not_found')
    })

    it('lists the builds of an extension in all releases, newest first', async () => {
      const { as, app, given, travel } = await fourExtensions(database)
      travel({ days: 1 })
      await given.extension(app, { baseName: 'Beta', appRevision: '101', revision: 'b2' })
      const path = { ...viewer, name: 'Beta' }
      const first = (await as.anonymous.listExtensionVersions(path, { limit: 1 })).value
      const second = (await as.anonymous.listExtensionVersions(path, { cursor: first.cursor ?? '' })).value

      expect(first.items).toMatchObject([{ revision: 'b2', os: 'linux', release: { revision: '101' }, yanked: false }])
      expect(second.items).toMatchObject([{ revision: 'abc123', release: { revision: '100' } }])
      expect(second.cursor).toBeNull()
      const bytes = await as.anonymous.request('GET', first.items[0]?.url ?? '')
      expect(bytes.status).toBe(200)
      expect(await as.anonymous.listExtensionVersions({ ...viewer, name: 'Nothing' })).toMatchProblem(
        'extension_not_found',
      )
    })

    it('says in a matrix what is the same, changed, new and missing since the release before', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      const [linux, windows, mac] = targets
      await given.release(app, '1.0', { revision: '100' })
      const old = (baseName: string, target: (typeof targets)[number], revision = 'a') =>
        given.extension(app, { baseName, ...target, revision, category: 'One' })
      await old('Kept', linux)
      await old('Kept', windows)
      await old('Lost', linux)
      travel({ days: 1 })
      const now = (baseName: string, target: (typeof targets)[number], revision = 'a') =>
        given.extension(app, { baseName, ...target, revision, appRevision: '200' })
      await now('Kept', linux)
      await now('Kept', mac, 'b')
      await now('Fresh', linux)
      await now('Kept', windows, 'b')
      const matrix = (await as.anonymous.getMatrix({ ...viewer, release: '200' })).value
      const states = Object.fromEntries(
        matrix.rows.map(({ baseName, cells }) => [baseName, cells.map(({ state }) => state).join()]),
      )

      expect(matrix.comparedWith?.name).toBe('1.0')
      expect(matrix.targets).toEqual([linux, mac, windows])
      expect(states).toEqual({ Fresh: 'new,none,none', Kept: 'same,new,changed', Lost: 'missing,none,none' })
      expect(matrix.rows[1]?.cells[2]).toMatchObject({ revision: 'b', before: 'a' })
      expect(matrix.rows[2]).toMatchObject({ category: 'One', cells: [{ id: null, before: 'a' }, {}, {}] })

      const csv = await as.anonymous.request('GET', '/api/v2/apps/viewer/releases/200/matrix.csv')
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
      expect(csv.text.split('\r\n')).toEqual([
        'extension,category,tier,linux-amd64,macosx-amd64,win-amd64',
        'Fresh,,,new,none,none',
        'Kept,,,same,new,changed',
        'Lost,One,,missing,none,none',
        '',
      ])
      const alone = (await as.anonymous.getMatrix({ ...viewer, release: '1.0' })).value
      expect(alone.comparedWith).toBeNull()
      expect(alone.rows.flatMap(({ cells }) => cells.map(({ state }) => state))).toEqual([
        'same',
        'same',
        'same',
        'none',
      ])
      const other = (await as.anonymous.getMatrix({ ...viewer, release: '1.0' }, { with: '200' })).value
      expect(other.comparedWith?.revision).toBe('200')
    })

    it('compares two releases: added, removed, updated, rebuilt and how much of it', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.installer(app, { revision: '100', version: '1.0', bytes: '1234' })
      await given.installer(app, { revision: '200', version: '1.1', bytes: '123456' })
      const both = async (baseName: string, before: [string, string] | null, after: [string, string] | null) => {
        if (before) await given.extension(app, { baseName, revision: before[0], bytes: before[1] })
        if (after) await given.extension(app, { baseName, revision: after[0], bytes: after[1], appRevision: '200' })
      }
      await both('Added', null, ['a', 'one'])
      await both('Removed', ['a', 'two'], null)
      await both('Same', ['a', 'three'], ['a', 'three'])
      await both('Rebuilt', ['a', 'four'], ['a', 'fours'])
      await both('Updated', ['a', 'five'], ['b', 'six'])

      const comparison = (await as.anonymous.compareReleases(viewer, { from: '100', to: '200' })).value

      expect(comparison.items.map(({ baseName, change }) => `${baseName} ${change}`)).toEqual([
        'Viewer updated',
        'Added added',
        'Rebuilt rebuilt',
        'Removed removed',
        'Updated updated',
      ])
      expect(comparison.items[0]).toMatchObject({
        kind: 'package',
        from: { version: '1.0', size: 4 },
        to: { version: '1.1', size: 6 },
      })
      expect(comparison.same).toBe(1)
      expect(comparison.bytes).toEqual({ from: 20, to: 22 })
      expect(await as.anonymous.compareReleases(viewer, { from: '100', to: '300' })).toMatchProblem('release_not_found')
    })

    it('keeps what is private from everybody else', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const hidden = await given.app('Hidden', { public: false })
      await given.extension(hidden, { baseName: 'SecretTool' })
      await given.installer(hidden, { baseName: 'SecretViewer' })
      await given.extension(app, { baseName: 'OpenTool', appRevision: '200' })
      await given.extension(app, { baseName: 'DarkTool', appRevision: '300' })
      await as.admin.updateRelease({ ...viewer, release: '300' }, { public: false })

      expect(await as.anonymous.browseExtensions({ ...viewer, release: '300' })).toMatchProblem('release_not_found')
      expect(await as.anonymous.getMatrix({ ...viewer, release: '200' }, { with: '300' })).toMatchProblem(
        'release_not_found',
      )
      for (const name of ['DarkTool', 'SecretTool']) {
        const path = { ...viewer, name }
        expect(await as.anonymous.getExtensionOverview(path)).toMatchProblem('extension_not_found')
        expect(await as.anonymous.listExtensionVersions(path)).toMatchProblem('extension_not_found')
      }
      const found = (await as.anonymous.search({ q: 'tool' })).value
      expect(names(found.extensions)).toEqual(['OpenTool'])
      expect((await as.anonymous.search({ q: 'secret' })).value).toEqual({
        apps: [],
        releases: [],
        packages: [],
        extensions: [],
      })
      expect((await as.anonymous.search({ q: '300' })).value.releases).toEqual([])
      expect(await as.anonymous.search({ q: 'x', app: 'hidden' })).toMatchProblem('app_not_found')

      const member = (await as.reader(hidden).search({ q: 'secret' })).value
      expect([names(member.packages), names(member.extensions)]).toEqual([['SecretViewer'], ['SecretTool']])
      expect(names((await as.reader(app).search({ q: 'darktool' })).value.extensions)).toEqual(['DarkTool'])
    })

    it('is searched across applications, releases, installers and extensions', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer', { description: 'Looks at things.' })
      const other = await given.app('Slide viewer')
      await given.release(app, '5.8.1', { revision: '34605' })
      await given.installer(app, { revision: '34605', version: '5.8.1' })
      await given.extension(other, { baseName: 'ViewerTools', category: 'Tools' })
      const search = async (q: string, query = {}) => (await as.anonymous.search({ q, ...query })).value

      const found = await search('viewer')
      expect(found.apps.map(({ slug }) => slug)).toEqual(['viewer', 'slide-viewer'])
      expect(found.packages).toMatchObject([{ app: 'viewer', baseName: 'Viewer', version: '5.8.1', release: '5.8.1' }])
      expect(found.extensions).toEqual([
        { app: 'slide-viewer', appName: 'Slide viewer', baseName: 'ViewerTools', category: 'Tools', iconUrl: null },
      ])
      expect((await search('5.8')).releases).toMatchObject([{ app: 'viewer', release: { name: '5.8.1' } }])
      expect((await search('346')).releases).toMatchObject([{ release: { revision: '34605' } }])
      expect(names((await search('viewrtools')).extensions)).toEqual(['ViewerTools'])
      expect((await search('viewer', { app: 'viewer' })).extensions).toEqual([])
      expect((await search('viewer', { limit: 1 })).apps).toHaveLength(1)
      expect(await search('  ')).toMatchObject({ apps: [], extensions: [] })
      expect(await search(`"'%_*(`)).toMatchObject({ apps: [], extensions: [] })
    })

    it('begins where an application says what is newest, and a list what each release is built for', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      expect(app.latest).toEqual({ stable: null, draft: null })
      await given.release(app, '1.0', { revision: '100', packages: 3 })
      travel({ minutes: 1 })
      await given.draft(app, '200')
      travel({ minutes: 1 })
      await given.draft(app, '300', { packages: 1 })
      await as.admin.updateRelease({ ...viewer, release: '300' }, { public: false })

      const seen = (await as.anonymous.getApp(viewer)).value.latest
      expect(seen).toMatchObject({ stable: { name: '1.0' }, draft: { revision: '200' } })
      expect((await as.reader(app).listApps()).value.items[0]?.latest.draft?.revision).toBe('300')
      const { items } = (await as.anonymous.listReleases(viewer)).value
      expect(items.map(({ name, platforms }) => [name, platforms])).toEqual([
        ['200', []],
        [
          '1.0',
          [
            { os: 'linux', arch: 'amd64' },
            { os: 'macosx', arch: 'amd64' },
            { os: 'win', arch: 'amd64' },
          ],
        ],
      ])
    })
  })
}
