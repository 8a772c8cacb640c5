/** What a disk has lost comes back with the next upload of the same bytes. */
import { describe, expect, it } from 'vitest'
import type { BlobStore } from '../../src/platform/blobs/index.ts'
import { databases, startServer } from '../harness/index.ts'

const harms: [how: string, harm: (blobs: BlobStore, key: string) => Promise<unknown>][] = [
  ['lost', (blobs, key) => blobs.remove(key)],
  ['cut short', (blobs, key) => blobs.truncate(key, 3)],
]
/** Facts of the second upload. */
const uploads: [what: string, revision: string][] = [
  ['the same package', '1'],
  ['another package', '2'],
]

for (const database of databases) {
  describe(`on ${database.name}, bytes`, () => {
    it.each(harms.flatMap(([how, harm]) => uploads.map(([what, revision]) => [how, what, harm, revision] as const)))(
      'that were %s are there again after an upload of %s',
      async (_how, _what, harm, revision) => {
        const { as, given, blobs, services, storedKeys } = await startServer({ database })
        const app = await given.app('Viewer')
        const { url } = await given.installer(app, { revision: '1', bytes: 'the bytes' })
        const [key = ''] = await storedKeys()
        await harm(blobs, key)

        await given.installer(app, { revision, bytes: 'the bytes' })

        expect((await as.anonymous.request('GET', url)).text).toBe('the bytes')
        await services.files.sweep(0)
        expect(await storedKeys()).toHaveLength(1)
      },
    )
  })
}
