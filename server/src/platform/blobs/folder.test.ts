import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, open, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { brokenSource, digestsOf, keysOf, md5Of, readAll, source } from '../../../test/harness/bytes.ts'
import { isId } from '../crypto/ids.ts'
import { type BlobStore, createFolderStore, createHashers, type Hashers, recycleChunk } from './index.ts'

const mebibyte = 1024 * 1024
const limit = 100 * mebibyte

let folder: string
let hashers: Hashers
let runsStarted: number
let store: BlobStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-blobs-'))
  const real = createHashers()
  runsStarted = 0
  hashers = {
    start(algorithms) {
      runsStarted += 1
      return real.start(algorithms)
    },
    close: () => real.close(),
  }
  store = createFolderStore({ folder, hashers })
})

afterEach(async () => {
  await store.close()
  await hashers.close()
  await rm(folder, { recursive: true })
})

const pathOf = (key: string) => join(folder, key.slice(-2), key)

function signalled() {
  let signal = (): void => {}
  const given = new Promise<void>((resolve) => {
    signal = resolve
  })
  return { given, signal: () => signal() }
}
/** A source that gives `bytes` and then hangs until it is let go. */
function hangingSource(bytes: Uint8Array, rest: Uint8Array = Buffer.alloc(0)) {
  const gate = signalled()
  const reached = signalled()
  const body = (async function* () {
    yield* source(bytes)
    reached.signal()
    await gate.given
    yield* source(rest)
  })()
  return { body, reached: reached.given, release: gate.signal }
}

describe('stage', () => {
  test.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 5 * mebibyte + 7])(
    'stores and digests %i bytes',
    async (size) => {
      const bytes = randomBytes(size)
      const blob = await store.stage(source(bytes, 60_001), { limit })
      expect(blob).toEqual({ key: blob.key, size, ...digestsOf(bytes) })
      expect(isId(blob.key)).toBe(true)
      expect(bytes.equals(await readAll(await store.open(blob.key)))).toBe(true)
      expect(runsStarted).toBe(1)
    },
  )

  test('computes md5 only when it is asked for', async () => {
    const bytes = randomBytes(3000)
    expect(await store.stage(source(bytes), { limit, md5: true })).toMatchObject({ md5: md5Of(bytes) })
    expect(await store.stage(source(bytes), { limit })).not.toHaveProperty('md5')
  })

  test('many at once do not mix', async () => {
    const all = Array.from({ length: 20 }, () => randomBytes(2 * mebibyte + 11))
    const blobs = await Promise.all(all.map((bytes) => store.stage(source(bytes), { limit })))
    expect(blobs.map(({ sha256 }) => sha256)).toEqual(all.map((bytes) => digestsOf(bytes).sha256))
  })

  test('accepts exactly the limit', async () => {
    const bytes = randomBytes(1000)
    await expect(store.stage(source(bytes), { limit: 1000 })).resolves.toMatchObject({ size: 1000 })
  })

  test('leaves nothing behind when more bytes come than allowed', async () => {
    await expect(store.stage(source(randomBytes(3 * mebibyte)), { limit: 2 * mebibyte })).rejects.toMatchObject({
      code: 'too_long',
    })
    expect(await keysOf(store)).toEqual([])
  })

  test('leaves nothing behind when the source breaks off', async () => {
    const staging = store.stage(brokenSource(randomBytes(2 * mebibyte)), { limit })
    await expect(staging).rejects.toMatchObject({
      code: 'interrupted',
      cause: expect.objectContaining({ message: 'the line went dead' }),
    })
    expect(await keysOf(store)).toEqual([])
  })

  test('leaves nothing behind when it is called off while the source hangs', async () => {
    const { body, reached } = hangingSource(randomBytes(2 * mebibyte))
    const control = new AbortController()
    const staging = store.stage(body, { limit, signal: control.signal })
    await reached
    control.abort()
    await expect(staging).rejects.toMatchObject({ code: 'interrupted' })
    expect(await keysOf(store)).toEqual([])
  })

  test('does not destroy a stream it stops reading, so that its request can be answered', async () => {
    const request = Readable.from(source(randomBytes(mebibyte)))
    await expect(store.stage(request, { limit: 100 })).rejects.toMatchObject({ code: 'too_long' })
    expect(request.destroyed).toBe(false)
    request.destroy()
  })
})

describe('append', () => {
  test('goes on where the last one ended, and the bytes are hashed only once', async () => {
    const bytes = randomBytes(3 * mebibyte)
    const key = await store.create()
    expect(await store.append(key, 0, source(bytes.subarray(0, 1_500_000)), { limit })).toBe(1_500_000)
    expect(await store.append(key, 1_500_000, source(bytes.subarray(1_500_000)), { limit })).toBe(bytes.length)
    expect(await store.length(key)).toBe(bytes.length)
    expect(await store.finish(key)).toEqual({ key, size: bytes.length, ...digestsOf(bytes) })
    expect(runsStarted).toBe(1)
  })

  test('refuses any other offset and says the right one', async () => {
    const key = await store.create()
    await store.append(key, 0, source(randomBytes(10)), { limit })
    for (const offset of [0, 9, 11]) {
      const refused = store.append(key, offset, source(randomBytes(5)), { limit })
      await expect(refused).rejects.toMatchObject({ code: 'wrong_offset', length: 10 })
    }
    expect(await store.length(key)).toBe(10)
  })

  test('keeps what arrived before the source broke off, and resumes in the same store without hashing again', async () => {
    const bytes = randomBytes(2 * mebibyte)
    const key = await store.create()
    const broken = store.append(key, 0, brokenSource(bytes.subarray(0, 1_200_000)), { limit })
    await expect(broken).rejects.toMatchObject({ code: 'interrupted', length: 1_200_000 })
    await store.append(key, 1_200_000, source(bytes.subarray(1_200_000)), { limit })
    expect(await store.finish(key)).toMatchObject(digestsOf(bytes))
    expect(runsStarted).toBe(1)
  })

  test('resumes in another store, as after a restart', async () => {
    const bytes = randomBytes(2 * mebibyte)
    const key = await store.create()
    await expect(store.append(key, 0, brokenSource(bytes.subarray(0, 1_200_000)), { limit })).rejects.toThrow()
    const other = createFolderStore({ folder, hashers })
    expect(await other.length(key)).toBe(1_200_000)
    await other.append(key, 1_200_000, source(bytes.subarray(1_200_000)), { limit })
    expect(await other.finish(key, { md5: true })).toEqual({
      key,
      size: bytes.length,
      ...digestsOf(bytes),
      md5: md5Of(bytes),
    })
  })

  test('cuts back to where it began when more bytes come than allowed, and can go on from there', async () => {
    const bytes = randomBytes(4 * mebibyte)
    const key = await store.create()
    await store.append(key, 0, source(bytes.subarray(0, 500_000)), { limit })
    const tooLong = store.append(key, 500_000, source(bytes.subarray(500_000)), { limit: 3 * mebibyte })
    await expect(tooLong).rejects.toMatchObject({ code: 'too_long', length: 500_000 })
    expect(await store.length(key)).toBe(500_000)
    await store.append(key, 500_000, source(bytes.subarray(500_000)), { limit })
    expect(await store.finish(key)).toMatchObject(digestsOf(bytes))
  })

  test('of two at the same offset one wins whole and the other learns the new length', async () => {
    const key = await store.create()
    const both = [randomBytes(2 * mebibyte), randomBytes(2 * mebibyte)]
    const results = await Promise.allSettled(both.map((bytes) => store.append(key, 0, source(bytes), { limit })))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(results[1]).toMatchObject({ reason: { code: 'wrong_offset', length: 2 * mebibyte } })
    expect(await store.finish(key)).toMatchObject(digestsOf(both[0]!))
  })

  test('can be called off while it waits for another', async () => {
    const key = await store.create()
    const first = hangingSource(randomBytes(100))
    const running = store.append(key, 0, first.body, { limit })
    const control = new AbortController()
    const waiting = store.append(key, 100, source(randomBytes(10)), { limit, signal: control.signal })
    control.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'interrupted' })
    first.release()
    expect(await running).toBe(100)
  })

  test('stops when another process wrote meanwhile, and overwrites nothing', async () => {
    const key = await store.create()
    const mine = hangingSource(randomBytes(mebibyte), randomBytes(mebibyte))
    const appending = store.append(key, 0, mine.body, { limit })
    await mine.reached
    await vi.waitUntil(async () => (await store.length(key)) === mebibyte, { timeout: 20_000 })

    const theirs = randomBytes(10)
    const other = createFolderStore({ folder, hashers })
    await other.append(key, mebibyte, source(theirs), { limit })
    mine.release()
    await expect(appending).rejects.toMatchObject({ code: 'wrong_offset', length: mebibyte + 10 })
    const stored = await readFile(pathOf(key))
    expect(stored.subarray(mebibyte).equals(theirs)).toBe(true)
    expect(await store.finish(key)).toMatchObject(digestsOf(stored))
    expect(await other.finish(key)).toMatchObject(digestsOf(stored))
  })

  test('writes nothing more once it may not', async () => {
    const key = await store.create()
    const answers = [true, false]
    const appending = store.append(key, 0, source(randomBytes(3 * mebibyte)), {
      limit,
      mayWrite: async () => answers.shift() ?? false,
    })
    await expect(appending).rejects.toMatchObject({ code: 'interrupted', length: mebibyte })
    expect(await store.length(key)).toBe(mebibyte)
    expect(await store.finish(key)).toMatchObject(digestsOf(await readFile(pathOf(key))))
  })

  test('does not cut back what it may no longer touch', async () => {
    const key = await store.create()
    const answers = [true]
    const appending = store.append(key, 0, source(randomBytes(3 * mebibyte)), {
      limit: 2 * mebibyte + 5,
      mayWrite: () => answers.shift() ?? false,
    })
    await expect(appending).rejects.toThrow()
    expect(await store.length(key)).toBe(mebibyte)
  })

  test('says so when the disk is full', async () => {
    const key = await store.create()
    await rm(pathOf(key))
    await symlink('/dev/full', pathOf(key))
    const appending = store.append(key, 0, source(randomBytes(3 * mebibyte)), { limit })
    await expect(appending).rejects.toMatchObject({ code: 'storage_full' })
  })

  test('stops when the object was removed meanwhile', async () => {
    const key = await store.create()
    const { body, reached, release } = hangingSource(randomBytes(mebibyte), randomBytes(mebibyte))
    const appending = store.append(key, 0, body, { limit })
    await reached
    await store.remove(key)
    release()
    await expect(appending).rejects.toMatchObject({ code: 'missing' })
    expect(await keysOf(store)).toEqual([])
  })
})

describe('the digests are those of the stored bytes', () => {
  test('after somebody else replaced them by as many others', async () => {
    const key = await store.create()
    await store.append(key, 0, source(randomBytes(1000)), { limit })
    const others = randomBytes(1000)
    const file = await open(pathOf(key), 'r+')
    await file.write(others, 0, 1000, 0)
    await file.close()
    expect(await store.finish(key)).toMatchObject(digestsOf(others))
  })

  test('after somebody else replaced them and more was appended here', async () => {
    const key = await store.create()
    await store.append(key, 0, source(randomBytes(1000)), { limit })
    const others = randomBytes(1000)
    await truncate(pathOf(key), 0)
    const other = createFolderStore({ folder, hashers })
    await other.append(key, 0, source(others), { limit })
    const rest = randomBytes(500)
    await store.append(key, 1000, source(rest), { limit })
    expect(await store.finish(key)).toMatchObject(digestsOf(Buffer.concat([others, rest])))
    expect(await other.finish(key)).toMatchObject(digestsOf(Buffer.concat([others, rest])))
  })

  test('after a failed chunk was cut off and sent again', async () => {
    const bytes = randomBytes(2000)
    const key = await store.create()
    await store.append(key, 0, source(bytes.subarray(0, 1000)), { limit })
    await store.append(key, 1000, source(randomBytes(1000)), { limit })
    await store.truncate(key, 1000)
    await store.append(key, 1000, source(bytes.subarray(1000)), { limit })
    expect(await store.finish(key)).toMatchObject(digestsOf(bytes))
  })

  test('when md5 is wanted only at the end', async () => {
    const bytes = randomBytes(2 * mebibyte)
    const key = await store.create()
    await store.append(key, 0, source(bytes), { limit })
    expect(await store.finish(key, { md5: true })).toMatchObject({ ...digestsOf(bytes), md5: md5Of(bytes) })
    expect(await store.finish(key)).toEqual({ key, size: bytes.length, ...digestsOf(bytes) })
  })

  test('when a hashing thread is lost on the way', async () => {
    const real = createHashers()
    let first = true
    const faulty: Hashers = {
      start(algorithms) {
        const run = real.start(algorithms)
        if (!first) return run
        first = false
        return Object.assign(Object.create(run) as typeof run, {
          algorithms: run.algorithms,
          update: () => Promise.reject(new Error('the hashing thread was lost')),
          digest: () => run.digest(),
          drop: () => run.drop(),
        })
      },
      close: () => real.close(),
    }
    const bytes = randomBytes(3 * mebibyte)
    const blob = await createFolderStore({ folder, hashers: faulty }).stage(source(bytes), { limit })
    expect(blob).toMatchObject(digestsOf(bytes))
    await faulty.close()
  })

  test('when the hash state of an idle upload was given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const bytes = randomBytes(1000)
      const impatient = createFolderStore({ folder, hashers, hashIdleMs: 1000 })
      const key = await impatient.create()
      await impatient.append(key, 0, source(bytes), { limit })
      vi.advanceTimersByTime(1000)
      expect(await impatient.finish(key)).toMatchObject(digestsOf(bytes))
      expect(runsStarted).toBe(2)
    } finally {
      vi.useRealTimers()
    }
  })

  test('whatever two stores and a stranger do to an object', async () => {
    const action = fc.record({
      does: fc.constantFrom('append', 'append', 'append', 'break', 'truncate', 'overwrite', 'finish'),
      store: fc.integer({ min: 0, max: 1 }),
      size: fc.integer({ min: 0, max: 5000 }),
      byte: fc.integer({ min: 0, max: 255 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
        const stores = [createFolderStore({ folder, hashers }), createFolderStore({ folder, hashers })]
        const key = await store.create()
        for (const { does, store: which, size, byte } of [...actions, { does: 'finish', store: 0, size: 0, byte: 0 }]) {
          const used = stores[which]!
          const length = await used.length(key)
          const bytes = Buffer.alloc(size, byte)
          if (does === 'append') await used.append(key, length, source(bytes), { limit })
          if (does === 'break') await used.append(key, length, brokenSource(bytes), { limit }).catch(() => {})
          if (does === 'truncate') await used.truncate(key, Math.min(size, length))
          if (does === 'overwrite') await writeFile(pathOf(key), Buffer.alloc(length, byte))
          if (does === 'finish') {
            expect(await used.finish(key)).toMatchObject(digestsOf(await readFile(pathOf(key))))
          }
        }
        for (const used of stores) await used.close()
      }),
      { numRuns: 60 },
    )
  })
})

describe('reading', () => {
  test.each([
    [0, 0],
    [0, 1_999_999],
    [1_999_999, 1_999_999],
    [500_000, 1_700_000],
    [1_000_000, 1_000_010],
  ])('gives bytes %i to %i', async (start, end) => {
    const bytes = randomBytes(2_000_000)
    const { key } = await store.stage(source(bytes), { limit })
    expect(bytes.subarray(start, end + 1).equals(await readAll(await store.open(key, { start, end })))).toBe(true)
  })

  test.each([
    [0, 1000],
    [1000, 1000],
    [-1, 5],
    [6, 5],
    [900, 1_000_000],
  ])('refuses bytes %i to %i of 1000', async (start, end) => {
    const { key } = await store.stage(source(randomBytes(1000)), { limit })
    await expect(store.open(key, { start, end })).rejects.toBeInstanceOf(RangeError)
  })

  test('reads a small object once for all who ask at the same time, and again once it was cut', async () => {
    const bytes = randomBytes(1000)
    const { key } = await store.stage(source(bytes), { limit })
    const whole = { start: 0, end: 999 }
    const asked = Array.from({ length: 20 }, async () => readAll(await store.open(key, whole)))
    for (const read of await Promise.all(asked)) expect(bytes.equals(read)).toBe(true)
    // Nobody looks at the file any more.
    await writeFile(pathOf(key), randomBytes(1000))
    expect(bytes.equals(await readAll(await store.open(key, whole)))).toBe(true)
    await store.truncate(key, 500)
    await expect(store.open(key, whole)).rejects.toBeInstanceOf(RangeError)
    await store.remove(key)
    await expect(store.open(key, { start: 0, end: 9 })).rejects.toMatchObject({ code: 'missing' })
  })

  test('goes on to the end after the object was removed', async () => {
    const bytes = randomBytes(3 * mebibyte)
    const { key } = await store.stage(source(bytes), { limit })
    const stream = await store.open(key)
    await store.remove(key)
    expect(bytes.equals(await readAll(stream))).toBe(true)
    await expect(store.open(key)).rejects.toMatchObject({ code: 'missing' })
  })

  test('hands out each chunk to one reader at a time, also when chunks are handed back', async () => {
    const bytes = randomBytes(5 * mebibyte)
    const { key } = await store.stage(source(bytes), { limit })
    const read = async () => {
      const hash = createHash('sha256')
      for await (const chunk of await store.open(key)) {
        hash.update(chunk)
        recycleChunk(chunk)
        recycleChunk(chunk)
      }
      return hash.digest('hex')
    }
    const digests = await Promise.all(Array.from({ length: 12 }, read))
    expect(new Set(digests)).toEqual(new Set([digestsOf(bytes).sha256]))
  })
})

describe('housekeeping', () => {
  test('lists what is there and nothing else', async () => {
    const before = Date.now()
    const { key } = await store.stage(source(randomBytes(1000)), { limit })
    const unfinished = await store.create()
    await writeFile(join(folder, 'README'), 'not ours')
    await writeFile(join(folder, key.slice(-2), 'note'), 'not ours')
    const listed = []
    for await (const entry of store.list()) listed.push(entry)
    expect(new Map(listed.map((entry) => [entry.key, entry.size]))).toEqual(
      new Map([
        [key, 1000],
        [unfinished, 0],
      ]),
    )
    for (const { modifiedAt } of listed) expect(Math.abs(modifiedAt - before)).toBeLessThan(60_000)
  })

  test('lists nothing when the folder is not there yet', async () => {
    store = createFolderStore({ folder: join(folder, 'later'), hashers })
    expect(await keysOf(store)).toEqual([])
  })

  test('removing twice is no error', async () => {
    const { key } = await store.stage(source(randomBytes(10)), { limit })
    await store.remove(key)
    await store.remove(key)
    expect(await keysOf(store)).toEqual([])
  })

  test('what is not there is missing', async () => {
    const key = '5f1e0a2b3c4d5e6f708192a3'
    const missing = { code: 'missing' }
    await expect(store.length(key)).rejects.toMatchObject(missing)
    await expect(store.open(key)).rejects.toMatchObject(missing)
    await expect(store.append(key, 0, source(randomBytes(1)), { limit })).rejects.toMatchObject(missing)
    await expect(store.truncate(key, 0)).rejects.toMatchObject(missing)
    await expect(store.finish(key)).rejects.toMatchObject(missing)
  })

  test.each(['../../etc/passwd', '..', '', '5F1E0A2B3C4D5E6F708192A3', '5f1e0a2b3c4d5e6f708192a3/'])(
    'the key %j never becomes a path',
    async (key) => {
      const missing = { code: 'missing', message: 'no object can have this key' }
      await expect(store.open(key)).rejects.toMatchObject(missing)
      await expect(store.remove(key)).rejects.toMatchObject(missing)
      await expect(store.append(key, 0, source(randomBytes(1)), { limit })).rejects.toMatchObject(missing)
    },
  )

  test('refuses to cut beyond the end', async () => {
    const { key } = await store.stage(source(randomBytes(10)), { limit })
    await expect(store.truncate(key, 11)).rejects.toMatchObject({ code: 'wrong_offset', length: 10 })
  })

  test('check tells the free space and leaves nothing', async () => {
    const { freeBytes } = await store.check()
    expect(freeBytes).toBeGreaterThan(0)
    expect(await keysOf(store)).toEqual([])
    await expect(stat(join(folder, '.check'))).rejects.toThrow()
  })

  test('check says in a sentence why nothing can be written', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    const misplaced = createFolderStore({ folder: join(file, 'blobs'), hashers })
    await expect(misplaced.check()).rejects.toThrow(/^the blob folder .+ cannot be written: /)
  })
})
