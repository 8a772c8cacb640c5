import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHashers, type Hashers } from './hashing.ts'

let hashers: Hashers
beforeEach(() => {
  hashers = createHashers()
})
afterEach(() => hashers.close())

function sharedBytes(text: string): SharedArrayBuffer {
  const bytes = Buffer.from(text)
  const memory = new SharedArrayBuffer(bytes.length)
  new Uint8Array(memory).set(bytes)
  return memory
}

test('digests what it is given, in order, up to the length said', async () => {
  const run = hashers.start(['sha256', 'sha512', 'md5'])
  await run.update(sharedBytes('hello, not this'), 5)
  await run.update(sharedBytes(' world'), 6)
  const digests = await run.digest()
  for (const algorithm of ['sha256', 'sha512', 'md5'] as const) {
    expect(digests.get(algorithm)).toBe(createHash(algorithm).update('hello world').digest('hex'))
  }
})

test('a run that was dropped is over', async () => {
  const run = hashers.start(['sha256'])
  await run.update(sharedBytes('x'), 1)
  run.drop()
  run.drop()
  await expect(run.update(sharedBytes('x'), 1)).rejects.toThrow('no such lane')
  await expect(run.digest()).rejects.toThrow('no such lane')
})

test('runs that are open when the threads end fail, and no new ones start', async () => {
  const run = hashers.start(['sha256', 'sha512'])
  await hashers.close()
  await expect(run.update(sharedBytes('x'), 1)).rejects.toThrow()
  expect(() => hashers.start(['sha256'])).toThrow('closed')
})

test.runIf(existsSync('/proc/self/task'))(
  'threads with nothing to do end, and are there again when needed',
  async () => {
    const threads = () => readdirSync('/proc/self/task').length
    const before = threads()
    const brief = createHashers({ idleMs: 1 })
    try {
      for (let time = 0; time < 2; time++) {
        const run = brief.start(['sha256', 'sha512'])
        await run.update(sharedBytes('again'), 5)
        expect(threads()).toBeGreaterThan(before)
        expect((await run.digest()).get('sha256')).toBe(createHash('sha256').update('again').digest('hex'))
        await vi.waitFor(() => expect(threads()).toBeLessThanOrEqual(before))
      }
    } finally {
      await brief.close()
    }
  },
)

test('works in a single-file bundle, keeps the process alive while it works and lets it go afterwards', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-bundle-'))
  try {
    const entry = join(folder, 'entry.ts')
    const blobs = join(import.meta.dirname, 'index.ts')
    await writeFile(
      entry,
      `import { createFolderStore, createHashers } from ${JSON.stringify(blobs)}
       const store = createFolderStore({ folder: ${JSON.stringify(join(folder, 'blobs'))}, hashers: createHashers() })
       async function* body() { yield Buffer.alloc(3_000_000, 'slipway') }
       store.stage(body(), { limit: 4_000_000 }).then((blob) => console.log(JSON.stringify(blob)))`,
    )
    const outfile = join(folder, 'main.js')
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', minify: true })
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
    const { stdout } = await promisify(execFile)(process.execPath, [outfile])
    const sha256 = createHash('sha256').update(Buffer.alloc(3_000_000, 'slipway')).digest('hex')
    expect(JSON.parse(stdout)).toMatchObject({ size: 3_000_000, sha256 })
  } finally {
    await rm(folder, { recursive: true })
  }
})
