/** Bytes that come in parts, with breaks, and from more than one at once. */
import { randomBytes } from 'node:crypto'
import { readFile, rm, symlink } from 'node:fs/promises'
import { describe, expect, test, vi } from 'vitest'
import { brokenSource, digestsOf, hangingSource, keysOf, md5Of, source } from '../../../test/harness/bytes.ts'
import { limit, mebibyte, openFolderStore } from '../../../test/harness/folder-store.ts'
import { createFolderStore } from './index.ts'

describe('append', () => {
  test('goes on where the last one ended, and the bytes are hashed only once', async () => {
    const { runsStarted, store } = await openFolderStore()
    const bytes = randomBytes(3 * mebibyte)
    const key = await store.create()
    expect(await store.append(key, 0, source(bytes.subarray(0, 1_500_000)), { limit })).toBe(1_500_000)
    expect(await store.append(key, 1_500_000, source(bytes.subarray(1_500_000)), { limit })).toBe(bytes.length)
    expect(await store.length(key)).toBe(bytes.length)
    expect(await store.finish(key)).toEqual({ key, size: bytes.length, ...digestsOf(bytes) })
    expect(runsStarted()).toBe(1)
  })

  test('refuses any other offset and says the right one', async () => {
    const { store } = await openFolderStore()
    const key = await store.create()
    await store.append(key, 0, source(randomBytes(10)), { limit })
    for (const offset of [0, 9, 11]) {
      const refused = store.append(key, offset, source(randomBytes(5)), { limit })
      await expect(refused).rejects.toMatchObject({ code: 'wrong_offset', length: 10 })
    }
    expect(await store.length(key)).toBe(10)
  })

  test('keeps what arrived before the source broke off, and resumes in the same store without hashing again', async () => {
    const { runsStarted, store } = await openFolderStore()
    const bytes = randomBytes(2 * mebibyte)
    const key = await store.create()
    const broken = store.append(key, 0, brokenSource(bytes.subarray(0, 1_200_000)), { limit })
    await expect(broken).rejects.toMatchObject({ code: 'interrupted', length: 1_200_000 })
    await store.append(key, 1_200_000, source(bytes.subarray(1_200_000)), { limit })
    expect(await store.finish(key)).toMatchObject(digestsOf(bytes))
    expect(runsStarted()).toBe(1)
  })

  test('resumes in another store, as after a restart', async () => {
    const { folder, hashers, store } = await openFolderStore()
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
    const { store } = await openFolderStore()
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
    const { store } = await openFolderStore()
    const key = await store.create()
    const both = [randomBytes(2 * mebibyte), randomBytes(2 * mebibyte)]
    const results = await Promise.allSettled(both.map((bytes) => store.append(key, 0, source(bytes), { limit })))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(results[1]).toMatchObject({ reason: { code: 'wrong_offset', length: 2 * mebibyte } })
    expect(await store.finish(key)).toMatchObject(digestsOf(both[0]!))
  })

  test('can be called off while it waits for another', async () => {
    const { store } = await openFolderStore()
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
    const { folder, hashers, pathOf, store } = await openFolderStore()
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
    const { pathOf, store } = await openFolderStore()
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
    const { store } = await openFolderStore()
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
    const { pathOf, store } = await openFolderStore()
    const key = await store.create()
    await rm(pathOf(key))
    await symlink('/dev/full', pathOf(key))
    const appending = store.append(key, 0, source(randomBytes(3 * mebibyte)), { limit })
    await expect(appending).rejects.toMatchObject({ code: 'storage_full' })
  })

  test('stops when the object was removed meanwhile', async () => {
    const { store } = await openFolderStore()
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
