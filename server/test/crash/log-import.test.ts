/** A log is counted exactly by the real command: killed at any moment, begun again, by several at once, beside a server. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { databases } from '../harness/index.ts'
import { Random } from './random.ts'
import { run, runUntilKilled, ServerProcess, type Settings, takeBundle } from './server-process.ts'
import { Wire } from './wire.ts'

const LINES = 30_000
const KILLS = 4
/** A command needs about this long to begin, and this long to read the log. */
const SHORTEST_MS = 300
const LONGEST_MS = 2000
const FILES = ['linux', 'win', 'macosx']

let bundle: Awaited<ReturnType<typeof takeBundle>>
beforeAll(async () => {
  bundle = await takeBundle()
})
afterAll(() => bundle.remove())

/** A log with known truth: what each visitor took on which day; some of it twice. */
function logOf(ids: readonly string[], random: Random): { lines: string[]; truth: number } {
  const truth = new Set<string>()
  const lines = Array.from({ length: LINES }, (_none, line) => {
    const day = 1 + Math.floor((line / LINES) * 25)
    const [id, address] = [
      ids[random.integer(0, ids.length - 1)],
      `81.2.${random.integer(0, 199)}.${random.integer(0, 49)}`,
    ]
    const agent = `agent ${random.integer(0, 3)}`
    truth.add(`${day} ${id} ${address} ${agent}`)
    const time = `${String(day).padStart(2, '0')}/Jun/2026:10:00:00 +0000`
    return `${address} - - [${time}] "GET /bitstream/${id} HTTP/1.1" 302 0 "-" "${agent}"`
  })
  return { lines, truth: truth.size }
}

for (const database of databases) {
  describe(`the import of access logs on ${database.name}`, () => {
    it(`counts exactly, though it is killed ${KILLS} times and two go on at once`, { timeout: 300_000 }, async () => {
      const own = await database.take()
      const data = await mkdtemp(join(tmpdir(), 'slipway-log-'))
      const settings: Settings = { program: bundle.program, data, database: own.url }
      const server = await ServerProcess.start(settings)
      const wire = new Wire(server.origin)
      onTestFinished(async () => {
        wire.close()
        await server.stop()
        await own.release({ again: false })
        await rm(data, { recursive: true, force: true })
      })
      await wire.api('POST', '/apps', { json: { name: 'Viewer', slug: 'viewer' } })
      const ids: string[] = []
      for (const os of FILES) {
        const query = new URLSearchParams({
          baseName: 'Viewer',
          os,
          arch: 'amd64',
          revision: '1',
          version: '1.0',
          fileName: `${os}.zip`,
        })
        const { package: made } = await wire.api<{ package: { id: string } }>('PUT', `/apps/viewer/packages?${query}`, {
          body: Buffer.from(os),
          headers: { 'content-type': 'application/octet-stream' },
        })
        ids.push(made.id)
      }
      const random = new Random(20_260_801)
      const { lines, truth } = logOf(ids, random)
      const [file, half] = [join(data, 'access.log'), join(data, 'half.log')]
      await writeFile(file, `${lines.join('\n')}\n`)
      await writeFile(half, `${lines.slice(LINES / 3).join('\n')}\n`)

      for (let kill = 0; kill < KILLS; kill++) {
        const patience = random.integer(SHORTEST_MS, LONGEST_MS)
        await runUntilKilled(['import', 'access-log', file], settings, patience)
      }
      await Promise.all([run(['import', 'access-log', file], settings), run(['import', 'access-log', half], settings)])
      const again = JSON.parse(await run(['import', 'access-log', file, '--json'], settings)) as { counted: number }
      expect(again.counted).toBe(0)

      const total = async (query: string) =>
        (await wire.api<{ total: number }>('GET', `/apps/viewer/statistics?bots=true&${query}`)).total
      expect(await total('by=total'), 'in the sums and the facts that are in none').toBe(truth)
      for (const by of ['day', 'country', 'os', 'family', 'release', 'baseName', 'client'])
        expect(await total(`by=${by}`), by).toBe(truth)
      expect(await total('by=country&baseName=Viewer'), 'by country of one name').toBe(truth)
      expect(await total(`by=country&package=${ids[0]}`), 'of one file').toBeLessThan(truth)
      const counters = await wire.api<{ items: { downloads: number }[] }>('GET', '/apps/viewer/downloads')
      expect(
        counters.items.reduce((sum, { downloads }) => sum + downloads, 0),
        'the counters',
      ).toBe(truth)
    })
  })
}
