/** A whole server for one test: on a port of its own, on a database of its own, gone when the test ends. */
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, onTestFinished, vi } from 'vitest'
import { type AppDeps, buildApp } from '../../src/app.ts'
import { type BlobStore, createFolderStore, createHashers } from '../../src/platform/blobs/index.ts'
import { type Database, type OpenOptions, openDatabase } from '../../src/platform/db/index.ts'
import type { JobKind } from '../../src/platform/jobs/index.ts'
import type { Log } from '../../src/platform/log/index.ts'
import { createMailer } from '../../src/platform/mail/index.ts'
import { buildServices, type Limits, type Services } from '../../src/services.ts'
import { newAgent, type Wire } from './callers.ts'
import type { TestDatabase } from './databases.ts'
import { type Given, given } from './given.ts'
import { shapesOf } from './operations.ts'
import { allInOrder, type LogLine } from './order.ts'
import { type People, people } from './people.ts'

const MIB = 1024 ** 2
const DAY = 86_400_000

const limits: Limits = {
  maxUpload: 64 * MIB,
  cache: 8 * MIB,
  uploadLifetime: DAY,
  orphanGrace: DAY,
  declaredGrace: DAY / 24,
  trashTime: 30 * DAY,
  sessionLifetime: 30 * DAY,
}

export type StartOptions = {
  database: TestDatabase
  limits?: Partial<Limits>
  /** Synology packages: signing and limits, and where devices reach them */
  spk?: AppDeps['spk']
  dsm?: AppDeps['dsm']
  /** what clients of older package managers may */
  girder?: AppDeps['girder']
  /** mails go to this server, with links to https://site.example; default: no mail */
  mail?: { url: string }
  /** files are in this bucket, `s3://…`, and downloads lead there or not; default: in a folder */
  files?: { address: string; redirect?: boolean }
  /** lets a server in front send stored bytes */
  handOver?: AppDeps['handOver']
  /** background work besides the usual */
  moreJobs?(storage: { db: Database; blobs: BlobStore }, log: Log): readonly JobKind[]
  /** how the download page looks */
  downloadSite?: AppDeps['downloadSite']
  /** pictures of extensions are fetched from their authors’ sites, among them these `host:port`s on this machine */
  pictureHosts?: readonly string[]
  /** folder of a web app */
  web?: AppDeps['web']
  publicUrl?: AppDeps['publicUrl']
  /** table of countries; default: the one that comes along */
  countryFile?: string
  /** is told each query */
  onQuery?: OpenOptions['onQuery']
  /** 'test' (the default) closes it at the end of the test; else whoever started it calls `close` */
  closes?: 'test' | 'by hand'
}

export type TestServer = {
  readonly url: string
  readonly app: FastifyInstance
  readonly services: Services
  readonly db: Database
  readonly blobs: BlobStore
  /** callers */
  readonly as: People
  /** builders */
  readonly given: Given
  /** what was logged as a warning or worse */
  readonly log: readonly LogLine[]
  /** This test provokes failures of the server: the harness does not hold them against it. */
  expectTrouble(): void
  /** Moves the clock of this process on; it comes back at the end of the test. */
  travel(span: { days?: number; hours?: number; minutes?: number }): void
  /** Runs every job that is due. */
  runJobs(): Promise<number>
  /** Keys of all objects in the blob store, sorted. */
  storedKeys(): Promise<string[]>
  /** Closes it and looks whether it left everything in order. */
  close(): Promise<void>
}

// Their threads take longer to start than a test takes.
const hashers = createHashers()
afterAll(() => hashers.close())

/** The client of object stores takes its time to load, so most tests do without. */
async function openBlobs(bucket: string | undefined, folder: string): Promise<BlobStore> {
  if (bucket === undefined) return createFolderStore({ folder, hashers })
  const { createBucketStore } = await import('../../src/platform/blobs/bucket.ts')
  return createBucketStore({ address: bucket, hashers, largest: limits.maxUpload })
}

/** Starts a server that can be called at once. */
export async function startServer(options: StartOptions): Promise<TestServer> {
  const own = await options.database.take()
  const folder = await mkdtemp(join(tmpdir(), 'slipway-blobs-'))
  const log: LogLine[] = []
  const logger = pino({ level: 'warn', base: null }, { write: (line: string) => log.push(JSON.parse(line)) }) as Log
  const deps = {
    db: await openDatabase(own.url, options.onQuery && { onQuery: options.onQuery }),
    blobs: await openBlobs(options.files?.address, folder),
    filesRedirect: options.files?.redirect,
    log: logger,
    limits: { ...limits, ...options.limits },
    trustProxy: 'loopback',
    handOver: options.handOver,
    spk: options.spk,
    dsm: options.dsm,
    girder: options.girder,
    mail: options.mail && {
      mailer: createMailer(options.mail.url, 'Slipway <releases@site.example>', logger),
      publicUrl: 'https://site.example',
    },
    downloadSite: options.downloadSite,
    pictures: options.pictureHosts && { folder: `${folder}-pictures`, most: MIB, hosts: options.pictureHosts },
    web: options.web,
    countryFile: options.countryFile,
    publicUrl: options.publicUrl,
    checkReplies: true,
  }
  const services = buildServices({ ...deps, moreJobs: options.moreJobs?.(deps, deps.log) })
  const app = await buildApp(deps, services)
  await app.listen({ host: '127.0.0.1', port: 0 })

  const wire: Wire = {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    agent: newAgent(),
    shapes: shapesOf(app.swagger()),
  }
  const as = people(wire, services)
  let troubleExpected = false
  let closed: Promise<void> | undefined

  const close = async ({ failed = false } = {}) => {
    vi.useRealTimers()
    let clean = false
    try {
      wire.agent.destroy()
      await app.close()
      await services.jobs.stop()
      if (failed) for (const line of log) console.error(line.err?.stack ?? line)
      else await allInOrder({ ...deps, files: services.files, log: troubleExpected ? [] : log })
      clean = true
    } finally {
      await deps.blobs.close()
      await deps.db.close()
      await own.release({ again: clean })
      for (const end of ['', '-pictures']) await rm(folder + end, { recursive: true, force: true })
    }
  }

  const server: TestServer = {
    url: wire.url,
    app,
    services,
    db: deps.db,
    blobs: deps.blobs,
    as,
    given: given(as, services),
    log,
    expectTrouble() {
      troubleExpected = true
    },
    travel({ days = 0, hours = 0, minutes = 0 }) {
      const span = ((days * 24 + hours) * 60 + minutes) * 60_000
      const now = Date.now() + span
      if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ['Date'] })
      vi.setSystemTime(now)
    },
    async runJobs() {
      let ran = 0
      for (let more = await services.jobs.runDue(); more > 0; more = await services.jobs.runDue()) ran += more
      return ran
    },
    async storedKeys() {
      const keys: string[] = []
      for await (const { key } of deps.blobs.list()) keys.push(key)
      return keys.sort()
    },
    close: () => (closed ??= close()),
  }
  if (options.closes !== 'by hand') {
    onTestFinished(({ task }) => (closed ??= close({ failed: task.result?.state === 'fail' })))
  }
  return server
}
