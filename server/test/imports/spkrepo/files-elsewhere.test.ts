/** Builds whose files are not in the data folder but with a web server or in an object store. */
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { md5, spkOf } from '../../../../spk/test/archives.ts'
import { importSpkrepo } from '../../../src/imports/spkrepo/index.ts'
import { databases, startServer } from '../../harness/index.ts'
import { ACTIVE, current, dataFolder, GONE, legacy, SIGNED, writeDump, writeSqlite } from './given.ts'

type RemoteBuild = { path: string; active: boolean; bytes?: Uint8Array; md5?: string }

/** Builds 1, 2, ... of versions 1, 2, ... whose files are elsewhere, as each generation writes them down. */
const remoteSources: Record<string, (folder: string, builds: readonly RemoteBuild[]) => string> = {
  'the first generation, behind a web server of its own': (folder, builds) =>
    writeSqlite(folder, {
      ...legacy,
      build: {
        columns: ['id', 'version_id', 'firmware_id', 'path', 'active', 'md5', 'extract_size', 'insert_date'],
        // What it says of sizes is of the unpacked payload.
        rows: builds.map((one, at) => [
          at + 1,
          at + 1,
          1,
          one.path,
          Number(one.active),
          one.md5 ?? null,
          5,
          '2015-02-03',
        ]),
      },
    }),
  'the present generation, in an object store': (folder, builds) =>
    writeDump(folder, {
      ...current,
      build: {
        columns: ['id', 'version_id', 'firmware_min_id', 'path', 'active', 'storage', 'md5', 'size', 'insert_date'],
        rows: builds.map((one, at) => [
          ...[at + 1, at + 1, 1, one.path, one.active ? 't' : 'f', 'remote'],
          ...[one.md5 ?? null, one.bytes?.length ?? null, '2015-02-03 04:05:06'],
        ]),
      },
    }),
}

for (const database of databases) {
  describe(`builds that the data folder lacks, taken over on ${database.name}`, () => {
    /** Serves `files` by path. */
    async function store(files: ReadonlyMap<string, Uint8Array>) {
      const asked: string[] = []
      const server = createServer((request, reply) => {
        const path = decodeURIComponent((request.url ?? '').replace(/^\/repo\//, ''))
        asked.push(path)
        const bytes = files.get(path)
        if (bytes === undefined) reply.writeHead(404).end('no such key')
        else reply.end(bytes)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void server.close())
      return { asked, filesUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/repo/` }
    }

    it.each(Object.entries(remoteSources))(
      '%s: are fetched, compared with what the database says, once only',
      async (_name, write) => {
        const server = await startServer({ database })
        const data = await dataFolder()
        const good = await spkOf()
        const newer = await spkOf({ info: { version: '2-11', arch: 'z80' } })
        const third = await spkOf({ info: { version: '3-12' } })
        for (const path of [ACTIVE, SIGNED]) rmSync(join(data, path))
        const { asked, filesUrl } = await store(
          new Map([
            [ACTIVE, good],
            [SIGNED, newer],
          ]),
        )
        const wrong = md5(third)
        const source = write(data, [
          { path: ACTIVE, active: true, bytes: good, md5: md5(good) },
          { path: SIGNED, active: false, bytes: newer, md5: wrong },
          { path: GONE, active: true },
        ])
        const options = { filesUrl, remote: { attempts: 3, delay: 1 } }

        const report = await importSpkrepo(server.services, source, data, options)
        expect(report.counts.get('builds')).toMatchObject({ added: 1, refused: 2 })
        expect(report.differences.filter(({ noun }) => noun === 'builds')).toMatchObject([
          { name: ACTIVE },
          { name: SIGNED, detail: `Its MD5 is ${md5(newer)}, and must be ${wrong}.` },
          { name: GONE, detail: expect.stringMatching(/: 404 no such key$/) },
        ])
        expect(asked).toEqual([ACTIVE, SIGNED, GONE])
        const served = await server.as.anonymous.request('GET', `/nas/${encodeURI(ACTIVE)}`)
        expect(served.bytes).toEqual(good)

        asked.length = 0
        const again = await importSpkrepo(server.services, source, data, options)
        expect(again.counts.get('builds')).toMatchObject({ added: 0, same: 1, refused: 2 })
        expect(asked).toEqual([SIGNED, GONE])

        const nowhere = importSpkrepo(server.services, source, data, {
          filesUrl: 'http://127.0.0.1:1/',
          remote: { attempts: 2, delay: 1 },
        })
        await expect(nowhere).rejects.toThrow(
          /^http:\/\/127\.0\.0\.1:1 cannot be reached: .*Run the same command again/,
        )
        await expect(importSpkrepo(server.services, source, data, { filesUrl: 'bucket' })).rejects.toThrow('no address')
      },
    )
  })
}
