/** Questions made up at random, asked over HTTP of a whole server, against the rules read slowly. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mode, Question, SiteRecord } from '../../src/protocols/download-site/matching.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { referenceMatch } from './reference.ts'

/** Fixed, so that a failure comes again; fast-check prints it with the smallest question that fails. */
const SEED = 20_250_602
const OSES = ['linux', 'macosx', 'win'] as const

/** Stable releases by revision; all other revisions are drafts. */
const releases: Record<string, string> = { '3': '5.6.1', '5': '5.6.2', '7': '5.60.0', '9': '5.6.10', nine: '6.0' }
const HIDDEN = '11'
/** What uploaders write, and the version that is read from it of a draft. */
const versions: [text: string, version: string | null][] = [
  ['5.7.0-2024-04-30', '5.7.0'],
  ['5.6.2', '5.6.2'],
  ['5.3.0-rc2-2023-04-09', '5.3.0-rc2'],
  ['5.3.0-rc1', null],
]
/** Times of day as uploaders send them and as they are answered. */
const times = [
  ['T00:00:00Z', 'T00:00:00+00:00'],
  ['T03:10:00.1Z', 'T03:10:00.100000+00:00'],
  ['T23:59:59.999Z', 'T23:59:59.999000+00:00'],
] as const

const day = fc.integer({ min: 1, max: 6 }).map((number) => `2024-03-0${number}`)
const numbers = fc.integer({ min: 1, max: 12 }).map(String)
const revision = fc.oneof({ weight: 8, arbitrary: numbers }, fc.constantFrom('nine', 'ten'))

const upload = fc.record({
  os: fc.constantFrom(...OSES),
  arch: fc.constantFrom('amd64', 'amd64', 'arm64', 'i386'),
  revision,
  day,
  time: fc.constantFrom(...times),
  version: fc.constantFrom(...versions),
  preRelease: fc.constantFrom(false, false, true),
  fate: fc.constantFrom('stays', 'stays', 'stays', 'stays', 'yanked', 'deleted'),
})

const mode: fc.Arbitrary<Mode> = fc.oneof(
  fc.constant<Mode>({ by: 'latest' }),
  fc.oneof(revision, fc.constant('unknown')).map((text): Mode => ({ by: 'revision', revision: Number(text) || text })),
  fc.integer({ min: 0, max: 14 }).map((revision): Mode => ({ by: 'closest-revision', revision })),
  fc
    .constantFrom('', '5', '5.', '5.6', '5.6.1', '5.6.10', '5.6.2.1', '5.7', '5.3.0-rc2', '6', '05')
    .map((version): Mode => ({ by: 'version', version })),
  fc
    .oneof(day, fc.constantFrom('', '2024', '2024-03-03T03:10:00.100000+00:00', 'z'))
    .map((date): Mode => ({ by: 'date', date })),
)
/** Without a stability it is the one that the mode has by itself. */
const asked = fc.record({
  os: fc.constantFrom(...OSES),
  arch: fc.constantFrom(undefined, undefined, 'amd64', 'arm64', 'riscv'),
  stability: fc.constantFrom(undefined, 'release' as const, 'nightly' as const, 'any' as const),
  mode,
  offset: fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 3 })),
})

/** Publishes what chance made up; answers what visitors should find of it. */
async function publish({ as, given }: TestServer): Promise<SiteRecord[]> {
  const app = await given.app('Viewer')
  for (const [revision, name] of Object.entries(releases)) await given.release(app, name, { revision })
  await given.release(app, '7.0', { revision: HIDDEN, public: false })
  const records: SiteRecord[] = []
  for (const [at, made] of fc.sample(upload, { seed: SEED, numRuns: 60 }).entries()) {
    const { day, time, version, fate, ...facts } = made
    const { id, createdAt } = await given.installer(app, {
      ...facts,
      baseName: `Viewer${at}`,
      version: version[0],
      buildDate: day + time[0],
    })
    const path = { app: app.slug, package: id }
    if (fate === 'yanked') await as.admin.yankPackage(path, { reason: 'It crashes' })
    if (fate === 'deleted') await as.admin.deletePackage(path)
    if (fate === 'deleted' || facts.revision === HIDDEN) continue
    const release = releases[facts.revision] ?? null
    records.push({
      ...facts,
      id,
      createdAt: Date.parse(createdAt),
      buildDate: day + time[1],
      release,
      version: release ?? version[1],
      unlisted: false,
      yanked: fate === 'yanked',
    })
  }
  return records
}

const valueIn = (mode: Mode): string =>
  mode.by === 'latest' ? '' : String('revision' in mode ? mode.revision : 'version' in mode ? mode.version : mode.date)

describe.each(databases)('/find, /findall and /download on $name', (database) => {
  it(`answer what the rules say, read slowly (seed ${SEED})`, async () => {
    const server = await startServer({ database })
    const records = await publish(server)
    const get = (path: string, query: URLSearchParams) =>
      server.as.anonymous.request('GET', `${path}?${query}`, { headers: { accept: 'application/json' } })
    const addressOf = (question: Question) => {
      const record = referenceMatch(records, question, 'amd64')
      return record === undefined ? undefined : `/bitstream/${record.id}`
    }

    await fc.assert(
      fc.asyncProperty(asked, async ({ stability, ...question }) => {
        const { os, arch, mode, offset } = question
        const shared = new URLSearchParams()
        if (arch !== undefined) shared.set('arch', arch)
        if (mode.by !== 'latest') shared.set(mode.by, valueIn(mode))
        if (offset !== 0) shared.set('offset', String(offset))
        const query = new URLSearchParams([...shared, ['os', os]])
        if (stability !== undefined) query.set('stability', stability)
        const one = await get('/find', query)
        const led = await get('/download', query)
        const all = await get('/findall', shared)

        const text = valueIn(mode)
        if (mode.by === 'revision' && !/^\d+$/.test(text) && !records.some(({ revision }) => revision === text)) {
          expect([one.status, led.status, all.status]).toEqual([400, 400, 400])
          return
        }
        const own = mode.by === 'revision' ? 'any' : 'release'
        const address = addressOf({ ...question, stability: stability ?? own })
        expect([one.status, (one.json as { download_url?: string }).download_url]).toEqual([
          address ? 200 : 404,
          address,
        ])
        expect([led.status, led.headers.location]).toEqual([address ? 302 : 404, address])
        const found = all.json as Record<string, Record<string, { download_url: string } | null>>
        for (const os of OSES) {
          for (const stability of ['nightly', 'release'] as const) {
            expect(found[os]?.[stability]?.download_url).toBe(addressOf({ ...question, os, stability }))
          }
        }
      }),
      { seed: SEED, numRuns: 150 },
    )
  })
})
