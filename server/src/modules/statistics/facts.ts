/**
 * The book of download facts. A fact says what was delivered, when, to which country and to which program; the texts of
 * programs are kept once each, apart from any visitor, and addresses not at all.
 */
import { afterCommit, type Queryable } from '../../platform/db/index.ts'
import type { Asker, Delivery, FactBook, Subject } from '../downloads/index.ts'
import { clientOf, MOST_CHARACTERS, RULES } from './clients.ts'
import type { Countries } from './countries.ts'
import * as store from './store.ts'
import { keyOf as keyOfMark, type Mark, type Visits } from './visits.ts'

/** `live`: counted when it happened; `log`: read from access logs; else the name of a series of an older system. */
export type Source = 'live' | 'log' | `import:${string}`
/** Numbers of this many subjects and texts are remembered. */
const MOST_REMEMBERED = 50_000

export class Facts implements FactBook {
  readonly #countries: Countries
  readonly #visits: Visits
  readonly #subjects = new Map<string, number>()
  readonly #agents = new Map<string, number>()
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

  async write(tx: Queryable, changes: readonly { delivery: Delivery; by: 1 | -1 }[]): Promise<void> {
    await this.add(
      tx,
      changes.filter(({ by }) => by > 0).map(({ delivery }) => delivery),
      'live',
    )
    for (const { delivery, by } of changes) {
      if (by < 0 && this.#written.has(delivery)) await this.#takeBack(tx, delivery)
    }
  }

  /** Writes down what no visitor had before on the same day. Answers those that were new, in their order. */
  async add(tx: Queryable, deliveries: readonly Delivery[], source: Source): Promise<Delivery[]> {
    const marks = new Map<Delivery, Mark>()
    const firsts = new Map<string, Delivery>()
    for (const delivery of deliveries) {
      const { asker, subject, at } = delivery
      if (asker.visitor === undefined) continue
      const mark = this.#visits.mark(asker.visitor, subject.fileId, at)
      marks.set(delivery, mark)
      const key = keyOfMark(mark)
      if (!firsts.has(key)) firsts.set(key, delivery)
    }
    const claimed = await this.#visits.claim(
      tx,
      [...firsts.values()].map((delivery) => marks.get(delivery) as Mark),
    )
    const fresh = deliveries.filter((delivery) => {
      const mark = marks.get(delivery)
      if (mark === undefined) return true
      const key = keyOfMark(mark)
      return firsts.get(key) === delivery && claimed.has(key)
    })
    const rows = await this.rows(
      tx,
      fresh.map((delivery) => ({ delivery, by: 1 })),
      source,
    )
    await store.insertFacts(tx, rows)
    if (source === 'live') {
      afterCommit(tx, () => {
        for (const delivery of fresh) this.#written.set(delivery, marks.get(delivery))
      })
    }
    return fresh
  }

  async #takeBack(tx: Queryable, delivery: Delivery): Promise<void> {
    const mark = this.#written.get(delivery)
    if (mark !== undefined) await this.#visits.release(tx, mark)
    const [fact] = await this.rows(tx, [{ delivery, by: -1 }], 'live')
    if (fact === undefined || (await store.removeFact(tx, fact))) return
    // It is in the sums already: one that counts against it goes there after it.
    await store.insertFacts(tx, [fact])
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
      deliveries,
      ({ subject }) => keyOf(subject),
      (found) => store.subjectId(tx, columnsOf(found.subject)),
    )
    const agents = await this.#numbers(
      tx,
      this.#agents,
      deliveries,
      ({ asker }) => asker.agent,
      (found) => store.agentId(tx, agentColumns(found.asker.agent)),
    )
    return deliveries.map(({ delivery: { at, subject, asker }, by }) => ({
      at,
      subject_id: subjects.get(keyOf(subject)) as number,
      agent_id: agents.get(asker.agent) as number,
      country: asker.country,
      source,
      downloads: by,
      rolled: 0,
    }))
  }

  /** New ones are added in one order for all processes, so that two of them never wait for each other. */
  async #numbers(
    tx: Queryable,
    remembered: Map<string, number>,
    deliveries: readonly { delivery: Delivery }[],
    keyOf: (delivery: Delivery) => string,
    number: (delivery: Delivery) => Promise<number>,
  ): Promise<Map<string, number>> {
    const numbers = new Map<string, number>()
    const unknown = new Map<string, Delivery>()
    for (const { delivery } of deliveries) {
      const key = keyOf(delivery)
      const known = remembered.get(key)
      if (known === undefined) unknown.set(key, delivery)
      else numbers.set(key, known)
    }
    for (const [key, delivery] of [...unknown].sort(([a], [b]) => (a < b ? -1 : 1))) {
      numbers.set(key, await number(delivery))
    }
    if (unknown.size > 0) {
      afterCommit(tx, () => {
        if (remembered.size + unknown.size > MOST_REMEMBERED) remembered.clear()
        for (const key of unknown.keys()) remembered.set(key, numbers.get(key) as number)
      })
    }
    return numbers
  }
}

/** As it is kept: without control characters, not too long. */
export const agentText = (agent: string): string =>
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
