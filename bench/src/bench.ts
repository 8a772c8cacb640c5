/** What a suite has to work with: servers, databases, load, and where to report. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase, tightenIndexes } from '../../server/src/platform/db/index.ts'
import { databaseUrl, type PostgresCluster, startPostgres } from '../../server/test/postgres.ts'
import { fillCatalogue } from './catalogue.ts'
import { fillDownloads } from './downloads.ts'
import { fillInstallers } from './installers.ts'
import { Load } from './load.ts'
import { freePort, type Running, start } from './processes.ts'
import { findProgram, type Program } from './programs.ts'
import type { Figure } from './report.ts'
import { type ServerOptions, startServer } from './server.ts'
import { fillSpks } from './spks.ts'

export type DatabaseKind = 'sqlite' | 'postgres'
export type Suite = { name: string; run(bench: Bench): Promise<void> }

export type BenchOptions = {
  quick: boolean
  databases: readonly DatabaseKind[]
  /** the server's bundle */
  server: string
  /** bundles of `reference.ts` and `clients.ts` */
  programs: { reference: string; clients: string }
  /** kept between runs */
  cache: string
  /** changes with whatever the cached data sets are made from */
  stamp: string
  report: (figure: Figure) => void
}

/** The data folder of a server, and its database if that is not a file in there. */
export type Where = { data: string; database?: string }

/** Fills a new database. */
type Fill = (url: string, quick: boolean) => Promise<unknown>

export class Bench {
  readonly quick: boolean
  readonly databases: readonly DatabaseKind[]
  readonly programs: BenchOptions['programs']
  readonly cache: string
  /** of this run only */
  readonly folder: string
  readonly load: Load
  readonly server: string
  readonly report: (figure: Figure) => void
  readonly #stamp: string
  #cluster: Promise<PostgresCluster> | undefined
  readonly #templates = new Map<string, Promise<unknown>>()
  #number = 0

  constructor(options: BenchOptions) {
    this.quick = options.quick
    this.databases = options.databases
    this.server = options.server
    this.programs = options.programs
    this.cache = options.cache
    this.#stamp = options.stamp
    this.report = options.report
    mkdirSync(this.cache, { recursive: true })
    this.folder = mkdtempSync(join(this.cache, 'run-'))
    this.load = new Load(findProgram('wrk', this.cache), this.folder)
  }

  /** Seconds of one measurement under load. */
  get seconds(): number {
    return this.quick ? 2 : 6
  }

  /** How often product and baseline take turns. */
  get rounds(): number {
    return this.quick ? 1 : 3
  }

  get nginx(): Program | undefined {
    return findProgram('nginx', this.cache)
  }

  /** A new folder of this run. */
  newFolder(name: string): string {
    this.#number += 1
    const folder = join(this.folder, `${name}-${this.#number}`)
    mkdirSync(folder)
    return folder
  }

  /** Runs `task` with a server that has nothing yet but its administrator, and the path of its data folder. */
  async withEmptyServer<T>(
    kind: DatabaseKind,
    task: (server: Running, data: string) => Promise<T>,
    settings: Record<string, string> = {},
  ): Promise<T> {
    const database = kind === 'postgres' ? await this.#newPostgres() : undefined
    const data = this.newFolder('data')
    return this.#with({ data, database, settings }, (server) => task(server, data))
  }

  /** Runs `task` with a server that has the catalogue of a download site. */
  withInstallers<T>(kind: DatabaseKind, task: (server: Running, where: Where) => Promise<T>): Promise<T> {
    return this.#withData(kind, 'installers', fillInstallers, task)
  }

  /** Runs `task` with a server that has the large catalogue. */
  withCatalogue<T>(kind: DatabaseKind, task: (server: Running) => Promise<T>): Promise<T> {
    return this.#withData(kind, 'catalogue', fillCatalogue, task)
  }

  /** Runs `task` with a server that has counted ten million downloads. */
  withDownloads<T>(kind: DatabaseKind, task: (server: Running) => Promise<T>): Promise<T> {
    return this.#withData(kind, 'downloads', fillDownloads, task)
  }

  /** Runs `task` with a server that has a large Synology repository. */
  withSpks<T>(kind: DatabaseKind, task: (server: Running) => Promise<T>): Promise<T> {
    return this.#withData(kind, 'spks', fillSpks, task)
  }

  /** Runs `task` with the bare Fastify routes that answer these files. */
  async withReference<T>(files: readonly string[], task: (reference: Running) => Promise<T>): Promise<T> {
    const port = await freePort()
    const args = [this.programs.reference, String(port), ...files]
    const reference = await start(process.execPath, args, { port, path: '/', log: join(this.folder, 'reference.log') })
    try {
      return await task(reference)
    } finally {
      await reference.stop()
    }
  }

  /** Removes what this run left. */
  async close(): Promise<void> {
    await (await this.#cluster)?.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #with<T>(where: Omit<ServerOptions, 'bundle'>, task: (server: Running) => Promise<T>): Promise<T> {
    const server = await startServer({ bundle: this.server, ...where })
    try {
      return await task(server)
    } finally {
      await server.stop()
    }
  }

  async #withData<T>(
    kind: DatabaseKind,
    name: string,
    fill: Fill,
    task: (server: Running, where: Where) => Promise<T>,
  ): Promise<T> {
    const data = this.newFolder('data')
    if (kind === 'postgres') {
      const where = { data, database: await this.#newPostgres(await this.#postgresTemplate(name, fill)) }
      return this.#with(where, (server) => task(server, where))
    }
    cpSync(await this.#sqliteFile(name, fill), join(data, 'slipway.db'))
    return this.#with({ data }, (server) => task(server, { data }))
  }

  async #sqliteFile(name: string, fill: Fill): Promise<string> {
    const file = join(this.cache, `${name}-${this.quick ? 'quick-' : ''}${this.#stamp}.db`)
    if (!existsSync(file)) {
      console.log(`  making the ${name} (kept for the next run) …`)
      const building = join(this.newFolder('building'), 'slipway.db')
      await fill(`sqlite:${building}`, this.quick)
      renameSync(building, file)
    }
    return file
  }

  async #postgresTemplate(name: string, fill: Fill): Promise<string> {
    let made = this.#templates.get(name)
    if (made === undefined) {
      made = this.#newPostgres(undefined, name).then(async (url) => {
        console.log(`  making the ${name} …`)
        await fill(url, this.quick)
        await administer(url, 'vacuum analyze')
        await tighten(url)
      })
      this.#templates.set(name, made)
    }
    await made
    return name
  }

  async #newPostgres(template?: string, name?: string): Promise<string> {
    this.#cluster ??= startPostgres({ durable: true })
    const { url } = await this.#cluster
    this.#number += 1
    const database = name ?? `bench_${this.#number}`
    await administer(url, `create database ${database}${template === undefined ? '' : ` template ${template}`}`)
    return databaseUrl(url, database)
  }
}

/** What the server does itself every day. */
async function tighten(url: string): Promise<void> {
  const db = await openDatabase(url)
  await tightenIndexes(db)
  await db.close()
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statement)
  await client.end()
}
