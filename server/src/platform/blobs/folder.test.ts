import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { brokenSource, digestsOf, hangingSource, keysOf, md5Of, readAll, source } from '../../../test/harness/bytes.ts'
import { limit, mebibyte, openFolderStore } from '../../../test/harness/folder-store.ts'
import { isId } from '../crypto/ids.ts'
import { createFolderStore, recycleChunk } from './index.ts'

describe('stage', () => {
  test.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 5 * mebibyte + 7])(
    'stores and digests %i bytes',
    async (size) => {
      const { runsStarted, store } = await openFolderStore()
      const bytes = randomBytes(size)
      const blob = await store.stage(source(bytes, 60_001), { limit })
      expect(blob).toEqual({ key: blob.key, size, ...digestsOf(bytes) })
      expect(isId(blob.key)).toBe(true)
      expect(bytes.equals(await readAll(await store.open(blob.key)))).toBe(true)
      expect(runsStarted()).toBe(1)
    },
  )

  test('computes md5 only when it is asked for', async () => {
    const { store } = await openFolderStore()
    const bytes = randomBytes(3000)
    expect(await store.stage(source(bytes), { limit, md5: true })).toMatchObject({ md5: md5Of(bytes) })
    expect(await store.stage(source(bytes), { limit })).not.toHaveProperty('md5')
  })

  test('many at once do not mix', async () => {
    const { store } = await openFolderStore()
    const all = Array.from({ length: 20 }, () => randomBytes(2 * mebibyte + 11))
    const blobs = await Promise.all(all.map((bytes) => store.stage(source(bytes), { limit })))
    expect(blobs.map(({ sha256 }) => sha256)).toEqual(all.map((bytes) => digestsOf(bytes).sha256))
  })

  test('accepts exactly the limit', async () => {
    const { store } = await openFolderStore()
    const bytes = randomBytes(1000)
    await expect(store.stage(source(bytes), { limit: 1000 })).resolves.toMatchObject({ size: 1000 })
  })

  test('leaves nothing behind when more bytes come than allowed', async () => {
    const { store } = await openFolderStore()
    await expect(store.stage(source(randomBytes(3 * mebibyte)), { limit: 2 * mebibyte })).rejects.toMatchObject({
      code: 'too_long',
    })
    expect(await keysOf(store)).toEqual([])
  })

  test('leaves nothing behind when the source breaks off', async () => {
    const { store } = await openFolderStore()
    const staging = store.stage(brokenSource(randomBytes(2 * mebibyte)), { limit })
    await expect(staging).rejects.toMatchObject({
      code: 'interrupted',
      cause: expect.objectContaining({ message: 'the line went dead' }),
    })
    expect(await keysOf(store)).toEqual([])
  })

  test('leaves nothing behind when it is called off while the source hangs', async () => {
    const { store } = await openFolderStore()
    const { body, reached } = hangingSource(randomBytes(2 * mebibyte))
    const control = new AbortController()
    const staging = store.stage(body, { limit, signal: control.signal })
    await reached
    control.abort()
    await expect(staging).rejects.toMatchObject({ code: 'interrupted' })
    expect(await keysOf(store)).toEqual([])
  })

  test('reads away what it has no use for instead of destroying it, so that the request can be answered', async () => {
    const { store } = await openFolderStore()
    const { body, reached, release } = hangingSource(randomBytes(mebibyte))
    const request = Readable.from(body)
    await expect(store.stage(request, { limit: 100 })).rejects.toMatchObject({ code: 'too_long' })
    await reached
    expect(request.destroyed).toBe(false)
    release()
    await once(request, 'end')
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
    const { store } = await openFolderStore()
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
    const { store } = await openFolderStore()
    const { key } = await store.stage(source(randomBytes(1000)), { limit })
    await expect(store.open(key, { start, end })).rejects.toBeInstanceOf(RangeError)
  })

  test('reads a small object once for all who ask at the same time, and again once it was cut', async () => {
    const { pathOf, store } = await openFolderStore()
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
    const { store } = await openFolderStore()
    const bytes = randomBytes(3 * mebibyte)
    const { key } = await store.stage(source(bytes), { limit })
    const stream = await store.open(key)
    await store.remove(key)
    expect(bytes.equals(await readAll(stream))).toBe(true)
    await expect(store.open(key)).rejects.toMatchObject({ code: 'missing' })
  })

  test('hands out each chunk to one reader at a time, also when chunks are handed back', async () => {
    const { store } = await openFolderStore()
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
    const { folder, store } = await openFolderStore()
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
    const { folder, hashers } = await openFolderStore()
    const store = createFolderStore({ folder: join(folder, 'later'), hashers })
    expect(await keysOf(store)).toEqual([])
  })

  test('removing twice is no error', async () => {
    const { store } = await openFolderStore()
    const { key } = await store.stage(source(randomBytes(10)), { limit })
    await store.remove(key)
    await store.remove(key)
    expect(await keysOf(store)).toEqual([])
  })

  test('what is not there is missing', async () => {
    const { store } = await openFolderStore()
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
      const { store } = await openFolderStore()
      const missing = { code: 'missing', message: 'no object can have this key' }
      await expect(store.open(key)).rejects.toMatchObject(missing)
      await expect(store.remove(key)).rejects.toMatchObject(missing)
      await expect(store.append(key, 0, source(randomBytes(1)), { limit })).rejects.toMatchObject(missing)
    },
  )

  test('refuses to cut beyond the end', async () => {
    const { store } = await openFolderStore()
    const { key } = await store.stage(source(randomBytes(10)), { limit })
    await expect(store.truncate(key, 11)).rejects.toMatchObject({ code: 'wrong_offset', length: 10 })
  })

  test('check tells the free space and leaves nothing', async () => {
    const { folder, store } = await openFolderStore()
    const { freeBytes } = await store.check()
    expect(freeBytes).toBeGreaterThan(0)
    expect(await keysOf(store)).toEqual([])
    await expect(stat(join(folder, '.check'))).rejects.toThrow()
  })

  test('check says in a sentence why nothing can be written', async () => {
    const { folder, hashers } = await openFolderStore()
    const file = join(folder, 'file')
    await writeFile(file, '')
    const misplaced = createFolderStore({ folder: join(file, 'blobs'), hashers })
    await expect(misplaced.check()).rejects.toThrow(/^the blob folder .+ cannot be written: /)
  })
})
