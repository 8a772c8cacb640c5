import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, it, vi } from 'vitest'
import { ask, ensureBundle, launch, newFolder, run, serve } from './program.ts'

// Whole processes: on a busy machine they take their time, and none of these tests is about time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })
beforeAll(ensureBundle)

const KEY = 'slipway_test_0123456789abcdefghij'

it('access logs are counted exactly when processes are killed in the middle and two read at once, beside a server', async () => {
  const data = newFolder()
  const { url } = await serve(['--data', data], {
    SLIPWAY_ADMIN_PASSWORD: 'harbour-at-dawn',
    SLIPWAY_ADMIN_API_KEY: KEY,
  })
  const send = async (method: string, path: string, type: string, body: string) => {
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': type }
    const reply = await fetch(`${url}/api/v2${path}`, { method, headers, body })
    return (await reply.json()) as { package: { id: string } }
  }
  await send('POST', '/apps', 'application/json', '{"name": "Viewer", "slug": "viewer"}')
  const facts = 'baseName=Viewer&os=linux&arch=amd64&revision=1&version=1.0&fileName=viewer.zip'
  const { id } = (await send('PUT', `/apps/viewer/packages?${facts}`, 'application/octet-stream', 'x')).package
  const lines = Array.from({ length: 250_000 }, (_, at) => {
    const address = `81.${at % 250}.${Math.floor(at / 250) % 250}.7`
    return `${address} - - [${1 + (at % 27) < 10 ? '0' : ''}${1 + (at % 27)}/Oct/2025:10:00:00 +0000] "GET /dl/${id} HTTP/1.1" 200 1 "-" "curl/8"\n`
  })
  const truth = new Set(lines).size
  const [first, second] = [join(data, 'access.log'), join(data, 'access.log.1.gz')]
  await writeFile(first, lines.slice(0, 170_000).join(''))
  await writeFile(second, gzipSync(lines.slice(120_000).join('')))
  const total = async () => ((await ask(`${url}/api/v2/apps/viewer/statistics`)).body as { total: number }).total
  const args = (...files: string[]) => ['import', 'access-log', ...files, '--data', data, '--json']

  for (let kills = 1; kills <= 3; kills++) {
    const before = await total()
    const { kill, ended } = launch(args(first, second))
    // At some moment of its work, not at its end.
    await vi.waitUntil(async () => (await total()) > before + 2000, { timeout: 60_000, interval: 10 })
    kill('SIGKILL')
    expect((await ended).code).toBe(null)
  }
  expect(await total()).toBeLessThan(truth)
  const note = 'All downloads are counted. Adding them up for the statistics …\n'
  const both = await Promise.all([run(args(first, second)), run(args(second, first))])
  expect(both.map(({ code, err }) => [code, err])).toEqual([
    [0, note],
    [0, note],
  ])
  expect(await total()).toBe(truth)

  const again = await run(args('-', join(data, 'no.log')), { input: lines.join('') })
  expect([again.code, JSON.parse(again.out)]).toMatchObject([1, { lines: 250_000, counted: 0, repeated: 250_000 }])
  expect(again.err).toContain('no.log')
  expect(await total()).toBe(truth)
})
