import { randomBytes } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { brokenSource, digestsOf, keysOf, md5Of, readAll, source } from '../../../test/harness/bytes.ts'
import { type ObjectStore, startObjectStore } from '../../../test/harness/object-store.ts'
import { isId } from '../crypto/ids.ts'
import { createBucketStore } from './bucket.ts'
import { type BlobStore, createHashers } from './index.ts'

const MIB = 1024 ** 2
const PIECE = 5 * MIB
const limit = 100 * MIB

const hashers = createHashers()
afterAll(() => hashers.close())

let objects: ObjectStore
let store: BlobStore

const openStore = (): BlobStore => {
  const opened = createBucketStore({ address: 's3://harbour/slipway', hashers, largest: limit })
  onTestFinished(() => opened.close())
  return opened
}

beforeEach(async () => {
  objects = await startObjectStore()
  store = openStore()
})

describe('stage', () => {
  test.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 7])('stores and digests %i bytes', async (size) => {
    const bytes = randomBytes(size)
    const blob = await store.stage(source(bytes, 60_001), { limit })
    expect(blob).toEqual({ key: blob.key, size, ...digestsOf(bytes) })
    expect(isId(blob.key)).toBe(true)
    // As a folder has them, so that one can be copied into the other.
    expect([...objects.objects.keys()]).toEqual([`harbour/slipway/${blob.key.slice(-2)}/${blob.key}`])
    expect(bytes.equals(await readAll(await store.open(blob.key)))).toBe(true)
    expect(await store.length(blob.key)).toBe(size)
  })

  test('computes md5 as well when it is asked for', async () => {
    const bytes = randomBytes(3000)
    expect(await store.stage(source(bytes), { limit, md5: true })).toMatchObject({ md5: md5Of(bytes) })
  })

  test('leaves nothing behind when more comes than allowed, the source breaks off, or the store refuses', async () => {
    const bytes = randomBytes(2 * PIECE)
    const tooLong = store.stage(source(bytes), { limit: PIECE + 1 })
    await expect(tooLong).rejects.toMatchObject({ code: 'too_long' })
    await expect(store.stage(brokenSource(bytes), { limit })).rejects.toMatchObject({ code: 'interrupted' })
    objects.fail('PUT', 507, 'XMinioStorageFull')
    await expect(store.stage(source(bytes), { limit })).rejects.toMatchObject({ code: 'storage_full' })
    expect(await keysOf(store)).toEqual([])
    expect(objects.unfinished()).toBe(0)
  })
})

describe('append', () => {
  test('goes on in another process, and the pieces are joined without leaving the store', async () => {
    const bytes = randomBytes(2 * PIECE + 100)
    const key = await store.create()
    expect(await store.append(key, 0, source(bytes.subarray(0, PIECE)), { limit })).toBe(PIECE)
    const other = openStore()
    expect(await other.length(key)).toBe(PIECE)
    expect(await other.append(key, PIECE, source(bytes.subarray(PIECE)), { limit })).toBe(bytes.length)
    expect(await other.finish(key)).toEqual({ key, size: bytes.length, ...digestsOf(bytes) })
    expect(objects.copies()).toBe(3)
    expect(objects.parts()).toBe(0)
    expect(await store.finish(key)).toEqual({ key, size: bytes.length, ...digestsOf(bytes) })
    expect(await keysOf(store)).toEqual([key])
  })

  test('keeps what arrived before the source broke off, however odd, and resumes', async () => {
    const bytes = randomBytes(2 * PIECE)
    const key = await store.create()
    for (const [from, to] of [
      [0, 1_200_000],
      [1_200_000, PIECE + 77],
    ] as const) {
      const broken = store.append(key, from, brokenSource(bytes.subarray(from, to)), { limit })
      await expect(broken).rejects.toMatchObject({ code: 'interrupted', length: to })
    }
    await store.append(key, PIECE + 77, source(bytes.subarray(PIECE + 77)), { limit })
    expect(await store.finish(key, { md5: true })).toMatchObject(digestsOf(bytes))
    expect(bytes.equals(await readAll(await store.open(key)))).toBe(true)
    expect(await keysOf(store)).toEqual([key])
  })

  test('refuses any other offset and says the right one, also of what is finished', async () => {
    const key = await store.create()
    await store.append(key, 0, source(randomBytes(10)), { limit })
    for (const offset of [0, 9, 11]) {
      const refused = store.append(key, offset, source(randomBytes(5)), { limit })
      await expect(refused).rejects.toMatchObject({ code: 'wrong_offset', length: 10 })
    }
    await store.finish(key)
    await expect(store.append(key, 0, source(randomBytes(5)), { limit })).rejects.toMatchObject({ length: 10 })
    await expect(store.append(key, 10, source(randomBytes(5)), { limit })).rejects.toMatchObject({ code: 'too_long' })
    expect(await store.append(key, 10, source(Buffer.alloc(0)), { limit })).toBe(10)
    expect(await store.length(key)).toBe(10)
  })

  test('cuts back to where it began when more comes than allowed, and writes nothing once it may not', async () => {
    const bytes = randomBytes(3 * PIECE)
    const key = await store.create()
    await store.append(key, 0, source(bytes.subarray(0, 500_000)), { limit })
    const tooLong = store.append(key, 500_000, source(bytes.subarray(500_000)), { limit: 2 * PIECE })
    await expect(tooLong).rejects.toMatchObject({ code: 'too_long', length: 500_000 })
    expect(await store.length(key)).toBe(500_000)
    const answers = [true, false]
    const forbidden = store.append(key, 500_000, source(bytes.subarray(500_000)), {
      limit,
      mayWrite: () => answers.shift() ?? false,
    })
    await expect(forbidden).rejects.toMatchObject({ code: 'interrupted', length: 500_000 + PIECE })
    expect(await store.length(key)).toBe(500_000 + PIECE)
    await store.truncate(key, 499_999)
    await store.append(key, 499_999, source(bytes.subarray(499_999)), { limit })
    expect(await store.finish(key)).toMatchObject(digestsOf(bytes))
  })

  test('the digests are those of the stored bytes, also when somebody else replaced a piece', async () => {
    const key = await store.create()
    await store.append(key, 0, source(randomBytes(1000)), { limit })
    const others = randomBytes(1000)
    objects.objects.set(`harbour/slipway/incoming/${key}/000000000000000`, others)
    expect(await store.finish(key)).toMatchObject(digestsOf(others))
  })

  test('stops when the object was removed meanwhile', async () => {
    const key = await store.create()
    const appending = store.append(
      key,
      0,
      (async function* () {
        yield randomBytes(10)
        await store.remove(key)
        yield randomBytes(10)
      })(),
      { limit },
    )
    await expect(appending).rejects.toMatchObject({ code: 'missing' })
  })
})

describe('reading', () => {
  test('gives ranges, and says what is missing or outside', async () => {
    const bytes = randomBytes(1000)
    const { key } = await store.stage(source(bytes), { limit })
    const part = await readAll(await store.open(key, { start: 10, end: 19 }))
    expect(part.equals(bytes.subarray(10, 20))).toBe(true)
    for (const range of [
      { start: 990, end: 1000 },
      { start: 1000, end: 1000 },
      { start: 5, end: 4 },
    ]) {
      await expect(store.open(key, range)).rejects.toThrow(RangeError)
    }
    const gone = 'a'.repeat(24)
    await expect(store.open(gone)).rejects.toMatchObject({ code: 'missing' })
    await expect(store.open(gone, { start: 0, end: 1 })).rejects.toMatchObject({ code: 'missing' })
    await expect(store.length(gone)).rejects.toMatchObject({ code: 'missing' })
    await expect(store.open('../secret')).rejects.toMatchObject({ code: 'missing' })
  })

  test('gives an address at which anybody can get the bytes under their name', async () => {
    const { key } = await store.stage(source(Buffer.from('hello')), { limit })
    const address = await store.link?.(key, { type: 'text/plain', disposition: 'attachment; filename="a.txt"' })
    const reply = await fetch(address ?? '')
    expect(await reply.text()).toBe('hello')
    expect(reply.headers.get('content-type')).toBe('text/plain')
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="a.txt"')
    expect(address).toMatch(/X-Amz-Expires=3600.*X-Amz-Signature=[0-9a-f]{64}/)
  })
})

describe('housekeeping', () => {
  test('lists what is finished, on its way or given up half-way, and removes each', async () => {
    const { key: whole } = await store.stage(source(randomBytes(5)), { limit })
    const coming = await store.create()
    await store.append(coming, 0, source(randomBytes(PIECE + 1)), { limit })
    // As a process that is killed in the middle leaves it.
    const dying = createBucketStore({ address: 's3://harbour/slipway', hashers, largest: limit })
    objects.objects.set('harbour/slipway/strange.txt', Buffer.from('not ours'))
    objects.objects.set('harbour/slipway/ab/also-not', Buffer.from('not ours'))
    const before = objects.unfinished()
    void dying
      .stage(
        (async function* () {
          yield randomBytes(PIECE + 1)
          await new Promise(() => {})
        })(),
        { limit },
      )
      .catch(() => {})
    await expect.poll(() => objects.unfinished()).toBe(before + 1)

    const found = []
    for await (const object of store.list()) found.push(object)
    expect(found).toHaveLength(3)
    expect(found.find(({ key }) => key === whole)).toMatchObject({ size: 5 })
    expect(found.find(({ key }) => key === coming)).toMatchObject({ size: PIECE + 1 })
    for (const { key, modifiedAt } of found) {
      expect(Date.now() - modifiedAt).toBeLessThan(60_000)
      await store.remove(key)
      await store.remove(key)
    }
    expect(await keysOf(store)).toEqual([])
    expect(objects.unfinished()).toBe(0)
    expect([...objects.objects.keys()].sort()).toEqual(['harbour/slipway/ab/also-not', 'harbour/slipway/strange.txt'])
  })

  test('check says in a sentence why nothing can be written', async () => {
    expect(await store.check()).toEqual({})
    expect([...objects.objects.keys()]).toEqual([])
    objects.fail('PUT', 403, 'AccessDenied')
    await expect(store.check()).rejects.toThrow('the object store s3://harbour/slipway cannot be written: AccessDenied')
  })
})
