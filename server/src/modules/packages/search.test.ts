import { describe, expect, it } from 'vitest'
import { databases, startServer, targets } from '../../../test/harness/index.ts'

const path = { app: 'viewer' }
const names = (items: { baseName: string }[]) => items.map((item) => item.baseName)

for (const database of databases) {
  describe(`lists on ${database.name}`, () => {
    it('of extensions are narrowed by every filter', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { revision: '100' })
      await given.extension(app, { baseName: 'A', category: 'One', tier: 1, license: 'MIT' })
      await given.extension(app, { baseName: 'B', category: 'Two', tier: 5, os: 'win' })
      await given.extension(app, { baseName: 'C', category: 'One', tier: 3, arch: 'arm64', revision: 'zzz' })
      const yanked = await given.extension(app, { baseName: 'D', appRevision: '200' })
      await as.admin.yankExtension({ ...path, extension: yanked.id }, { reason: 'bad' })
      const list = async (query: Parameters<typeof as.admin.listExtensions>[1]) =>
        names((await as.anonymous.listExtensions(path, { sort: 'name', ...query })).value.items).join('')

      expect(await list({})).toBe('ABCD')
      expect(await list({ release: '5.8' })).toBe('ABC')
      expect(await list({ release: '200' })).toBe('D')
      expect(await list({ appRevision: '100' })).toBe('ABC')
      expect(await list({ appRevision: '100', release: '200' })).toBe('')
      expect(await list({ appRevision: 'unknown' })).toBe('')
      expect(await list({ stage: 'stable' })).toBe('ABC')
      expect(await list({ stage: 'draft' })).toBe('D')
      expect(await list({ os: 'win' })).toBe('B')
      expect(await list({ arch: 'arm64' })).toBe('C')
      expect(await list({ os: 'linux', arch: 'amd64', release: '5.8' })).toBe('A')
      expect(await list({ baseName: 'B' })).toBe('B')
      expect(await list({ baseName: 'b' })).toBe('')
      expect(await list({ revision: 'zzz' })).toBe('C')
      expect(await list({ category: 'One' })).toBe('AC')
      expect(await list({ license: 'MIT' })).toBe('A')
      expect(await list({ tier: 3 })).toBe('AC')
      expect(await list({ tier: 0 })).toBe('')
      expect(await list({ yanked: true })).toBe('D')
      expect(await list({ yanked: false })).toBe('ABC')
      expect(await as.anonymous.listExtensions(path, { release: 'unknown' })).toMatchProblem('release_not_found')
    })

    it('of installers are narrowed by version and pre-release too', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.installer(app, { baseName: 'A', version: '1.0', preRelease: true })
      await given.installer(app, { baseName: 'B', version: '2.0' })
      await given.installer(app, { baseName: 'C', version: '2.0', preRelease: false })
      const list = async (query: Parameters<typeof as.admin.listPackages>[1]) =>
        names((await as.anonymous.listPackages(path, query)).value.items)
          .sort()
          .join('')

      expect(await list({ version: '2.0' })).toBe('BC')
      expect(await list({ preRelease: true })).toBe('A')
      expect(await list({ preRelease: false })).toBe('BC')
    })

    it('are newest first unless they are sorted by name', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      for (const baseName of ['b', 'A', 'c']) {
        await given.extension(app, { baseName })
        await given.extension(app, { baseName, os: 'win' })
        travel({ minutes: 1 })
      }
      const newest = (await as.anonymous.listExtensions(path)).value.items
      const byName = (await as.anonymous.listExtensions(path, { sort: 'name' })).value.items

      expect(names(newest).join('')).toBe('ccAAbb')
      expect(byName.map((item) => item.baseName + item.os)).toEqual([
        'Alinux',
        'Awin',
        'blinux',
        'bwin',
        'clinux',
        'cwin',
      ])
    })

    it.each(['newest', 'name'] as const)('by %s give each thing once, while others come and go', async (sort) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = []
      for (let at = 0; at < 12; at++) {
        made.push(await given.extension(app, { ...targets[at % targets.length], baseName: `E${Math.floor(at / 5)}` }))
      }
      const seen: string[] = []
      let cursor: string | undefined
      let page = 0
      do {
        const query = { sort, limit: 5, ...(cursor !== undefined && { cursor }) }
        const answer = (await as.anonymous.listExtensions(path, query)).value
        seen.push(...answer.items.map((item) => item.id))
        cursor = answer.cursor ?? undefined
        // Between the pages something new comes to the beginning, and something that was shown goes.
        if (page++ === 0) {
          await given.extension(app, { baseName: sort === 'name' ? 'A0' : 'New' })
          await as.admin.deleteExtension({ ...path, extension: seen[0] ?? '' })
        }
      } while (cursor !== undefined)

      expect(new Set(seen).size).toBe(seen.length)
      expect([...seen].sort()).toEqual(made.map(({ id }) => id).sort())
    })

    it('end without a cursor exactly at the end', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { extensions: 4 })
      const first = (await as.anonymous.listExtensions(path, { limit: 2 })).value
      const second = (await as.anonymous.listExtensions(path, { limit: 2, cursor: first.cursor ?? '' })).value

      expect(first.cursor).not.toBeNull()
      expect(second.items).toHaveLength(2)
      expect(second.cursor).toBeNull()
    })

    it('refuse cursors of other lists', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { extensions: 3 })
      const { cursor } = (await as.anonymous.listExtensions(path, { limit: 1 })).value

      const answer = await as.anonymous.listExtensions(path, { sort: 'name', cursor: cursor ?? '' })

      expect(answer).toMatchProblem('cursor_invalid')
    })

    it('count the extensions of a release by what they are', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      for (const target of targets.slice(0, 3)) {
        await given.extension(app, { ...target, baseName: 'A', category: 'One', tier: 5, license: 'MIT' })
      }
      await given.extension(app, { baseName: 'B', category: 'One', tier: 1 })
      await given.extension(app, { baseName: 'C', category: 'Two' })

      const facets = (await as.anonymous.getExtensionFacets({ ...path, release: '100' })).value

      expect(facets).toEqual({
        categories: [
          { value: 'One', count: 2 },
          { value: 'Two', count: 1 },
        ],
        tiers: [
          { value: '1', count: 1 },
          { value: '5', count: 1 },
        ],
        licenses: [{ value: 'MIT', count: 1 }],
        targets: [
          { value: 'linux-amd64', count: 3 },
          { value: 'macosx-amd64', count: 1 },
          { value: 'win-amd64', count: 1 },
        ],
        total: 3,
      })
    })

    it('are fresh after every change, and not sent again when nothing changed', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.extension(app, { description: 'x'.repeat(2000) })
      const list = (headers: Record<string, string> = {}) => as.anonymous.listExtensions(path, {}, { headers })

      const first = await list()
      const etag = String(first.headers.etag)
      expect(first.headers['cache-control']).toBe('no-cache')
      expect((await list({ 'if-none-match': etag })).status).toBe(304)
      expect((await list({ 'if-none-match': `"other", W/${etag}` })).status).toBe(304)
      const packed = await list({ 'accept-encoding': 'gzip' })
      expect(packed.headers['content-encoding']).toBe('gzip')
      expect(packed.bytes.length).toBeLessThan(first.bytes.length)

      const changes = [
        () => as.admin.updateExtension({ ...path, extension: made.id }, { tier: 4 }),
        () => as.admin.yankExtension({ ...path, extension: made.id }, { reason: 'bad' }),
        () => given.extension(app, { baseName: 'More' }),
        () => as.admin.updateRelease({ ...path, release: '100' }, { public: false }),
        () => as.admin.updateRelease({ ...path, release: '100' }, { public: true }),
        () => as.admin.promoteDraft({ ...path, release: '100' }, { name: '5.8' }),
        () =>
          as.admin
            .updateApp(path, { slug: 'looker' })
            .then(() => as.admin.updateApp({ app: 'looker' }, { slug: 'viewer' })),
        () => as.admin.deleteRelease({ ...path, release: '5.8' }),
      ]
      let last = etag
      for (const [at, change] of changes.entries()) {
        await change()
        const now = await list({ 'if-none-match': last })
        if (at === 6) expect(now.status).toBe(304)
        else expect(now.status, `after change ${at}`).toBe(200)
        last = String(now.headers.etag)
      }
    })

    it('for members are not those for others', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { extensions: 1, public: false })
      const count = async (caller: typeof as.admin) => (await caller.listExtensions(path)).value.items.length

      expect([await count(as.reader(app)), await count(as.anonymous), await count(as.reader(app))]).toEqual([1, 0, 1])
      await as.admin.updateApp(path, { public: false })
      expect(await as.anonymous.listExtensions(path)).toMatchProblem('app_not_found')
      expect(await count(as.reader(app))).toBe(1)
    })
  })

  describe(`search on ${database.name}`, () => {
    const catalogue = async () => {
      const server = await startServer({ database })
      const app = await server.given.app('Viewer')
      const things: [name: string, keywords: string, description: string][] = [
        ['SegmentTools', 'mask, label', 'Effects for drawing'],
        ['Registration', 'align, segment', 'Brings images together'],
        ['LungAnalysis', 'chest', 'Measures the lung by segment and lobe'],
        ['SlicerRadiomics', 'features', 'Texture; Gröbner bases'],
        ['Bone3D', 'skeleton', '<p>Finds <b>bones</b></p>'],
      ]
      for (const [baseName, keywords, description] of things) {
        await server.given.extension(app, { baseName, keywords, description, category: 'Analysis of images' })
      }
      return {
        ...server,
        app,
        find: async (q: string) => names((await server.as.anonymous.listExtensions(path, { q })).value.items),
      }
    }

    it('finds words in name, keywords and description, in this order', async () => {
      const { find } = await catalogue()

      expect(await find('segment')).toEqual(['SegmentTools', 'Registration', 'LungAnalysis'])
      expect(await find('tools')).toEqual(['SegmentTools'])
      expect(await find('bones')).toEqual(['Bone3D'])
      expect(await find('images')).toHaveLength(5)
    })

    it('takes beginnings, any case, no accents, and all words', async () => {
      const { find } = await catalogue()

      expect(await find('regis')).toEqual(['Registration'])
      expect(await find('REGISTRATION')).toEqual(['Registration'])
      expect(await find('grobner')).toEqual(['SlicerRadiomics'])
      expect(await find('GRÖBNER')).toEqual(['SlicerRadiomics'])
      expect(await find('segment lobe')).toEqual(['LungAnalysis'])
      expect(await find('chest skeleton')).toEqual([])
    })

    it('forgives typing errors in names', async () => {
      const { find } = await catalogue()

      expect((await find('registraton'))[0]).toBe('Registration')
      expect((await find('radiomcs'))[0]).toBe('SlicerRadiomics')
      expect(await find('qqqqqq')).toEqual([])
    })

    it('does not take markup for words', async () => {
      const { find } = await catalogue()
      expect(await find('p')).toEqual([])
    })

    it('keeps to the filters, and to its application', async () => {
      const { as, given, app } = await catalogue()
      await given.extension(app, { baseName: 'SegmentTools', os: 'win' })
      const editor = await given.app('Editor')
      await given.extension(editor, { baseName: 'SegmentOther' })
      await given.installer(app, { baseName: 'SegmentInstaller' })

      const onWindows = (await as.anonymous.listExtensions(path, { q: 'segment', os: 'win' })).value.items
      const installers = (await as.anonymous.listPackages(path, { q: 'segment' })).value.items

      expect(names(onWindows)).toEqual(['SegmentTools'])
      expect(names(installers)).toEqual(['SegmentInstaller'])
    })

    it('gives the newest builds of the best name first, page by page', async () => {
      const { as, given, app, travel } = await catalogue()
      for (const appRevision of ['101', '102', '103']) {
        travel({ minutes: 1 })
        await given.extension(app, { baseName: 'SegmentTools', appRevision })
      }
      const pages: string[] = []
      let cursor: string | undefined
      do {
        const query = { q: 'segment', limit: 2, ...(cursor !== undefined && { cursor }) }
        const page = (await as.anonymous.listExtensions(path, query)).value
        pages.push(page.items.map((item) => `${item.baseName} ${item.release.revision}`).join(', '))
        cursor = page.cursor ?? undefined
      } while (cursor !== undefined)

      expect(pages).toEqual([
        'SegmentTools 103, SegmentTools 102',
        'SegmentTools 101, SegmentTools 100',
        'Registration 100, LungAnalysis 100',
      ])
    })

    it.each([
      '"',
      "'",
      '*',
      '(',
      ')',
      'AND',
      'OR NOT',
      'NEAR(a b)',
      'a AND (b',
      '"a" "b',
      'title:segment',
      '-segment',
      '^a',
      '{a b}',
      "'); drop table package; --",
      '%',
      '_',
      ':*',
      '&',
      '|',
      '!',
      '<->',
      '\\',
      ' ',
      '  ',
      '\t',
      '🦴',
      '𝔰𝔢𝔤',
      'ﬁ',
      '½',
      'a'.repeat(200),
      'a '.repeat(100),
      '"'.repeat(200),
      '漢字',
      'ʼ',
      '\u0301',
      '\u200b',
      '\ufeff',
      '\ud83e',
    ])('takes %j for words and nothing else', async (q) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.extension(app, { baseName: 'SegmentTools' })

      expect((await as.anonymous.listExtensions(path, { q })).status).toBe(200)
    })
  })
}
