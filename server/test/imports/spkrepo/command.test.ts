/** The command, from all kinds of source, and the addresses and keys of devices and build systems afterwards. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { spkOf } from '../../../../spk/test/archives.ts'
import { databases } from '../../harness/index.ts'
import { ensureBundle, newFolder, run, serve } from '../../operations/program.ts'
import { dataFolder, KEY, sources } from './given.ts'
import { liveDatabase } from './live-database.ts'

/** The kinds of source that the command takes, as operators have them. */
const commandSources: Record<string, (folder: string) => Promise<string>> = {
  'the SQLite file of the first generation': async (folder) => sources['the first generation in SQLite'](folder),
  'a dump in gzip': async (folder) => {
    const path = sources['a dump of the present generation'](folder)
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)))
    return `${path}.gz`
  },
  ...(databases.some(({ name }) => name === 'postgres') && {
    'a live database': async () => (await liveDatabase()).replace(/^postgres(?:ql)?:/, 'postgresql+psycopg2:'),
    'an archive of pg_dump': async (folder) => {
      const path = join(folder, 'spkrepo.dump')
      execFileSync('pg_dump', ['--format=custom', `--file=${path}`, await liveDatabase()])
      return path
    },
  }),
}

for (const database of databases) {
  describe(`slipway-server import spkrepo on ${database.name}`, () => {
    beforeAll(ensureBundle)

    it.each(Object.entries(commandSources))(
      'takes over %s, and old addresses and keys go on working',
      async (_name, write) => {
        const own = await database.take()
        onTestFinished(() => own.release())
        const place = ['--data', newFolder(), '--database', own.url]
        const made = await run(['user', 'create', 'jane', '--email', 'jane@example.org', ...place])
        expect([made.code, made.err]).toEqual([0, ''])
        const folder = await dataFolder()
        const source = await write(folder)
        const take = async () => {
          const { code, out, err } = await run(['import', 'spkrepo', source, folder, '--json', ...place])
          // A build and a picture have no file: scripts are told that not everything is here.
          expect([code, err]).toEqual([1, ''])
          return JSON.parse(out) as { counts: Record<string, Record<string, number>>; differences: { name: string }[] }
        }
        const first = await take()
        expect(first.counts).toMatchObject({
          packages: { added: 1 },
          builds: { added: 2, refused: 1 },
          roles: { added: 1, left: 1 },
          'API keys': { added: 1 },
          'series of downloads': { added: 1 },
        })
        const again = await take()
        expect(again.counts).toMatchObject({
          packages: { added: 0, same: 1 },
          builds: { added: 0, same: 2, refused: 1 },
          roles: { added: 0, same: 1 },
          'API keys': { added: 0, same: 1 },
          'series of downloads': { added: 0, same: 1 },
        })

        const { url } = await serve(place)
        const get = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init })
        expect((await get('/nas/btsync/screenshot_2.png')).headers.get('content-type')).toBe('image/png')
        const link = async (path: string) => {
          const { status, headers } = await get(path)
          return [status, headers.get('location')?.replace(url, '') ?? null]
        }
        const file = '/nas/btsync/10/btsync.v10.f1594%5B88f628x%5D.spk?arch=88f628x&build=3776'
        expect(await link('/nas/download/1/3776/1')).toEqual([302, file])
        expect(await link('/nas/download/1/731/1')).toEqual([400, null])
        expect(await link('/nas/download/2/3776/1')).toEqual([400, null])
        expect(await link('/nas/download/2/3776/2')).toEqual([403, null])
        expect(await link('/nas/download/1/3776/3')).toEqual([404, null])
        expect(await link('/nas/download/9/3776/1')).toEqual([404, null])
        expect(await link(`/nas/download/1/3776/${'9'.repeat(20)}`)).toEqual([404, null])
        const bytes = new Uint8Array(await (await get(file)).arrayBuffer())
        expect(Buffer.from(bytes).equals(Buffer.from(await spkOf()))).toBe(true)
        const sent = await get('/api/packages', {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` },
          body: (await spkOf({ info: { version: '9-13' } })) as Uint8Array<ArrayBuffer>,
        })
        expect([sent.status, await sent.text()]).toEqual([201, expect.stringMatching(/^{"package": "btsync"/)])
        const entries = (await (await get('/nas?arch=88f6281&build=1594&language=enu')).json()) as object[]
        expect(entries).toMatchObject([{ package: 'btsync', version: '1.4.103-10', download_count: 2 }])
      },
    )
  })
}
