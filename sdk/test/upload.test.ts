import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { databases, sha256 } from '../../server/test/harness/index.ts'
import { blobSource, fileSource, folderUploadStore, localUploadStore, type UploadOptions } from '../src/node.ts'
import { atOnce, brokenLine, damaged, meddledFetch, packageFacts, setting, withBytes } from './setting.ts'

const KIB = 1024
/** Large enough for pieces, small enough for a test. */
const inPieces = { small: 0, pieceSize: 100 * KIB, retry: atOnce } satisfies UploadOptions

for (const database of databases) {
  it(`publishes small and large files on ${database.name}`, async () => {
    const { client, file } = await setting({ database })
    for (const [name, size] of [
      ['empty', 0],
      ['small', 5 * KIB],
      ['large', 350 * KIB],
    ] as const) {
      const path = await file(`${name}.tar.gz`, size)
      const options = name === 'large' ? inPieces : {}
      const done = await client().packages.upload('slicer', packageFacts(name), await fileSource(path), options)
      expect(done.outcome).toBe('created')
      expect(done.package.file).toMatchObject({ name: `${name}.tar.gz`, size, sha256: sha256(await readFile(path)) })
    }
  })
}

describe('a full disk', () => {
  const full = (headers: Record<string, string> = {}) =>
    Response.json({ code: 'storage_full', detail: 'There is no room left to store this.' }, { status: 507, headers })

  it.each([
    ['small files', {}, ['PUT']],
    ['large files', inPieces, ['POST', 'PATCH', 'PATCH']],
  ])('is said at once of %s, and what has come is kept', async (_what, options, requests) => {
    const { client, file, folder } = await setting()
    let room = 1
    const { fetch, seen } = meddledFetch((request) =>
      request.method === 'POST' || (request.method === 'PATCH' && room-- > 0) ? undefined : Promise.resolve(full()),
    )
    const source = await fileSource(await file('a.zip', 300 * KIB))
    const store = folderUploadStore(join(folder, 'uploads'))
    const uploading = client({ fetch }).packages.upload('slicer', packageFacts(), source, { ...options, store })
    await expect(uploading).rejects.toMatchObject({ code: 'storage_full', status: 507 })
    expect(seen).toEqual(requests)
    const resumed: number[] = []
    const onResume = ({ sent }: { sent: number }) => resumed.push(sent)
    const done = await client().packages.upload('slicer', packageFacts(), source, { ...options, store, onResume })
    expect(done.outcome).toBe('created')
    expect(resumed).toEqual(requests.length > 1 ? [100 * KIB] : [])
  })

  it('that the server expects to pass is waited for', async () => {
    const { client, file } = await setting()
    let left = 2
    const { fetch } = meddledFetch((request) =>
      request.method === 'PATCH' && left-- > 0 ? Promise.resolve(full({ 'retry-after': '0' })) : undefined,
    )
    const source = await fileSource(await file('a.zip', 150 * KIB))
    const done = await client({ fetch }).packages.upload('slicer', packageFacts(), source, inPieces)
    expect(done.outcome).toBe('created')
  })
})

describe('small files', () => {
  it('go by one request', async () => {
    const { client, file } = await setting()
    const { fetch, seen } = meddledFetch(() => undefined)
    await client({ fetch }).packages.upload('slicer', packageFacts(), await fileSource(await file('a.zip', 10 * KIB)))
    expect(seen).toEqual(['PUT'])
  })

  it('are sent again when the line breaks', async () => {
    const { client, file } = await setting()
    let broken = 0
    const { fetch, seen } = meddledFetch(() => (broken++ === 0 ? Promise.reject(brokenLine()) : undefined))
    const source = await fileSource(await file('a.zip', 10 * KIB))
    const done = await client({ fetch }).packages.upload('slicer', packageFacts(), source, { retry: atOnce })
    expect(done.outcome).toBe('created')
    expect(seen).toEqual(['PUT', 'PUT'])
  })

  it('are refused when they arrive damaged', async () => {
    const { client, file } = await setting()
    const { fetch } = meddledFetch(async (request, forward) => forward(await withBytes(request, damaged)))
    const source = await fileSource(await file('a.zip', 10 * KIB))
    await expect(client({ fetch }).packages.upload('slicer', packageFacts(), source)).rejects.toMatchObject({
      code: 'digest_mismatch',
    })
  })

  it('with long descriptions go another way, since addresses are short', async () => {
    const { client, file } = await setting()
    const source = await fileSource(await file('a.zip', KIB))
    const facts = { ...packageFacts(), description: 'é'.repeat(9000) }
    const done = await client().packages.upload('slicer', facts, source)
    expect(done.package.description).toHaveLength(9000)
  })

  it('come from a browser as well', async () => {
    const { client } = await setting()
    const source = blobSource(new File(['hello'], 'SegmentTools.zip'))
    const facts = { baseName: 'SegmentTools', os: 'win', arch: 'amd64', revision: 'abc', appRevision: '33000' } as const
    const done = await client().extensions.upload('slicer', facts, source)
    expect(done.extension.file).toMatchObject({ name: 'SegmentTools.zip', sha256: sha256('hello') })
  })
})

describe('large files', () => {
  it('go by pieces, and tell how far they are', async () => {
    const { client, file } = await setting()
    const { fetch, seen } = meddledFetch(() => undefined)
    const told: number[] = []
    await client({ fetch }).packages.upload(
      'slicer',
      packageFacts(),
      await fileSource(await file('a.zip', 250 * KIB)),
      {
        ...inPieces,
        onProgress: ({ sent }) => told.push(sent),
      },
    )
    expect(seen).toEqual(['POST', 'PATCH', 'PATCH', 'PATCH', 'POST'])
    expect(told.at(-1)).toBe(250 * KIB)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })

  it('come from a browser as well', async () => {
    const { client } = await setting()
    const bytes = new Uint8Array(250 * KIB).fill(7)
    const source = blobSource(new Blob([bytes]), 'a.zip')
    const done = await client().packages.upload('slicer', packageFacts(), source, inPieces)
    expect(done.package.file.sha256).toBe(sha256(bytes))
  })

  it('go on after a broken line, from where the server is', async () => {
    const { client, file } = await setting()
    let pieces = 0
    // The piece arrives, its answer does not; then one does not even arrive.
    const { fetch, seen } = meddledFetch((request, forward) => {
      if (request.method !== 'PATCH') return undefined
      pieces += 1
      if (pieces === 1) return forward(request).then(() => Promise.reject(brokenLine()))
      return pieces === 2 ? Promise.reject(brokenLine()) : undefined
    })
    const retries: string[] = []
    const path = await file('a.zip', 250 * KIB)
    const done = await client({ fetch }).packages.upload('slicer', packageFacts(), await fileSource(path), {
      ...inPieces,
      onRetry: ({ problem }) => retries.push(problem.code),
    })
    expect(done.package.file.sha256).toBe(sha256(await readFile(path)))
    expect(retries).toEqual(['unreachable', 'unreachable'])
    expect(seen.filter((method) => method === 'GET')).toHaveLength(2)
  })

  it('send a damaged piece again', async () => {
    const { client, file } = await setting()
    let pieces = 0
    const { fetch } = meddledFetch((request, forward) =>
      request.method === 'PATCH' && ++pieces === 2 ? withBytes(request, damaged).then(forward) : undefined,
    )
    const retries: string[] = []
    const path = await file('a.zip', 250 * KIB)
    const done = await client({ fetch }).packages.upload('slicer', packageFacts(), await fileSource(path), {
      ...inPieces,
      onRetry: ({ problem }) => retries.push(problem.code),
    })
    expect(retries).toEqual(['checksum_mismatch'])
    expect(done.package.file.sha256).toBe(sha256(await readFile(path)))
  })

  it('are not published when damage went unnoticed, and begin anew', async () => {
    const { client, file, folder } = await setting()
    let pieces = 0
    const { fetch } = meddledFetch((request, forward) =>
      request.method === 'PATCH' && ++pieces === 1 ? withBytes(request, damaged).then(forward) : undefined,
    )
    const slipway = client({ fetch })
    const store = folderUploadStore(join(folder, 'store'))
    const source = await fileSource(await file('a.zip', 250 * KIB))
    const options = { ...inPieces, store, checksum: false }
    await expect(slipway.packages.upload('slicer', packageFacts(), source, options)).rejects.toMatchObject({
      code: 'digest_mismatch',
    })
    expect((await slipway.packages.list('slicer')).items).toEqual([])

    expect((await slipway.packages.upload('slicer', packageFacts(), source, options)).outcome).toBe('created')
  })

  it('notice that the file changed', async () => {
    const { client, file } = await setting()
    const path = await file('a.zip', 250 * KIB)
    let pieces = 0
    const { fetch } = meddledFetch((request, forward) =>
      request.method === 'PATCH' && ++pieces === 2
        ? forward(request).then(async (response) => {
            await appendFile(path, 'more')
            return response
          })
        : undefined,
    )
    const call = client({ fetch }).packages.upload('slicer', packageFacts(), await fileSource(path), inPieces)
    await expect(call).rejects.toMatchObject({ code: 'source_changed' })
  })

  it('give up when nothing helps', async () => {
    const { client, file } = await setting()
    const { fetch } = meddledFetch((request) => (request.method === 'PATCH' ? Promise.reject(brokenLine()) : undefined))
    const source = await fileSource(await file('a.zip', 250 * KIB))
    await expect(client({ fetch }).packages.upload('slicer', packageFacts(), source, inPieces)).rejects.toMatchObject({
      code: 'unreachable',
    })
  })
})

describe('a stopped upload', () => {
  /** Begins an upload and stops it after some pieces. */
  async function stopped(store = true) {
    const all = await setting()
    const path = await all.file('a.zip', 450 * KIB)
    const options = { ...inPieces, ...(store && { store: folderUploadStore(join(all.folder, 'store')) }) }
    const stop = new AbortController()
    const call = all.client().packages.upload('slicer', packageFacts(), await fileSource(path), {
      ...options,
      signal: stop.signal,
      onProgress: ({ sent }) => sent >= 250 * KIB && stop.abort(new Error('stopped here')),
    })
    await expect(call).rejects.toThrow('stopped here')
    return { ...all, path, options }
  }

  it('goes on where it was', async () => {
    const { client, path, options } = await stopped()
    const { fetch, seen } = meddledFetch(() => undefined)
    const resumed: number[] = []
    const done = await client({ fetch }).packages.upload('slicer', packageFacts(), await fileSource(path), {
      ...options,
      onResume: ({ sent }) => resumed.push(sent),
    })
    expect(resumed).toEqual([200 * KIB])
    expect(seen).toEqual(['GET', 'PATCH', 'PATCH', 'PATCH', 'POST'])
    expect(done.package.file.sha256).toBe(sha256(await readFile(path)))
  })

  it('goes on by its id', async () => {
    const { client, db, path } = await stopped(false)
    const { id } = await db.read.selectFrom('upload').select('id').executeTakeFirstOrThrow()
    const source = await fileSource(path)
    const done = await client().packages.upload('slicer', packageFacts(), source, { ...inPieces, resume: id })
    expect(done.outcome).toBe('created')
    await expect(
      client().packages.upload('slicer', packageFacts(), source, { resume: '0'.repeat(24) }),
    ).rejects.toMatchObject({ code: 'upload_not_found' })
  })

  it('begins anew when it has expired, or the file is another one', async () => {
    const { client, db, path, options } = await stopped()
    await db.direct.updateTable('upload').set({ expires_at: 1 }).execute()
    const { fetch, seen } = meddledFetch(() => undefined)
    const done = await client({ fetch }).packages.upload('slicer', packageFacts(), await fileSource(path), options)
    expect(done.outcome).toBe('created')
    expect(seen.filter((method) => method === 'PATCH')).toHaveLength(5)
  })

  it('publishes without sending when only that was missing', async () => {
    const { client, file, folder } = await setting()
    const options = { ...inPieces, store: folderUploadStore(join(folder, 'store')) }
    const path = await file('a.zip', 250 * KIB)
    const away = meddledFetch((request) =>
      request.url.endsWith('/packages') ? Promise.resolve(new Response('', { status: 418 })) : undefined,
    )
    const facts = packageFacts()
    await expect(
      client({ fetch: away.fetch }).packages.upload('slicer', facts, await fileSource(path), options),
    ).rejects.toMatchObject({ status: 418 })

    const { fetch, seen } = meddledFetch(() => undefined)
    await client({ fetch }).packages.upload('slicer', facts, await fileSource(path), options)
    expect(seen).toEqual(['GET', 'POST'])
  })
})

it('a browser remembers uploads in its local storage', async () => {
  const items = new Map<string, string>()
  const store = localUploadStore({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  })
  expect(await store.find('a')).toBeUndefined()
  await store.remember('a', '1')
  expect(await store.find('a')).toBe('1')
  await store.forget('a')
  expect(items.size).toBe(0)
})
