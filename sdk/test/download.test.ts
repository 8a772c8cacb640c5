import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { downloadFile, type File, fileSource } from '../src/node.ts'
import { atOnce, brokenLine, damaged, meddledFetch, packageFacts, setting } from './setting.ts'

const KIB = 1024

/** A server with one published file of 300 KiB. */
async function published() {
  const all = await setting()
  const original = await all.file('original.zip', 300 * KIB)
  const done = await all.client().packages.upload('slicer', packageFacts(), await fileSource(original))
  return {
    ...all,
    bytes: await readFile(original),
    file: done.package.file as File,
    path: join(all.folder, 'Slicer.zip'),
  }
}

const gone = (path: string) =>
  stat(path).then(
    () => false,
    () => true,
  )

it('brings the file, checks it, and leaves no part behind', async () => {
  const { client, file, path, bytes } = await published()
  const told: number[] = []
  const done = await downloadFile(client(), file, path, { onProgress: ({ received }) => told.push(received) })
  expect(done).toEqual({ path, bytes: file.size, sha256: file.sha256, outcome: 'downloaded' })
  expect((await readFile(path)).equals(bytes)).toBe(true)
  expect(told.at(-1)).toBe(file.size)
  expect(await gone(`${path}.part`)).toBe(true)
})

it('leaves a file alone that is there already', async () => {
  const { client, file, path, bytes } = await published()
  await writeFile(path, bytes)
  const { fetch, seen } = meddledFetch(() => undefined)
  expect((await downloadFile(client({ fetch }), file, path)).outcome).toBe('present')
  expect(seen).toEqual([])
})

it('does not overwrite another file unless it is told to', async () => {
  const { client, file, path, bytes } = await published()
  await writeFile(path, 'precious')
  await expect(downloadFile(client(), file, path)).rejects.toMatchObject({ code: 'target_exists' })
  expect(await readFile(path, 'utf8')).toBe('precious')
  await downloadFile(client(), file, path, { overwrite: true })
  expect((await readFile(path)).equals(bytes)).toBe(true)
})

it('goes on where an earlier try stopped', async () => {
  const { client, file, path, bytes } = await published()
  await writeFile(`${path}.part`, bytes.subarray(0, 100 * KIB))
  const ranges: (string | null)[] = []
  const { fetch } = meddledFetch((request) => {
    ranges.push(request.headers.get('range'))
    return undefined
  })
  const resumed: number[] = []
  await downloadFile(client({ fetch }), file, path, { onResume: ({ received }) => resumed.push(received) })
  expect(ranges).toEqual([`bytes=${100 * KIB}-`])
  expect(resumed).toEqual([100 * KIB])
  expect((await readFile(path)).equals(bytes)).toBe(true)
})

for (const [what, length] of [
  ['of another file', 50],
  ['longer than the file', 400],
] as const) {
  it(`begins anew when the part is ${what}, and says so`, async () => {
    const { client, file, path, bytes } = await published()
    await writeFile(`${path}.part`, Buffer.alloc(length * KIB))
    let restarts = 0
    await downloadFile(client(), file, path, { onRestart: () => restarts++ })
    expect(restarts).toBe(1)
    expect((await readFile(path)).equals(bytes)).toBe(true)
  })
}

it('only renames a part that is complete', async () => {
  const { client, file, path, bytes } = await published()
  await writeFile(`${path}.part`, bytes)
  const { fetch, seen } = meddledFetch(() => undefined)
  await downloadFile(client({ fetch }), file, path)
  expect(seen).toEqual([])
  expect(await gone(`${path}.part`)).toBe(true)
})

it('goes on by itself when the line breaks', async () => {
  const { client, file, path, bytes } = await published()
  let calls = 0
  const { fetch, seen } = meddledFetch((request, forward) =>
    ++calls > 2
      ? undefined
      : forward(request).then(async (response) => {
          const part = new Uint8Array(await response.arrayBuffer()).subarray(0, 70 * KIB)
          return new Response(breakingOff(part), { status: response.status, headers: response.headers })
        }),
  )
  const retries: string[] = []
  const onRetry = ({ problem }: { problem: { code: string } }) => retries.push(problem.code)
  await downloadFile(client({ fetch }), file, path, { retry: atOnce, onRetry })
  expect((await readFile(path)).equals(bytes)).toBe(true)
  expect(seen).toHaveLength(3)
  expect(retries).toEqual(['unreachable', 'unreachable'])
})

it('keeps the part when it is stopped', async () => {
  const { client, file, path } = await published()
  const stop = new AbortController()
  const onProgress = ({ received }: { received: number }) => received > 0 && stop.abort(new Error('stopped here'))
  await expect(downloadFile(client(), file, path, { signal: stop.signal, onProgress })).rejects.toThrow('stopped here')
  expect((await stat(`${path}.part`)).size).toBeGreaterThan(0)
  expect(await gone(path)).toBe(true)
  // After an abort, fetch opens a connection in advance; a server that closes would wait for its first request.
  await client().info()
})

it('does not put damaged bytes in place', async () => {
  const { client, file, path } = await published()
  const { fetch } = meddledFetch((request, forward) =>
    forward(request).then(async (response) => {
      const bytes = damaged(new Uint8Array(await response.arrayBuffer()))
      return new Response(bytes, { status: response.status, headers: response.headers })
    }),
  )
  await expect(downloadFile(client({ fetch }), file, path)).rejects.toMatchObject({ code: 'digest_mismatch' })
  expect(await gone(path)).toBe(true)
  expect(await gone(`${path}.part`)).toBe(true)
})

it('says so when there is no such file', async () => {
  const { client, file, path } = await published()
  const other = { ...file, url: `/dl/sha256:${'0'.repeat(64)}` }
  await expect(downloadFile(client(), other, path)).rejects.toMatchObject({ code: 'file_not_found' })
})

function breakingOff(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let told = false
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (told) controller.error(brokenLine())
        else controller.enqueue(bytes)
        told = true
      },
    },
    { highWaterMark: 0 },
  )
}
