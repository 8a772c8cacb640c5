/**
 * Requests of logs as downloads: what was asked for is looked up in the catalogue, and counted by the rules that live
 * downloads are counted by, in one transaction with the marks of visitors. So a log that is read again, that overlaps
 * another one or that this server counted itself adds nothing, and a process that is killed leaves whole groups.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { CatalogueDelivery, CatalogueFile, Delivery, Downloads } from '../../modules/downloads/index.ts'
import type { Permalinks } from '../../modules/packages/index.ts'
import type { Spk, SpkDownload } from '../../modules/spk/index.ts'
import { DAY_MS, type Facts, type LogPositions, type Visits } from '../../modules/statistics/index.ts'
import type { Database } from '../../platform/db/index.ts'
import { type Hit, readLine } from './lines.ts'
import { type Wanted, wantedBy } from './wanted.ts'

/** What became of the lines. */
export type LogCounts = {
  lines: number
  /** new downloads */
  counted: number
  /** the visitor had the file that day already: also when the log was read before */
  repeated: number
  /** requests for something else, and answers that delivered no file */
  other: number
  /** of files that this server does not know */
  unknown: number
  unreadable: number
  /** of days so long ago that nobody knows what was counted */
  closed: number
}

const noCounts = (): LogCounts => ({
  lines: 0,
  counted: 0,
  repeated: 0,
  other: 0,
  unknown: 0,
  unreadable: 0,
  closed: 0,
})

export type LogServices = {
  facts: Facts
  visits: Visits
  logPositions: LogPositions
  downloads: Downloads
  permalinks: Permalinks
  spk: Spk
}

/** Makes the sums of downloads. */
export type SumMaker = {
  /** A command begins or ends to make them itself: the jobs of servers leave them alone meanwhile. */
  hold(until: 'further notice' | 'now'): Promise<void>
  /** Adds all that is in no sum yet. */
  run(maker: 'command'): Promise<unknown>
}

/** Written in one transaction, so that others that write need not wait for long. */
const AT_ONCE = 20_000
/** Facts that are in no sum yet make answers slow, and many at once are quicker to add up. */
const SUMMED_AT_ONCE = 300_000
const MOST_REMEMBERED = 100_000
const MOST_AGENTS = 1000

/** Who asked, and for what; an SPK comes with its own counter. `size`: bytes of the whole file. */
type Found = { delivery: Delivery; size: number; spk?: SpkDownload }
/** What a request wants, and once it was looked up the file, null when it is not here. */
type Asked = { wanted: Wanted | undefined; file?: CatalogueFile | null }
/** A request, and which of several alike it is when the log has no addresses. */
type Waiting = { hit: Hit; number: number }

export class LogCounting {
  readonly #db: Database
  readonly #services: LogServices
  readonly #closed: Set<number>
  readonly #sums: SumMaker | undefined
  readonly #requests = new Remembered<Asked>()
  readonly #askers = new Map<string, Remembered<Delivery['asker']>>()
  readonly #alike = new Map<string, number>()
  #waiting: Waiting[] = []
  #writing: Promise<void> = Promise.resolve()
  #notSummed = 0
  #isSumming = false
  #summing: Promise<unknown> = Promise.resolve()
  readonly counts = noCounts()

  private constructor(db: Database, services: LogServices, closed: Set<number>, sums: SumMaker | undefined) {
    this.#db = db
    this.#services = services
    this.#closed = closed
    this.#sums = sums
  }

  /** With `sums` they are made on the way: for a command that nobody else waits for. */
  static async open(db: Database, services: LogServices, sums?: SumMaker): Promise<LogCounting> {
    await sums?.hold('further notice')
    return new LogCounting(db, services, await services.visits.closedDays(), sums)
  }

  /** Writes down what waits, and adds up what no sum has. */
  async close(): Promise<void> {
    await this.flush()
    await this.#summing
    await this.#sums?.run('command')
    await this.#sums?.hold('now')
  }

  /** Begins with another file: equal lines are numbered within one. */
  begin(): void {
    this.#alike.clear()
  }

  async add(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      if (line === '' || line === '\r') continue
      this.counts.lines += 1
      const hit = readLine(line)
      if (typeof hit === 'string') this.counts[hit] += 1
      else if (this.#closed.has(Math.floor(hit.at / DAY_MS))) this.counts.closed += 1
      else this.#waiting.push({ hit, number: this.#number(hit) })
      if (this.#waiting.length >= AT_ONCE) await this.#pass()
    }
  }

  /** Writes down what waits, and waits until all is written. */
  async flush(): Promise<void> {
    await this.#pass()
    await this.#writing
  }

  /** What waits is written while the next lines are read. */
  async #pass(): Promise<void> {
    const found = await this.#found()
    await this.#writing
    this.#writing = this.#count(found)
    // Whether it fails is seen where it is waited for.
    this.#writing.catch(() => {})
  }

  /** The downloads among what waits. */
  async #found(): Promise<Found[]> {
    const waiting = this.#waiting
    this.#waiting = []
    const found: Found[] = []
    const asking = waiting.map(({ hit }) => this.#asked(hit))
    await this.#lookUp(new Set(asking))
    for (const [at, { hit, number }] of waiting.entries()) {
      const asked = asking[at] as Asked
      if (asked.wanted === undefined) {
        this.counts.other += 1
        continue
      }
      const one = this.#known(hit, number, asked) ?? (await this.#lookedUp(hit, number, asked))
      if (one === undefined) this.counts.unknown += 1
      else if (brokeOff(hit, one.size)) this.counts.other += 1
      else found.push(one)
    }
    return found
  }

  async #count(found: readonly Found[]): Promise<void> {
    if (found.length === 0) return
    const counted = await this.#write(found)
    this.counts.counted += counted
    this.counts.repeated += found.length - counted
    // Others that wait to write get their turn.
    await pause(1)
    this.#sumUp(counted)
  }

  /** Beside the counting, which never waits for it. */
  #sumUp(counted: number): void {
    this.#notSummed += counted
    if (this.#sums === undefined || this.#isSumming || this.#notSummed < SUMMED_AT_ONCE) return
    this.#notSummed = 0
    this.#isSumming = true
    this.#summing = this.#sums.run('command').finally(() => {
      this.#isSumming = false
    })
    // Whether it fails is seen where it is waited for.
    this.#summing.catch(() => {})
  }

  #write(found: readonly Found[]): Promise<number> {
    const { facts, downloads, spk } = this.#services
    const spkOf = new Map(
      found.flatMap(({ delivery, spk: one }) => (one === undefined ? [] : [[delivery, one.counter]])),
    )
    return this.#db.write(
      async (tx) => {
        const fresh = await facts.add(
          tx,
          found.map(({ delivery }) => delivery),
          'log',
        )
        await downloads.addToCounters(
          tx,
          fresh.filter((delivery): delivery is CatalogueDelivery => delivery.subject.kind !== 'spk'),
        )
        await spk.files.addToCounters(
          tx,
          fresh.flatMap((delivery) => {
            const counter = spkOf.get(delivery)
            return counter === undefined ? [] : { counter, asker: delivery.asker }
          }),
        )
        return fresh.length
      },
      { survives: 'kill' },
    )
  }

  /** Logs ask for the same few things in the same few ways. */
  #asked(hit: Hit): Asked {
    if (hit.range !== '' || hit.arch !== undefined || hit.build !== undefined) return { wanted: wantedBy(hit) }
    const key = `${hit.status} ${hit.url}`
    return this.#requests.get(key) ?? this.#requests.keep(key, { wanted: wantedBy(hit) })
  }

  /** All that is not known yet at once: each look-up waits for the database. */
  async #lookUp(asking: ReadonlySet<Asked>): Promise<void> {
    const find = async (asked: Asked): Promise<void> => {
      const { wanted, file } = asked
      if (wanted === undefined || wanted.by === 'spk' || file !== undefined) return
      asked.file = (await this.#file(wanted)) ?? null
    }
    await Promise.all([...asking].map(find))
  }

  /** Without asking anybody, when the file and the visitor were there before. */
  #known(hit: Hit, number: number, { file }: Asked): Found | undefined {
    if (file == null) return undefined
    const asker = this.#askers.get(hit.agent)?.get(hit.address)
    if (asker === undefined) return undefined
    return { size: file.size, delivery: { at: hit.at, subject: file.subject, asker: asOne(asker, hit, number) } }
  }

  async #lookedUp(hit: Hit, number: number, asked: Asked): Promise<Found | undefined> {
    const { at } = hit
    const wanted = asked.wanted as Wanted
    if (wanted.by === 'spk') {
      const { path, arch, build } = wanted
      const spk = await this.#services.spk.files.counted(path, { arch, build }, at)
      if (spk === undefined) return undefined
      return { spk, size: spk.size, delivery: { at, subject: spk.subject, asker: await this.#asker(hit, number) } }
    }
    if (asked.file == null) return undefined
    const { size, subject } = asked.file
    return { size, delivery: { at, subject, asker: await this.#asker(hit, number) } }
  }

  async #asker(hit: Hit, number: number): Promise<Delivery['asker']> {
    const { address, agent } = hit
    let known = this.#askers.get(agent)
    if (known === undefined) {
      if (this.#askers.size >= MOST_AGENTS) this.#askers.clear()
      this.#askers.set(ownCopy(agent), (known = new Remembered()))
    }
    const asker = known.get(address) ?? known.keep(address, await this.#services.facts.describe({ address, agent }))
    return asOne(asker, hit, number)
  }

  #number({ address, at, url, agent }: Hit): number {
    if (address !== '') return 0
    if (this.#alike.size >= MOST_REMEMBERED) this.#alike.clear()
    const key = `${at} ${url} ${agent}`
    const number = (this.#alike.get(key) ?? 0) + 1
    this.#alike.set(key, number)
    return number
  }

  async #file(wanted: Exclude<Wanted, { by: 'spk' }>): Promise<CatalogueFile | undefined> {
    const { downloads, permalinks } = this.#services
    const file = await downloads.find(wanted)
    if (file !== undefined || wanted.by !== 'id') return file
    const link = await permalinks.find(wanted.id)
    return link?.packageId == null ? undefined : downloads.find({ by: 'id', id: link.packageId })
  }
}

/** A log without addresses tells nobody apart: there a visitor is a line. */
const asOne = (asker: Delivery['asker'], { address, at, url }: Hit, number: number): Delivery['asker'] =>
  address === '' ? { ...asker, visitor: `${at} ${url} ${number}` } : asker

/** A part of a line that is remembered would keep all the text in memory that it was cut from. */
const ownCopy = (text: string): string => Buffer.from(text).toString()

/** What was found out once, up to a limit. */
class Remembered<T> {
  readonly #values = new Map<string, T>()

  get(key: string): T | undefined {
    return this.#values.get(key)
  }

  keep(key: string, value: T): T {
    if (this.#values.size >= MOST_REMEMBERED) this.#values.clear()
    this.#values.set(ownCopy(key), value)
    return value
  }
}

/** A whole answer of fewer bytes than the file has. */
const brokeOff = ({ status, bytes }: Hit, size: number): boolean =>
  status === 200 && bytes !== undefined && bytes < size
