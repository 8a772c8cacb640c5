import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SpkCatalogue } from '../../src/modules/spk/catalogue.ts'
import { type ModelBuild, type ModelPackage, type ModelVersion, Snapshot } from '../../src/modules/spk/model.ts'
import type { KnownTables } from '../../src/modules/spk/reference.ts'
import { databases, startServer } from '../harness/index.ts'

/** Not every gap between them is the same, and SRM is among them. */
const firmwares = [
  { build: 1594, version: '3.1', type: 'dsm' },
  { build: 4458, version: '5.0', type: 'dsm' },
  { build: 7742, version: '1.2', type: 'srm' },
  { build: 15047, version: '6.1', type: 'dsm' },
  { build: 22259, version: '6.2', type: 'dsm' },
  { build: 40000, version: '7.0', type: 'dsm' },
  { build: 42661, version: '7.1', type: 'dsm' },
].map((row) => ({ ...row, created_at: 0 }))

const tables: KnownTables = {
  architectures: new Set(['noarch', 'x86', 'arm']),
  firmwares: new Map(firmwares.map((row) => [row.build, row])),
  languages: new Set(['enu', 'ger', 'fre']),
  services: new Set(),
  dsm: firmwares.filter(({ type }) => type === 'dsm').reverse(),
}

type Texts = Readonly<Record<string, string>>
type Build = {
  active: boolean
  codes: string[]
  firmware: number
  last: number | null
  number: number
  descriptions: Texts
}
type Version = { beta: boolean; names: Texts }
/** By version number: what all builds of one share. */
type Package = { name: string; versions: Version[]; builds: Build[] }

const texts: fc.Arbitrary<Texts> = fc
  .subarray(['enu', 'ger', 'fre'])
  .chain((languages) =>
    fc.tuple(...languages.map((one) => fc.string().map((text) => [one, `${one} ${text}`] as const))),
  )
  .map((pairs) => Object.fromEntries(pairs))
const build: fc.Arbitrary<Build> = fc.record({
  active: fc.boolean(),
  codes: fc.subarray(['noarch', 'x86', 'arm'], { minLength: 1 }),
  firmware: fc.constantFrom(...firmwares.map((row) => row.build)),
  last: fc.option(fc.constantFrom(...firmwares.map((row) => row.build)), { nil: null }),
  number: fc.integer({ min: 0, max: 2 }),
  descriptions: texts,
})
const version: fc.Arbitrary<Version> = fc.record({ beta: fc.boolean(), names: texts })
const packages: fc.Arbitrary<Package[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('alpha', 'beta', 'gamma', 'delta'),
    versions: fc.array(version, { minLength: 3, maxLength: 3 }),
    builds: fc.array(build, { maxLength: 8 }),
  }),
  { selector: ({ name }) => name, maxLength: 4 },
)
const asking = fc.record({
  arch: fc.constantFrom('x86', 'arm', 'noarch'),
  build: fc.oneof(fc.constantFrom(...firmwares.map((row) => row.build)), fc.integer({ min: 1594, max: 60_000 })),
  major: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
  language: fc.constantFrom('enu', 'ger', 'fre'),
  channel: fc.constantFrom('stable', 'beta'),
  source: fc.constantFrom('stable', 'beta'),
})
type Asking = typeof asking extends fc.Arbitrary<infer One> ? One : never

describe('the catalogue as a whole', () => {
  it('is what a slow and obvious search finds: beta source, languages, no package twice, whatever was kept before', async () => {
    const server = await startServer({ database: databases[0] as (typeof databases)[number] })
    let snapshot: Snapshot
    const catalogue = new SpkCatalogue({
      db: server.db,
      model: { now: async () => snapshot } as never,
      maxBytes: 10_000_000,
      keyrings: async () => [],
    })
    let generation = 0
    const ask = async ({ channel, source, build: number, major, ...device }: Asking) => {
      const answer = await catalogue.answer(
        {
          ...device,
          build: String(number),
          major: major === undefined ? undefined : String(major),
          package_update_channel: channel,
        },
        'https://repo.example/nas',
        { onlyBeta: source === 'beta' },
      )
      const body = JSON.parse(String(answer.body().bytes)) as Entry[] | { packages: Entry[] }
      return (Array.isArray(body) ? body : body.packages).map(
        ({ package: name, version, dname, desc, beta, link }) => ({
          ...{ name, version, dname, desc, beta: beta === true },
          build: Number(/#(\d+)\?/.exec(decodeURIComponent(link))?.[1]),
        }),
      )
    }

    await fc.assert(
      fc.asyncProperty(
        packages,
        packages,
        fc.array(asking, { minLength: 1, maxLength: 4 }),
        async (one, other, all) => {
          // The second state changes some packages and leaves others as they are, as answers that were kept must notice.
          let known = new Map<string, { of: Package; model: ModelPackage | undefined }>()
          for (const state of [
            one,
            [...one.slice(0, 2), ...other.filter(({ name }) => !one.some((it) => it.name === name))],
          ]) {
            generation += 1
            const now: typeof known = new Map()
            for (const of of state) {
              const before = known.get(of.name)
              now.set(of.name, before?.of === of ? before : { of, model: modelOf(of, generation) })
            }
            known = now
            const models = [...known.values()].flatMap(({ model }) => model ?? [])
            snapshot = new Snapshot(
              { generation, removals: generation },
              tables,
              models.sort((a, b) => (a.name < b.name ? -1 : 1)),
            )
            for (const device of all) expect(await ask(device)).toEqual(obvious(state, device))
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

type Entry = { package: string; version: string; dname: string; desc: string; beta?: true; link: string }

/** As it is read from the database: of active builds only. */
function modelOf({ name, versions, builds }: Package, generation: number): ModelPackage | undefined {
  const models = versions.map(
    ({ beta, names }, number): ModelVersion => ({
      number,
      text: `1.${number}-${number}`,
      beta,
      row: { licensed: 0, report_url: beta ? 'https://example.org' : null, startable: 1 } as never,
      names: new Map(Object.entries(names)),
      icons: [],
    }),
  )
  const list: ModelBuild[] = []
  const it: ModelPackage = { id: name, name, generation, screenshots: [], builds: list }
  for (const [at, one] of builds.entries()) {
    if (!one.active) continue
    list.push({
      row: { path: `${name}/#${at}`, dependencies: null, conflicts: null, changelog: null, md5: '', size: 1 } as never,
      active: true,
      architectures: new Set(one.codes),
      min: one.firmware,
      max: one.last,
      minVersion: tables.firmwares.get(one.firmware)?.version ?? '',
      version: models[one.number] as ModelVersion,
      package: it,
      former: undefined,
      descriptions: new Map(Object.entries(one.descriptions)),
    })
  }
  return list.length === 0 ? undefined : it
}

/** What a device gets, by the rules one after the other, and what the page about the beta source says. */
function obvious(state: readonly Package[], device: Asking) {
  const firmwareOf = (one: Build) => tables.firmwares.get(one.firmware)?.version ?? ''
  const newest = firmwares.filter(({ build: at, type }) => type === 'dsm' && at <= device.build).at(-1)
  const major = device.major ?? Number(newest?.version.split('.')[0])
  const sourceOfBetas = device.source === 'beta'
  const getsBetas = sourceOfBetas || (device.channel === 'beta' && device.build < 40_000)
  return state
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, versions, builds }) => {
      const betaOf = (one: Build) => versions[one.number]?.beta === true
      const fitting = builds
        .map((one, at) => ({ ...one, at }))
        .filter((one) => one.active)
        .filter((one) => one.codes.includes(device.arch) || one.codes.includes('noarch'))
        .filter((one) => one.firmware <= device.build && (one.last === null || one.last >= device.build))
        .filter(
          (one) =>
            firmwareOf(one).startsWith(`${major}.`) ||
            (one.codes.includes('noarch') && major < 6 && firmwareOf(one).startsWith('3.')),
        )
        .filter((one) => getsBetas || !betaOf(one))
      const [best] = fitting.toSorted(
        (a, b) =>
          b.number - a.number ||
          b.firmware - a.firmware ||
          Number(b.codes.includes(device.arch)) - Number(a.codes.includes(device.arch)) ||
          b.at - a.at,
      )
      if (best === undefined || (sourceOfBetas && !betaOf(best))) return []
      const { names } = versions[best.number] as Version
      return {
        ...{ name, version: `1.${best.number}-${best.number}` },
        dname: names[device.language] ?? names.enu ?? name,
        desc: best.descriptions[device.language] ?? best.descriptions.enu ?? '',
        // DSM 7 would hide them.
        beta: betaOf(best) && !(sourceOfBetas && device.build >= 40_000),
        build: best.at,
      }
    })
}
