import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openDatabase } from '../../src/platform/db/index.ts'
import { administrator, databases } from '../harness/index.ts'
import { forgotten, oldPublishedFile, writeOldDatabase } from '../statistics/old-files.ts'
import { ask, ensureBundle, newFolder, run, serve } from './program.ts'

// Whole processes: on a busy machine they take their time, and none of these tests is about time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })
beforeAll(ensureBundle)

describe.each(databases)('commands about statistics, beside a running server on $name', (database) => {
  it('tell programs anew, and take old numbers over as series of their own', async () => {
    const data = newFolder()
    const own = await database.take()
    onTestFinished(() => own.release())
    const place = ['--data', data, '--database', own.url]
    const { url } = await serve(place)
    const send = async (method: string, path: string, type: string, body: string) => {
      const headers = { authorization: `Bearer ${administrator.key}`, 'content-type': type }
      return (await (await fetch(`${url}/api/v2${path}`, { method, headers, body })).json()) as {
        package: { id: string }
      }
    }
    await send('POST', '/apps', 'application/json', '{"name": "Viewer"}')
    const facts = 'baseName=Viewer&os=linux&arch=amd64&revision=1&version=1.0&fileName=viewer.zip'
    const { id } = (await send('PUT', `/apps/viewer/packages?${facts}`, 'application/octet-stream', 'x')).package
    await (await fetch(`${url}/dl/${id}`, { headers: { 'user-agent': 'curl/8.5.0' } })).arrayBuffer()
    const count = async (query: string) => {
      const { body } = await ask(`${url}/api/v2/apps/viewer/statistics?${query}`)
      const { total, items } = body as { total: number; items: { value: string; downloads: number }[] }
      return [total, ...items.map(({ value, downloads }) => `${value} ${downloads}`)]
    }
    const command = async (...args: string[]) => {
      const { code, out, err } = await run([...args, ...place])
      return { code, told: out + err }
    }

    // As if rules of an earlier version had taken the program for something else.
    const db = await openDatabase(own.url)
    await db.write((tx) => tx.updateTable('user_agent').set({ client: 'browser', rules: 0 }).execute())
    await db.close()
    const changes = [{ from: 'browser', to: 'script', programs: 1, downloads: 1, examples: ['curl/8.5.0'] }]
    const retold = { looked: 1, changed: 1, changes }
    expect(await command('stats', 'reclassify', '--dry-run')).toEqual({
      code: 0,
      told: expect.stringMatching(
        /^Looked at 1 user agent; 1 would change\.\n.*\nbrowser +script +1 +1 +curl\/8\.5\.0\n$/,
      ),
    })
    expect(JSON.parse((await run(['stats', 'reclassify', '--dry-run', '--json', ...place])).out)).toEqual(retold)
    expect(await count('by=client'), 'nothing was changed yet').toEqual([1, 'browser 1'])
    expect(JSON.parse((await run(['stats', 'reclassify', '--json', ...place])).out)).toEqual(retold)
    expect(await count('by=client')).toEqual([1, 'script 1'])
    expect(await command('stats', 'reclassify')).toEqual({
      code: 0,
      told: 'All user agents were told by the rules of today.\n',
    })
    expect((await command('stats', 'reclassify', '--all')).told).toBe('Looked at 1 user agent; none changed.\n')

    const [old, published] = [join(data, 'download-stats.sqlite'), join(data, 'slicer-download-data.json')]
    writeOldDatabase(old, id)
    await writeFile(published, oldPublishedFile(id))
    const whole = { code: 0, told: expect.stringMatching(/^series +1 +0 +0 .*\n(.*\n)*Everything is here\.\n$/m) }
    expect(await command('import', 'statistics', old, '--app', 'viewer', '--label', 'old site')).toEqual(whole)
    expect(await command('import', 'statistics', published), 'called like its file').toEqual(whole)
    const again = await run(['import', 'statistics', old, '--label', 'old site', '--json', ...place])
    expect(JSON.parse(again.out)).toMatchObject({ complete: true, counts: { series: { added: 0, same: 1 } } })

    expect(await count(''), 'in no total').toEqual([1, ' 1'])
    expect(await count('by=source')).toEqual([5, 'import:old site 3', 'import:slicer-download-data.json 1', 'live 1'])
    expect(await count(`by=package&source=${encodeURIComponent('import:old site')}`)).toEqual([
      3,
      `${id} 2`,
      `${forgotten} 1`,
    ])

    await writeFile(join(data, 'torn.json'), '{"access": [')
    await writeFile(join(data, 'torn.sqlite'), 'no database')
    for (const [args, message] of [
      [['torn.json'], 'torn.json: '],
      [['torn.sqlite'], 'torn.sqlite cannot be read as an SQLite database'],
      [['missing.json'], 'missing.json: ENOENT'],
      [['slicer-download-data.json', '--label', ' '], '--label: expected 1 to 80 characters'],
      [['slicer-download-data.json', '--app', 'nothing'], 'There is no application "nothing".'],
    ] as const) {
      const [file, ...options] = args
      const refused = await command('import', 'statistics', join(data, file), ...options)
      expect(refused).toEqual({ code: 1, told: expect.stringContaining(message) })
    }
    expect(await count('by=source')).toHaveLength(4)
  })
})
