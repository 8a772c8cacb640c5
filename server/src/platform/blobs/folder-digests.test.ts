import { randomBytes } from 'node:crypto'
import { open, readFile, truncate, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { brokenSource, digestsOf, md5Of, source } from '../../../test/harness/bytes.ts'
import { limit, mebibyte, openFolderStore } from '../../../test/harness/folder-store.ts'
import { createFolderStore, createHashers, type Hashers } from './index.ts'

describe('the digests are those of the stored bytes', () => {
  test('after somebody else replaced them by as many others', async () => {
    const { pathOf, store } = await openFolderStore()
    const key = await store.create()
    await store.append(key, 0, source(randomBytes(1000)), { limit })
    const others = randomBytes(1000)
    const file = await open(pathOf(key), 'r+')
    await file.write(others, 0, 1000, 0)
    await file.close()
    expect(await store.finish(key)).toMatchObject(digestsOf(others))
  })

  test('after somebody else replaced them and more was appended here', async () => {
    const { folder, hashers, pathOf, store } = await openFolderStore()
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
    const { store } = await openFolderStore()
    const bytes = randomBytes(2000)
    const key = await store.create()
    await store.append(key, 0, source(bytes.subarray(0, 1000)), { limit })
    await store.append(key, 1000, source(randomBytes(1000)), { limit })
    await store.truncate(key, 1000)
    await store.append(key, 1000, source(bytes.subarray(1000)), { limit })
    expect(await store.finish(key)).toMatchObject(digestsOf(bytes))
  })

  test('when md5 is wanted only at the end', async () => {
    const { store } = await openFolderStore()
    const bytes = randomBytes(2 * mebibyte)
    const key = await store.create()
    await store.append(key, 0, source(bytes), { limit })
    expect(await store.finish(key, { md5: true })).toMatchObject({ ...digestsOf(bytes), md5: md5Of(bytes) })
    expect(await store.finish(key)).toEqual({ key, size: bytes.length, ...digestsOf(bytes) })
  })

  test('when a hashing thread is lost on the way', async () => {
    const { folder } = await openFolderStore()
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
    const { folder, hashers, runsStarted } = await openFolderStore()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const bytes = randomBytes(1000)
      const impatient = createFolderStore({ folder, hashers, hashIdleMs: 1000 })
      const key = await impatient.create()
      await impatient.append(key, 0, source(bytes), { limit })
      vi.advanceTimersByTime(1000)
      expect(await impatient.finish(key)).toMatchObject(digestsOf(bytes))
      expect(runsStarted()).toBe(2)
    } finally {
      vi.useRealTimers()
    }
  })

  test('whatever two stores and a stranger do to an object', async () => {
    const { folder, hashers, pathOf, store } = await openFolderStore()
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
