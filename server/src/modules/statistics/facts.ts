/**
 * The book of download facts. A fact says what was delivered, when, to which country and to which program; the texts of
 * programs are kept once each, apart from any visitor, and addresses not at all.
 */
import { afterCommit, type Queryable } from '../../platform/db/index.ts'
import type { Asker, Delivery, FactBook, Subject } from '../downloads/index.ts'
import { clientOf, MOST_CHARACTERS, RULES } from './clients.ts'
import type { Countries } from './countries.ts'
import * as store from './store.ts'
import { enterBook } from './summed.ts'
import type { Mark, Visits } from './visits.ts'

/** `live`: counted when it happened; `log`: read from access logs; else the name of a series of an older system. */
export type Source = 'live' | 'log' | `import:${string}`
/** Numbers of this many subjects and texts are remembered. */
const MOST_REMEMBERED = 50_000

export class Facts implements FactBook {
  readonly #countries: Countries
  readonly #visits: Visits
  readonly #subjects = new Map<string, number>()
  readonly #agents = new Map<string, number>()
  readonly #bots = new Map<string, boolean>()
  /** Deliveries that are in the book, with their marks: only these can be taken back. */
  readonly #written = new WeakMap<Delivery, Mark | undefined>()

  constructor(deps: { countries: Countries; visits: Visits }) {
    this.#countries = deps.countries
    this.#visits = deps.visits
  }

  async describe(visitor: Parameters<FactBook['describe']>[0]): Promise<Asker> {
    if (visitor === undefined) return { agent: '', country: '' }
    const agent = agentText(visitor.agent)
    const [country, known] = await Promise.all([
      this.#countries.of(visitor.address),
      this.#visits.visitor(visitor.address, agent),
    ])
    return { agent, country, visitor: known }
  }

  async write(tx: Queryable, changes: readonly { delivery: Delivery; by: 1 | -1 }[]): Promise<boolean[]> {
    const added = await this.add(
      tx,
      changes.filter(({ by }) => by > 0).map(({ delivery }) => delivery),
      'live',
    )
    const changed = new Set(added)
    for (const { delivery, by } of changes) {
      if (by > 0 || !this.#written.has(delivery)) continue
      await this.#takeBack(tx, delivery)
      changed.add(delivery)
    }
    return changes.map(({ delivery }) => changed.has(delivery))
  }

  isBot({ agent }: Asker): boolean {
    let known = this.#bots.get(agent)
    if (known === undefined) {
      if (this.#bots.size >= MOST_REMEMBERED) this.#bots.clear()
      this.#bots.set(agent, (known = clientOf(agent).client === 'bot'))
    }
    return known
  }

  /**
   * Writes down what no visitor had before on the same day, first of all in the transaction. Answers those that were new,
   * in their order.
   */
  async add(tx: Queryable, deliveries: readonly Delivery[], source: Source): Promise<Delivery[]> {
    await enterBook(tx)
    const known = deliveries.map(({ asker, subject, at }) =>
      asker.visitor === undefined ? undefined : this.#visits.mark(asker.visitor, subject.fileId, at),
    )
    const isNew = await this.#visits.claim(tx, known)
    const fresh = deliveries.filter((_delivery, at) => isNew[at])
    const rows = await this.rows(
      tx,
      fresh.map((delivery) => ({ delivery, by: 1 })),
      source,
    )
    await store.insertFacts(tx, rows)
    if (source === 'live') {
      afterCommit(tx, () => {
        for (const [at, delivery] of deliveries.entries()) if (isNew[at]) this.#written.set(delivery, known[at])
      })
    }
    return fresh
  }

  /** By a fact that counts against it: one that is written is never touched again. */
  async #takeBack(tx: Queryable, delivery: Delivery): Promise<void> {
    const mark = this.#written.get(delivery)
    if (mark !== undefined) await this.#visits.release(tx, mark)
    await store.insertFacts(tx, await this.rows(tx, [{ delivery, by: -1 }], 'live'))
  }

  /** The rows of deliveries, with subjects and texts that are there now if they were not before. */
  async rows(
    tx: Queryable,
    deliveries: readonly { delivery: Delivery; by: number }[],
    source: Source,
  ): Promise<store.FactColumns[]> {
    const subjects = await this.#numbers(
      tx,
      this.#subjects,
      new Set(deliveries.map(({ delivery }) => delivery.subject)),
      keyOf,
      (unknown) => store.subjectIds(tx, unknown.map(columnsOf)),
    )
    const agents = await this.#numbers(
      tx,
      this.#agents,
      new Set(deliveries.map(({ delivery }) => delivery.asker.agent)),
      (agent) => agent,
      (unknown) => store.agentIds(tx, unknown.map(agentColumns)),
    )
    return deliveries.map(({ delivery: { at, subject, asker }, by }) => ({
      at,
      subject_id: subjects.get(subject) as number,
      agent_id: agents.get(asker.agent) as number,
      country: asker.country,
      source,
      downloads: by,
    }))
  }

  /** The number of each thing, by `find` for those that are not remembered. */
  async #numbers<T>(
    tx: Queryable,
    remembered: Map<string, number>,
    things: ReadonlySet<T>,
    keyOf: (thing: T) => string,
    find: (unknown: T[]) => Promise<Map<string, number>>,
  ): Promise<Map<T, number>> {
    const numbers = new Map<T, number>()
    const unknown = new Map<string, T[]>()
    for (const thing of things) {
      const key = keyOf(thing)
      const known = remembered.get(key)
      if (known !== undefined) numbers.set(thing, known)
      else unknown.set(key, [...(unknown.get(key) ?? []), thing])
    }
    if (unknown.size === 0) return numbers
    const found = await find([...unknown.values()].map(([first]) => first as T))
    for (const [key, alike] of unknown) {
      for (const thing of alike) numbers.set(thing, found.get(key) as number)
    }
    afterCommit(tx, () => {
      if (remembered.size + found.size > MOST_REMEMBERED) remembered.clear()
      for (const [key, number] of found) remembered.set(key, number)
    })
    return numbers
  }
}

/** As it is kept: without control characters, not too long. */
const agentText = (agent: string): string =>
  agent
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS)

export function agentColumns(text: string): store.AgentColumns {
  const { client, family, os, mobile } = clientOf(text)
  return { text, client, family, os, mobile: mobile ? 1 : 0, rules: RULES }
}

/** Of a Synology package, the device is part of what was asked for. */
const keyOf = ({ kind, packageId, fileId, stage, release, arch, appRevision }: Subject): string =>
  `${packageId} ${fileId} ${stage} ${kind === 'spk' ? `${arch} ${appRevision}` : release}`

const columnsOf = (subject: Subject): store.SubjectColumns => ({
  key: keyOf(subject),
  app_id: subject.app,
  kind: subject.kind,
  package_id: subject.packageId,
  file_id: subject.fileId,
  file_name: subject.fileName,
  base_name: subject.baseName,
  app_revision: subject.appRevision,
  release: subject.release,
  stage: subject.stage,
  version: subject.version,
  os: subject.os,
  arch: subject.arch,
})
