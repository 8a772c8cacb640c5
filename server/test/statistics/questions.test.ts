import { type Statistics, statisticsBy } from '@slipway/contract'
import { describe, expect, it } from 'vitest'
import { DAY_MS, RULES } from '../../src/modules/statistics/index.ts'
import { addRows } from '../../src/platform/db/index.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'

type Subject = Record<'kind' | 'stage' | 'release' | 'revision' | 'version' | 'baseName' | 'package', string> &
  Record<'file' | 'os' | 'arch', string> & { id: number; app: string }
type Program = Record<'client' | 'family' | 'visitorOs', string> & { id: number }
type Fact = { subject: Subject; program: Program; day: number; country: string; source: string; downloads: number }
type Query = Record<string, string | number | boolean>

const FIRST = Date.UTC(2024, 10, 3) / DAY_MS
const DAYS = 200
const FACTS = 1200
const dayText = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)

function dice(seed: number) {
  let state = seed
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  return { random, one: <T>(of: readonly T[]): T => of[random(of.length)] as T }
}

/** Files of two applications, of which some have the name of another, and programs. */
function things(apps: readonly string[], { one, random }: ReturnType<typeof dice>) {
  const subjects = Array.from({ length: 60 }, (_none, at): Subject => {
    const revision = one(['100', '200', '300'])
    return {
      id: 1001 + at * 3,
      app: at < 50 ? (apps[0] as string) : (apps[1] as string),
      kind: one(['package', 'extension']),
      stage: one(['draft', 'stable']),
      release: revision === '200' ? '2.0' : revision,
      revision,
      version: one(['1.0', '1.1', '']),
      baseName: one(['Viewer', 'Tools', 'Ämter']),
      package: `p${random(25)}`,
      file: `file-${random(30)}.zip`,
      os: one(['linux', 'win']),
      arch: one(['amd64', 'arm64']),
    }
  })
  const programs = Array.from(
    { length: 12 },
    (_none, at): Program => ({
      id: at + 1,
      client: one(['browser', 'bot', 'script', 'cli']),
      family: one(['Firefox', 'curl', '']),
      visitorOs: one(['Windows', 'Linux', '']),
    }),
  )
  return { subjects, programs }
}

function factsAbout(
  subjects: readonly Subject[],
  programs: readonly Program[],
  { one, random }: ReturnType<typeof dice>,
) {
  const facts: Fact[] = []
  for (let number = 0; number < FACTS; number++) {
    const source = one(['live', 'live', 'log', 'import:old'])
    const fact: Fact = {
      subject: one(subjects),
      program: one(programs),
      day: FIRST + Math.floor((number / FACTS) * DAYS) + random(3),
      country: one(['DE', 'US', 'US', 'ZZ', '']),
      source,
      downloads: source === 'import:old' ? 1 + random(400) : 1,
    }
    facts.push(fact)
    if (random(15) === 0) facts.push({ ...fact, downloads: -fact.downloads })
  }
  return facts
}

const add = (db: TestServer['db'], name: string, rows: readonly Record<string, string | number>[]) =>
  db.write(async (tx) => {
    const columns = Object.keys(rows[0] ?? {})
    await addRows(tx, db.kind, { name, columns, key: ['id'], references: [], counted: [] }, columns, rows)
  })

const addSubjects = (db: TestServer['db'], subjects: readonly Subject[]) =>
  add(
    db,
    'download_subject',
    subjects.map(({ app, revision, baseName, package: pack, file, ...rest }) => ({
      ...rest,
      key: `key ${rest.id}`,
      app_id: app,
      app_revision: revision,
      base_name: baseName,
      package_id: pack,
      file_id: `f${rest.id}`,
      file_name: file,
    })),
  )

const addPrograms = (db: TestServer['db'], programs: readonly Program[]) =>
  add(
    db,
    'user_agent',
    programs.map(({ id, client, family, visitorOs }) => {
      return { id, text: `agent ${id}`, client, family, os: visitorOs, mobile: 0, rules: RULES }
    }),
  )

async function addFacts(db: TestServer['db'], facts: readonly Fact[], after = 0) {
  const rows = facts.map(({ subject, program, day, country, source, downloads }, at) => {
    return {
      id: after + at + 1,
      at: day * DAY_MS + 5,
      subject_id: subject.id,
      agent_id: program.id,
      country,
      source,
      downloads,
    }
  })
  for (let from = 0; from < rows.length; from += 1000) await add(db, 'download_fact', rows.slice(from, from + 1000))
}

const words = new WeakMap<Fact, Record<string, string>>()
function wordsOf(fact: Fact): Record<string, string> {
  const { subject, program, day, country, source } = fact
  const date = dayText(day)
  const told = words.get(fact) ?? {
    ...subject,
    ...program,
    country,
    source,
    day: date,
    month: date.slice(0, 7),
    total: '',
  }
  words.set(fact, told as Record<string, string>)
  return told as Record<string, string>
}

/** The slow, obvious way. */
function answerOf(facts: readonly Fact[], app: string, query: Query): [total: number, ...items: string[]] {
  const { by = 'total', from, to, bots = false, imported = false, ...is } = query
  const found = new Map<string, number>()
  for (const fact of facts) {
    const told = wordsOf(fact)
    const date = told.day as string
    if (told.app !== app || (from !== undefined && date < from) || (to !== undefined && date > to)) continue
    if (Object.entries(is).some(([name, value]) => told[name] !== value)) continue
    if (!bots && is.client !== 'bot' && told.client === 'bot') continue
    if (!imported && is.source === undefined && by !== 'source' && told.source?.startsWith('import:')) continue
    const value = told[by as string] as string
    found.set(value, (found.get(value) ?? 0) + fact.downloads)
  }
  const items = [...found].filter(([, count]) => count > 0)
  const byValue = (a: string, b: string) => (a < b ? -1 : 1)
  const isTime = by === 'day' || by === 'month'
  items.sort((a, b) => (isTime ? 0 : b[1] - a[1]) || byValue(a[0], b[0]))
  return [items.reduce((sum, [, count]) => sum + count, 0), ...items.map(([value, count]) => `${value} ${count}`)]
}

/** Each thing to add up by with each filter, and pairs of filters, over all time and over periods that cut months. */
function queries({ one, random }: ReturnType<typeof dice>, { subjects, programs }: ReturnType<typeof things>): Query[] {
  const subject = subjects[3] as Subject
  const program = programs.find(({ client }) => client !== 'bot') as Program
  const filters: Query[] = [
    ...(['kind', 'stage', 'release', 'revision', 'version', 'baseName', 'package', 'file', 'os', 'arch'] as const).map(
      (fact) => ({ [fact]: subject[fact] }),
    ),
    ...(['client', 'family', 'visitorOs'] as const).map((fact) => ({ [fact]: program[fact] })),
    { country: 'US' },
    { country: '' },
    { source: 'log' },
    { source: 'import:old' },
    { client: 'bot' },
    { bots: true },
    { imported: true },
    { file: 'of nobody' },
  ]
  const periods = [
    {},
    { from: dayText(FIRST + 9), to: dayText(FIRST + 171) },
    { from: dayText(FIRST + 60) },
    { to: dayText(FIRST + 33) },
  ]
  return statisticsBy.flatMap((by) =>
    [{}, ...filters, ...filters.slice(0, 9).map(() => ({ ...one(filters), ...one(filters), ...one(filters) }))].map(
      (filter) => ({
        by,
        ...filter,
        ...periods[random(periods.length)],
      }),
    ),
  )
}

/** What is asked of other sums, over periods whose edges are made of sums of every size. */
function manyPeriods({ random }: ReturnType<typeof dice>, { baseName, release, os, package: pack }: Subject): Query[] {
  const country = 'US'
  const filters = [{ country }, { country, os }, { country, release }, { country, baseName }, { baseName }]
  return [...filters, { baseName, release }, { baseName, release, country }, { package: pack }].flatMap((filter) =>
    Array.from({ length: 12 }, (_none, at) => {
      const [from, days] = [random(DAYS), random(DAYS)]
      return {
        by: at % 4 === 0 ? 'month' : 'total',
        ...filter,
        ...(at % 3 !== 0 && { from: dayText(FIRST + from) }),
        ...(at % 3 !== 1 && { to: dayText(FIRST + from + days) }),
      }
    }),
  )
}

for (const database of databases) {
  describe(`questions on ${database.name}`, () => {
    it('are answered as by looking at each download, whatever is asked of whichever period', async () => {
      const { db, services, given, as } = await startServer({ database })
      const chance = dice(11)
      const [app, other] = [await given.app('Viewer'), await given.app('Other')]
      const { subjects, programs } = things([app.id, other.id], chance)
      const facts = factsAbout(subjects, programs, chance)
      // One that everybody sees later than the next ones, as happens on PostgreSQL.
      const late: Subject = { ...(subjects[0] as Subject), id: 7, file: 'late.zip' }
      await addSubjects(db, subjects)
      await addPrograms(db, programs)
      const asked = queries(chance, { subjects, programs })
      const check = async (truth: readonly Fact[], some: readonly Query[]) => {
        for (const query of some) {
          const { total, items, values } = (await as.admin.getStatistics({ app: app.slug }, query as never)).value
          const told = [total, ...items.map(({ value, downloads }) => `${value} ${downloads}`)]
          expect(told, JSON.stringify(query)).toEqual(answerOf(truth, app.id, query))
          expect(values).toBe(items.length)
        }
      }
      const every = (nth: number, from: number) => asked.filter((_query, at) => at % nth === from)

      const half = facts.length >> 1
      await addFacts(db, facts.slice(0, half))
      await check(facts.slice(0, half), every(20, 3))
      // In small steps, so that what is added meets what is there.
      expect(await services.rollUp.run('job', 300)).toBe(half)
      await addFacts(db, facts.slice(half), half)
      await check(facts, every(6, 1))
      await services.rollUp.run('job', 400)
      await check(facts, asked)
      await check(facts, manyPeriods(chance, subjects[3] as Subject))

      await addSubjects(db, [late])
      const more = facts.slice(0, 50).map((fact) => ({ ...fact, subject: late }))
      await addFacts(db, more, facts.length)
      await services.rollUp.run()
      await check(
        [...facts, ...more],
        [{ by: 'family', country: 'US' }, { by: 'file' }, { by: 'day', family: 'curl', os: 'win' }],
      )
    })

    it('get one answer of one moment while downloads are added to the sums', async () => {
      const { db, services, given, as } = await startServer({ database })
      const chance = dice(12)
      const app = await given.app('Viewer')
      const { subjects, programs } = things([app.id, app.id], chance)
      const facts = factsAbout(subjects, programs, chance)
      await addSubjects(db, subjects)
      await addPrograms(db, programs)
      await addFacts(db, facts)
      let isDone = false
      const rollUp = services.rollUp.run('job', 100).finally(() => (isDone = true))
      const query = { by: 'file', bots: true, imported: true }
      const truth = answerOf(facts, app.id, query)
      for (let time = 0; time < 3 || !isDone; time++) {
        const answers = await Promise.all(
          [1, 2, 3].map(() => as.admin.getStatistics({ app: app.slug }, query as never)),
        )
        expect(answers.map(({ value }) => value.total)).toEqual([truth[0], truth[0], truth[0]])
      }
      await rollUp
    })

    it('need not wait for what was read ahead about their files', async () => {
      const asked: { sql: string; parameters: readonly unknown[] }[] = []
      const { db, services, given, as } = await startServer({ database, onQuery: (query) => asked.push(query) })
      const chance = dice(14)
      const app = await given.app('Viewer')
      const { subjects, programs } = things([app.id, 'another'], chance)
      const facts = factsAbout(subjects, programs, chance)
      await addSubjects(db, subjects)
      await addPrograms(db, programs)
      await addFacts(db, facts)
      await services.rollUp.run()
      const all = subjects.filter((subject) => subject.app === app.id)
      const last = Math.max(...all.map(({ id }) => id))
      /** Questions for files, by the number after which they are asked for. */
      const reads = () =>
        asked
          .splice(0)
          .filter(({ sql }) => sql.includes('from (select') && sql.includes('"download_subject"'))
          .map(({ parameters }) => parameters[1])
      await services.reports.prepare()
      expect(reads()).toContain(0)
      const { kind, stage, release, revision, version, baseName, os, arch } = all[3] as Subject
      const query = { by: 'family', kind, stage, release, revision, version, baseName, os, arch }
      const { total } = (await as.admin.getStatistics({ app: app.slug }, query as never)).value
      expect(total).toBe(answerOf(facts, app.id, query)[0])
      expect(reads()).toEqual([last])
    })

    it('that have many values are answered page by page, and as one table', async () => {
      const { db, services, given, as } = await startServer({ database })
      const chance = dice(13)
      const app = await given.app('Viewer')
      const { subjects, programs } = things([app.id, app.id], chance)
      const facts = factsAbout(subjects, programs, chance)
      await addSubjects(db, subjects)
      await addPrograms(db, programs)
      await addFacts(db, facts)
      await services.rollUp.run()
      for (const by of ['file', 'day']) {
        const [total, ...items] = answerOf(facts, app.id, { by })
        const found: string[] = []
        let cursor: string | null = null
        do {
          const query: Query = { by, limit: 7, ...(cursor !== null && { cursor }) }
          const page: Statistics = (await as.admin.getStatistics({ app: app.slug }, query as never)).value
          expect([page.total, page.values]).toEqual([total, items.length])
          found.push(...page.items.map(({ value, downloads }) => `${value} ${downloads}`))
          cursor = page.cursor
        } while (cursor !== null)
        expect(found).toEqual(items)
        const table = await as.admin.request('GET', `/api/v2/apps/${app.slug}/statistics.csv?by=${by}`)
        expect(table.text.trimEnd().split('\r\n').slice(1)).toEqual(items.map((item) => item.replace(/ (\d+)$/, ',$1')))
        const first = await as.admin.request('GET', `/api/v2/apps/${app.slug}/statistics.csv?by=${by}&limit=1`)
        expect(first.text.trimEnd().split('\r\n')).toHaveLength(2)
      }
      const wrong = await as.admin.getStatistics({ app: app.slug }, { cursor: 'x' } as never)
      expect(wrong).toMatchProblem('cursor_invalid')
    })
  })
}
