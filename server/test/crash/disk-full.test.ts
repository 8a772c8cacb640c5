/**
 * A full disk: said in so many words, nothing left behind, and everything small goes on. Once with a store that says it
 * is full, everywhere, and once on a real file system of a few megabytes, where the system lets us mount one.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { BlobError, type BlobStore, createFolderStore, createHashers } from '../../src/platform/blobs/index.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { buildServices, type Services } from '../../src/services.ts'
import { databases, type OwnDatabase } from '../harness/index.ts'
import { ServerProcess, takeBundle } from './server-process.ts'
import { Refused, Wire } from './wire.ts'

const MIB = 1024 ** 2
const DAY = 86_400_000

type Scene = { wire: Wire; stored: () => Promise<string[]> }

/** What a client sees; `capacity` is less than three and more than one MiB. */
async function fillUp({ wire, stored }: Scene): Promise<void> {
  await wire.api('POST', '/apps', { json: { name: 'Full', slug: 'full' } })
  const put = (baseName: string, bytes: Buffer) =>
    wire.api(
      'PUT',
      `/apps/full/extensions?${new URLSearchParams({ baseName, appRevision: '1', os: 'linux', arch: 'amd64', revision: '1', fileName: baseName })}`,
      { body: bytes, headers: { 'content-type': 'application/octet-stream' } },
    )
  const refusal = async (what: Promise<unknown>) => {
    const error = await what.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(Refused)
    const { status, code } = error as Refused
    return { status, code }
  }

  await put('Before', Buffer.alloc(1000, 'b'))
  const before = await stored()
  expect(await refusal(put('TooMuch', Buffer.alloc(3 * MIB, 'x')))).toEqual({ status: 507, code: 'storage_full' })
  expect(await stored(), 'files after an upload that did not fit').toEqual(before)

  const begun = await wire.ask('POST', '/api/v2/uploads', {
    headers: { 'upload-length': String(3 * MIB), 'content-length': '0' },
  })
  const path = String(begun.headers.location)
  const piece = (offset: number, length: number) =>
    wire.ask('PATCH', path, {
      body: Buffer.alloc(length, 'p'),
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    })
  await piece(0, MIB / 4)
  expect(await refusal(piece(MIB / 4, 2.75 * MIB))).toEqual({ status: 507, code: 'storage_full' })
  const now = await wire.ask('HEAD', path)
  expect(Number(now.headers['upload-offset']), 'what was acknowledged is kept, the rest is not').toBe(MIB / 4)
  await wire.ask('DELETE', path)
  expect(await stored(), 'files after the upload was given up').toEqual(before)

  await put('After', Buffer.alloc(1000, 'a'))
  const { items } = await wire.api<{ items: { baseName: string }[] }>('GET', '/apps/full/extensions?sort=name')
  expect(items.map((item) => item.baseName)).toEqual(['After', 'Before'])
}

/** Behaves as the folder does when its disk is full: what did not fit is cut off again. */
function withCapacity(inner: BlobStore, capacity: number): BlobStore {
  const full = (error: unknown): never => {
    if (!(error instanceof BlobError && error.code === 'too_long')) throw error
    throw new BlobError('storage_full', 'the disk of the blob folder is full', { cause: error })
  }
  return {
    create: () => inner.create(),
    append: (key, offset, body, options) =>
      inner.append(key, offset, body, { ...options, limit: Math.min(options.limit, capacity) }).catch(full),
    length: (key) => inner.length(key),
    truncate: (key, length) => inner.truncate(key, length),
    finish: (key, options) => inner.finish(key, options),
    stage: (body, options) => inner.stage(body, { ...options, limit: Math.min(options.limit, capacity) }).catch(full),
    open: (key, range) => inner.open(key, range),
    place: (key) => inner.place(key),
    remove: (key) => inner.remove(key),
    list: () => inner.list(),
    check: () => inner.check(),
    close: () => inner.close(),
  }
}

const mountable = canMount()

for (const database of databases) {
  describe(`a full disk on ${database.name}`, () => {
    it('of a store that is full is answered with 507 and leaves nothing', async () => {
      await fillUp(await startWithFullStore(await database.take()))
    })

    it.runIf(mountable)('that is real is answered with 507 and leaves nothing', async () => {
      await fillUp(await startOnSmallDisk(await database.take()))
    })
  })
}

async function startWithFullStore(own: OwnDatabase): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-full-'))
  const hashers = createHashers()
  const blobs = withCapacity(createFolderStore({ folder, hashers }), 2 * MIB)
  const db = await openDatabase(own.url)
  const limits = {
    maxUpload: 64 * MIB,
    cache: MIB,
    uploadLifetime: DAY,
    orphanGrace: DAY,
    declaredGrace: DAY,
    trashTime: DAY,
    sessionLifetime: DAY,
  }
  const deps = { db, blobs, log: pino({ level: 'silent' }), limits, trustProxy: 'none' }
  const services: Services = buildServices(deps)
  const app = await buildApp(deps, services)
  const wire = new Wire(await app.listen({ host: '127.0.0.1', port: 0 }))
  onTestFinished(async () => {
    wire.close()
    await app.close()
    await hashers.close()
    await db.close()
    await own.release()
    await rm(folder, { recursive: true })
  })
  return { wire, stored: () => filesIn(folder) }
}

/** Mounts are seen by the server alone, and are gone with it. */
function inItsOwnMounts(): string[] {
  return process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm']
}

function canMount(): boolean {
  const [command = '', ...args] = inItsOwnMounts()
  try {
    execFileSync(command, [...args, 'mount', '-t', 'tmpfs', 'none', tmpdir()], { stdio: 'ignore' })
    return true
  } catch {
    console.log('The system lets nobody mount a small disk here: a full one is tested by a store that says so.')
    return false
  }
}

let bundle: Awaited<ReturnType<typeof takeBundle>> | undefined
beforeAll(async () => {
  if (mountable) bundle = await takeBundle()
})
afterAll(() => bundle?.remove())

async function startOnSmallDisk(own: OwnDatabase): Promise<Scene> {
  const data = await mkdtemp(join(tmpdir(), 'slipway-full-'))
  const folder = join(data, 'blobs')
  mkdirSync(folder)
  const mount = `mount -t tmpfs -o size=2m none '${folder}' && exec "$@"`
  const settings = { program: bundle?.program ?? '', data, database: own.url }
  const server = await ServerProcess.start(settings, {}, [...inItsOwnMounts(), 'sh', '-c', mount, 'sh'])
  const wire = new Wire(server.origin)
  onTestFinished(async () => {
    wire.close()
    await server.stop()
    await own.release({ again: false })
    await rm(data, { recursive: true })
  })
  return { wire, stored: () => filesIn(join('/proc', String(server.pid), 'root', folder)) }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()
}
