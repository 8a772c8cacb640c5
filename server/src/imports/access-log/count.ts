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

export const noCounts = (): LogCounts => ({
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

const AT_ONCE = 2000
const MOST_REMEMBERED = 100_000

/** Who asked, and for what; an SPK comes with its own counter. `size`: bytes of the whole file. */
type Found = { delivery: Delivery; size: number; spk?: SpkDownload }
/** A request, and which of several alike it is when the log has no addresses. */
type Waiting = { hit: Hit; number: number }

export class LogCounting {
  readonly #db: Database
  readonly #services: LogServices
  readonly #closed: Set<number>
  readonly #subjects = new Map<string, CatalogueFile | undefined>()
  readonly #alike = new Map<string, number>()
  #waiting: Waiting[] = []
  readonly counts = noCounts()

  private constructor(db: Database, services: LogServices, closed: Set<number>) {
    this.#db = db
    this.#services = services
    this.#closed = closed
  }

  static async open(db: Database, services: LogServices): Promise<LogCounting> {
    return new LogCounting(db, services, await services.visits.closedDays())
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
      if (this.#waiting.length >= AT_ONCE) await this.flush()
    }
  }

  /** Writes down what waits. */
  async flush(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    const found: Found[] = []
    for (const { hit, number } of waiting) {
      const wanted = wantedBy(hit)
      if (wanted === undefined) {
        this.counts.other += 1
        continue
      }
      const one = await this.#found(hit, number, wanted)
      if (one === undefined) this.counts.unknown += 1
      else if (brokeOff(hit, one.size)) this.counts.other += 1
      else found.push(one)
    }
    if (found.length === 0) return
    const counted = await this.#write(found)
    this.counts.counted += counted
    this.counts.repeated += found.length - counted
    // Others that wait to write get their turn.
    await pause(1)
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
          fresh.flatMap((delivery) => spkOf.get(delivery) ?? []),
        )
        return fresh.length
      },
      { survives: 'kill' },
    )
  }

  async #found(hit: Hit, number: number, wanted: Wanted): Promise<Found | undefined> {
    const { at } = hit
    if (wanted.by === 'spk') {
      const { path, arch, build } = wanted
      const spk = await this.#services.spk.files.counted(path, { arch, build }, at)
      if (spk === undefined) return undefined
      return { spk, size: spk.size, delivery: { at, subject: spk.subject, asker: await this.#asker(hit, number) } }
    }
    const key = JSON.stringify(wanted)
    let file = this.#subjects.get(key)
    if (file === undefined && !this.#subjects.has(key)) {
      file = await this.#file(wanted)
      if (this.#subjects.size >= MOST_REMEMBERED) this.#subjects.clear()
      this.#subjects.set(key, file)
    }
    if (file === undefined) return undefined
    return { size: file.size, delivery: { at, subject: file.subject, asker: await this.#asker(hit, number) } }
  }

  /** A log without addresses tells nobody apart: there a visitor is a line. */
  async #asker({ address, agent, at, url }: Hit, number: number): Promise<Delivery['asker']> {
    const asker = await this.#services.facts.describe({ address, agent })
    return address === '' ? { ...asker, visitor: `${at} ${url} ${number}` } : asker
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

/** A whole answer of fewer bytes than the file has. */
const brokeOff = ({ status, bytes }: Hit, size: number): boolean =>
  status === 200 && bytes !== undefined && bytes < size
