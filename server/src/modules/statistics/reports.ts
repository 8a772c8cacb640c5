/** Answers about downloads: by day, release, country and so on, for those who may see the application. */
import type { BadgeQuery, Statistics, StatisticsQuery } from '@slipway/contract'
import { type Database, pageOf, readCursor } from '../../platform/db/index.ts'
import { wrongField } from '../../platform/problem.ts'
import { type Actor, seesPrivate } from '../access/index.ts'
import { guarded, loadApp } from '../apps/index.ts'
import { RULES } from './clients.ts'
import { inOrder } from './in-order.ts'
import { DAY_MS } from './period.ts'
import type { Question } from './question.ts'
import { ask } from './questions.ts'
import * as store from './store.ts'
import { Subjects } from './subjects.ts'
import { nextTurn, unchanging } from './unchanging.ts'

type Period = NonNullable<BadgeQuery['period']>

const PERIODS: Record<Period, number | undefined> = {
  all: undefined,
  year: 365,
  month: 30,
  week: 7,
  day: 1,
}

/** First day (UTC) of a period that ends today, such as `2026-01-31`; undefined of all time. */
export function firstDayOf(period: Period): string | undefined {
  const days = PERIODS[period]
  return days === undefined ? undefined : new Date(Date.now() - (days - 1) * DAY_MS).toISOString().slice(0, 10)
}

export class Reports {
  readonly #db: Database
  readonly #subjects = new Subjects()
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** Reads what the files with downloads are, so that the first question need not wait for it. */
  prepare(): Promise<void> {
    return this.#subjects.prepare(this.#db.read, nextTurn)
  }

  /** Of one application. Throws `app_not_found`, `invalid_input`, `cursor_invalid`. */
  async statistics(actor: Actor, reference: string, query: StatisticsQuery): Promise<Statistics> {
    const app = await loadApp(this.#db.read, actor, reference)
    return this.#answer({ id: app.id, name: app.slug, onlyPublic: !seesPrivate(actor, guarded(app)) }, query)
  }

  /** Of something that has no application but a word of its own among the facts. All of it is public. */
  async statisticsOf(word: string, query: StatisticsQuery): Promise<Statistics> {
    return this.#answer({ id: word, name: word, onlyPublic: false }, query)
  }

  async #answer(
    of: { id: string; name: string; onlyPublic: boolean },
    { by = 'total', from, to, bots = false, imported = false, limit = 1000, cursor, ...is }: StatisticsQuery,
  ): Promise<Statistics> {
    const question: Omit<Question, 'onlyPublic'> = {
      app: of.id,
      by: by === 'total' ? undefined : by,
      from: dayOf('from', from),
      to: dayOf('to', to),
      is: Object.fromEntries(Object.entries(is).filter(([, value]) => value !== undefined)),
      bots,
      imported,
    }
    if (from !== undefined && to !== undefined && from > to) throw wrongField('query.to', 'must not be before `from`')
    const after = readCursor(cursor, ['number', 'string']) as [number, string] | undefined
    return unchanging(this.#db, async (db, pause) => {
      const onlyPublic = of.onlyPublic && (await store.privateRevisions(db, of.id)).length > 0
      const counted = await ask(db, { ...question, onlyPublic }, this.#subjects, pause)
      const { items, ...all } = inOrder(
        counted,
        by === 'day' || by === 'month' ? 'time' : 'downloads',
        limit + 1,
        after,
      )
      const page = pageOf(
        items,
        limit,
        ({ downloads, value }) => [downloads, value],
        (item) => item,
      )
      return { app: of.name, by, ...all, ...page, rules: RULES }
    })
  }

  /** How many downloads a badge shows. */
  async badge(actor: Actor, reference: string, { period = 'all', label: _shown, ...is }: BadgeQuery): Promise<number> {
    const from = firstDayOf(period)
    return (await this.statistics(actor, reference, { ...is, ...(from !== undefined && { from }) })).total
  }

  /** Single downloads of installers by people and their tools, oldest first, for files in the form of older systems. */
  async *installerDownloads(actor: Actor, reference: string): AsyncGenerator<InstallerDownload[]> {
    const app = await loadApp(this.#db.read, actor, reference)
    const onlyPublic = !seesPrivate(actor, guarded(app))
    let after: [number, number] = [-1, -1]
    for (;;) {
      const rows = await store.installerFacts(this.#db.read, app.id, onlyPublic, after, 5000)
      const last = rows.at(-1)
      if (last === undefined) return
      yield rows
      after = [last.at, last.id]
    }
  }

  /** Installers that were downloaded once, also those that are gone. */
  async installers(actor: Actor, reference: string): Promise<store.SubjectRow[]> {
    const app = await loadApp(this.#db.read, actor, reference)
    return store.installerSubjects(this.#db.read, app.id, !seesPrivate(actor, guarded(app)))
  }
}

export type InstallerDownload = Awaited<ReturnType<typeof store.installerFacts>>[number]

function dayOf(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  // The thirtieth of February would be read as the first of March.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text))
    throw wrongField(`query.${field}`, 'must be a day such as 2024-02-29')
  return time / DAY_MS
}
