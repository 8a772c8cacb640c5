import { ExtensionFacts, PackageFacts } from '@slipway/contract'
import { Errors } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { extensions } from '../../src/demo/extensions.ts'
import { fillWithDemo } from '../../src/demo/index.ts'
import { extensionsOf, installersOf } from '../../src/demo/items.ts'
import { nightlyBuilds, stableBuilds } from '../../src/demo/releases.ts'
import { hastily } from '../../src/platform/db/index.ts'
import { databases, startServer } from '../harness/index.ts'

const now = Date.UTC(2026, 4, 20, 9)
const builds = [...stableBuilds(now), ...nightlyBuilds(now)]
/** Making all of them takes as long as a hundred other tests. */
const some = extensions.filter(({ category }) => ['Diffusion', 'Utilities', 'Virtual Reality'].includes(category))
const items = builds.flatMap((build) => [...installersOf('SlicerDemo', build), ...extensionsOf(build)])

describe('what the demo is made of', () => {
  it('is what an uploader may say, by the schemas of the API', () => {
    const wrong = items.flatMap(({ kind, facts, fileName }) =>
      Errors(kind === 'package' ? PackageFacts : ExtensionFacts, facts).map((e) => `${fileName} ${e.instancePath}`),
    )
    expect(wrong).toEqual([])
  })

  it('lies in the past', () => {
    expect(Math.max(...items.map(({ at }) => at))).toBeLessThan(now)
  })

  it('is the same each time, to the last byte', async () => {
    const few = () => [...extensionsOf(builds[3] as (typeof builds)[number])].slice(0, 8)
    const bytes = async () => Promise.all(few().map((item) => item.bytes()))
    expect(await bytes()).toEqual(await bytes())
    expect(few().map(({ facts }) => facts)).toEqual(few().map(({ facts }) => facts))
  })

  it('shows pictures without a network', () => {
    for (const { facts } of extensionsOf(builds[0] as (typeof builds)[number])) {
      const { iconUrl, screenshots = '' } = facts as ExtensionFacts
      for (const address of [iconUrl, ...screenshots.split(' ')])
        expect(address).toMatch(/^data:image\/svg\+xml,%3Csvg\S+$/)
    }
  })
})

describe('a server with the demo', () => {
  it('has releases, nights, extensions that miss here and there, and a private application', async () => {
    const server = await startServer({ database: databases[0] as (typeof databases)[number] })
    const made = await hastily(server.db, () =>
      fillWithDemo(server.services, server.db, { password: 'a good password', extensions: some }),
    )
    const { as } = server

    expect((await as.anonymous.getServerInfo()).value.banner?.text).toContain('made up')
    expect((await as.anonymous.listApps()).value.items.map(({ slug }) => slug)).toEqual(['slicer-demo'])
    expect((await as.admin.listApps()).value.items).toHaveLength(2)
    const app = 'slicer-demo'
    const { items } = (await as.anonymous.listReleases({ app }, { limit: 100 })).value
    expect(items.filter(({ stage }) => stage === 'stable').map(({ name }) => name)).toEqual(['2.2.1', '2.2.0', '2.0.0'])
    expect(items.filter(({ stage }) => stage === 'draft')).toHaveLength(12)
    expect(items.filter(({ pinned }) => pinned)).toHaveLength(1)
    expect(new Set(items.map(({ extensions }) => extensions)).size, 'not all have the same').toBeGreaterThan(5)

    const facets = (await as.anonymous.getExtensionFacets({ app, release: items[0]?.name as string })).value
    expect(facets.targets.map(({ value }) => value).sort()).toEqual([
      'linux-amd64',
      'macosx-amd64',
      'macosx-arm64',
      'win-amd64',
    ])
    const yanked = (await as.anonymous.listExtensions({ app }, { yanked: true })).value.items
    expect(yanked[0]?.yanked?.reason).toContain('exchanged')
    const found = (await as.anonymous.listExtensions({ app }, { q: 'tractography', limit: 10 })).value.items
    expect(found[0]?.baseName).toMatch(/FiberStudio|BundleCluster/)
    const file = await as.anonymous.request('GET', found[0]?.url as string)
    expect(file.bytes.length).toBe(found[0]?.file.size)
    expect((await as.admin.previewRetention({ app })).value.deletes, 'the rules take nothing away').toEqual([])
    const stored = (await as.admin.getStorageUse()).value.apps[0]
    expect(stored?.slug).toBe(app)
    expect(stored?.days).toHaveLength(60)
    expect(stored?.days.at(-1)?.bytes).toBeGreaterThan(stored?.days[0]?.bytes ?? 0)
    const spks = (await as.anonymous.listSpkPackages({ limit: 100 })).value.items
    expect(spks.length).toBeGreaterThan(25)
    const device = { arch: 'apollolake', build: 64570, language: 'ger' }
    const offered = await as.anonymous.request('GET', '/nas', { query: device })
    expect((offered.json as { packages: unknown[] }).packages.length).toBeGreaterThan(25)
    const login = await as.browser({ login: made.people.owner.login, password: 'a good password' }).getSession()
    expect(login.value.account?.login).toBe('olivia.owner')
  }, 40_000)
})
