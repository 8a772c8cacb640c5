/** What a server has kept of its answers, while another process changes the repository. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { PIXEL } from '../../../spk/test/archives.ts'
import { SpkCatalogue } from '../../src/modules/spk/catalogue.ts'
import { SpkModel } from '../../src/modules/spk/model.ts'
import { ReferenceTables } from '../../src/modules/spk/reference.ts'
import { type Database, openDatabase } from '../../src/platform/db/index.ts'
import { databases, startServer } from '../harness/index.ts'
import { repository } from './repository.ts'

const BASE = 'https://repo.example/nas'

const newCatalogue = (db: Database) =>
  new SpkCatalogue({
    db,
    model: new SpkModel({ db, reference: new ReferenceTables(db), formerMembers: false }),
    maxBytes: 1_000_000,
    keyrings: async () => ['key'],
  })

/** As another process of the same server sees it. */
async function otherProcess(url: string): Promise<Database> {
  const db = await openDatabase(url)
  onTestFinished(() => db.close())
  return db
}

const devices = ['x86', 'apollolake'].flatMap((arch) =>
  ['stable', 'beta'].flatMap((channel) =>
    [1594, 5644, 25556, 42661, 64570, 100_000].map((build) => ({
      arch,
      build: String(build),
      language: build === 5644 ? 'ger' : 'enu',
      package_update_channel: channel,
    })),
  ),
)

async function answersOf(catalogue: SpkCatalogue): Promise<string[]> {
  const answers: string[] = []
  for (const device of devices) {
    const answer = await catalogue.answer(device, BASE)
    answers.push(`${answer.etag} ${answer.body().bytes}`)
  }
  return answers
}

for (const database of databases) {
  describe(`kept answers on ${database.name}`, () => {
    it('are those of a server that has just started, whatever another process changed', async () => {
      const server = await startServer({ database })
      const { build, act } = repository(server)
      const db = await otherProcess(server.db.url)
      const old = newCatalogue(db)
      const admin = server.as.admin
      const builds: string[] = []
      const steps: [name: string, change: () => Promise<unknown>][] = []
      const targets = [
        ['alpha', '1-1', 'x86 apollolake', '3.1-1594'],
        ['alpha', '1-1', 'apollolake', '6.1-15047'],
        ['alpha', '2-2', 'x86', '7.1-42661'],
        ['beta', '1-1', 'noarch', '3.1-1594'],
        ['beta', '1-2', 'noarch', '6.1-15047'],
        ['gamma', '1-1', 'x86', '6.1-15047'],
        ['gamma', '1-1', 'x86', '7.2-63134'],
      ] as const
      for (const [name, version, arch, firmware] of targets) {
        const more = name === 'gamma' ? { report_url: 'https://example.org' } : { description_ger: 'Schön' }
        const info = { package: name, version, arch, firmware, ...more }
        steps.push([`upload ${name} ${firmware}`, async () => builds.push(await build({ info }, { active: false }))])
      }
      // Every other one, then all, then some again: each change is seen alone.
      for (const at of [0, 2, 4, 6, 1, 3, 5]) {
        steps.push([`activate ${at}`, () => act('activate', builds[at] ?? '')])
      }
      steps.push(['limit', () => build({ info: { package: 'delta', arch: 'x86', os_max_ver: '5.2-5644' } })])
      for (const at of [1, 4]) steps.push([`deactivate ${at}`, () => act('deactivate', builds[at] ?? '')])
      steps.push(['activate 4 again', () => act('activate', builds[4] ?? '')])
      steps.push(['delete 2', () => act('delete', builds[2] ?? '')])
      steps.push(['picture', () => admin.addSpkScreenshot({ package: 'alpha' }, { fileName: 'a.png' }, PIXEL)])
      steps.push(['language', () => admin.addSpkLanguage({ code: 'xyz', name: 'Zedish' })])
      steps.push(['delete beta', () => admin.deleteSpkPackage({ package: 'beta' })])
      steps.push(['beta again', () => build({ info: { package: 'beta', arch: 'x86', firmware: '7.1-42661' } })])
      for (const [name, change] of steps) {
        await change()
        expect([name, await answersOf(old)]).toEqual([name, await answersOf(newCatalogue(db))])
      }
      const offered = (await answersOf(old)).join('\n')
      for (const name of ['alpha', 'beta', 'gamma', 'delta']) expect(offered).toContain(`"package":"${name}"`)
      expect(offered).toContain('screenshot_1.png')
    })

    it('are read once, however many ask at the same time, and only what changed is read again', async () => {
      const server = await startServer({ database })
      const { build, act } = repository(server)
      const ids = [await build({}), await build({ info: { package: 'other' } })]
      const queries: string[] = []
      const db = await openDatabase(server.db.url, { onQuery: ({ sql }) => queries.push(sql) })
      onTestFinished(() => db.close())
      const catalogue = newCatalogue(db)
      const device = { arch: '88f628x', build: '1594', language: 'enu' }
      const ask = (times: number) =>
        Promise.all(Array.from({ length: times }, () => catalogue.answer(device, BASE).then(({ etag }) => etag)))
      const reads = () => queries.splice(0).filter((sql) => sql.includes('join "spk_description"'))
      await ask(20)
      expect(reads()).toHaveLength(1)
      await ask(20)
      expect(reads()).toHaveLength(0)
      await act('deactivate', ids[0] ?? '')
      expect(new Set(await ask(20)).size).toBe(1)
      expect(reads()).toHaveLength(1)
    })

    it('are right for devices with other firmware that are being sent them at the same time', async () => {
      const server = await startServer({ database })
      await repository(server).build({ info: { arch: 'apollolake', firmware: '7.1-42661' } })
      const catalogue = newCatalogue(server.db)
      const ask = (build: number) =>
        catalogue.answer({ arch: 'apollolake', build: String(build), language: 'enu' }, BASE)
      const lend = async (build: number) => ({ build, lent: (await ask(build)).body() })
      const right = (some: Awaited<ReturnType<typeof lend>>[]) => {
        for (const { build, lent } of some) expect(String(lent.bytes)).toContain(`apollolake&build=${build}"`)
      }
      const first = [await lend(42661), await lend(42662), await lend(42661)]
      right(first)
      expect((await ask(42662)).etag).not.toBe((await ask(42661)).etag)
      // Twice, as when a connection closes after the last byte.
      for (const { lent } of [...first, ...first]) lent.giveBack()
      const second = [await lend(42663), await lend(42664), await lend(42663)]
      right(second)
      second[0]?.lent.giveBack()
      right([second[1], second[2], await lend(42665)].filter((one) => one !== undefined))
    })
  })
}
