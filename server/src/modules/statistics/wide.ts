/**
 * Questions whose answer needs many files, or programs and files: answered from the packs, by adding up numbers in memory.
 */
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/index.ts'
import { addUp, LEFT_OUT, type Place, partsIn, UNKNOWN, unpack } from './packed.ts'
import { countriesByNumber, type PackTable, type PartName, packs, readName } from './packs.ts'
import { dayOfPeriod, periodOf, type Span, spansOf, type Unit } from './period.ts'
import {
  columnOfSubject,
  type Dimension,
  type Fact,
  finestOf,
  isOfSubject,
  type Question,
  type SubjectFact,
  textOfPeriod,
} from './question.ts'
import * as store from './store.ts'
import type { Subjects } from './subjects.ts'
import type { Pause } from './unchanging.ts'

/** Downloads by value, beside each other. */
export type Counted = { values: readonly string[]; downloads: Float64Array | readonly number[] }

/** A row of a pack; the country only where it is a part of the key. */
type Row = { period: number; source: string; country?: string; packed: string }

/** Which packs answer, and how. */
type Plan = {
  table: PackTable
  /** for each number in the packs, where it counts */
  places: Int32Array
  /** by place, where the numbers are what is asked for */
  values: readonly string[] | undefined
  /** periods in which there is anything; undefined: perhaps in all */
  months: ReadonlySet<number> | undefined
}

/** What parts of other packs do not say. */
const IN_NAMES: readonly Dimension[] = ['client', 'family', 'visitorOs', 'kind', 'stage', 'os', 'arch']

/**
 * Downloads by value, of what is in the packs. `pause` is called between steps. Nothing may change meanwhile, except that
 * files are added. Undefined when a pack has a file that `subjects` does not know.
 */
export async function askPacks(
  db: Queryable,
  question: Question,
  subjects: Subjects,
  pause: Pause,
): Promise<Counted | undefined> {
  const { by } = question
  const plan = isOfTarget(question) ? planOfTarget : await planOfFiles(db, question, subjects, pause)
  if (plan === undefined) return undefined
  const { places, values } = plan
  const sums = new Float64Array(values?.length ?? 1)
  const byValue = new Map<string, number>()
  const nameOf = namesFor(question)
  let knowsAll = true
  for await (const { row, unit, sign } of rowsOf(db, question, plan, pause)) {
    const bytes = unpack(row.packed)
    for (const part of partsIn(bytes)) {
      const name = nameOf(part)
      if (name === undefined) continue
      knowsAll = addUp(bytes, part, sign, places, sums) && knowsAll
      if (values !== undefined) continue
      const value = valueOfPart(by, name, row, unit)
      byValue.set(value, (byValue.get(value) ?? 0) + (sums[0] as number))
      sums[0] = 0
    }
  }
  if (!knowsAll) return undefined
  return values === undefined
    ? { values: [...byValue.keys()], downloads: [...byValue.values()] }
    : { values, downloads: sums }
}

/** What a part counts for, where its numbers are not told apart. */
function valueOfPart(by: Dimension | undefined, name: PartName, row: Row, unit: Unit): string {
  if (by === undefined) return ''
  if (by === 'day' || by === 'month') return textOfPeriod(by, unit, row.period)
  if (by === 'source') return row.source
  return by === 'country' ? (row.country ?? '') : (name[by as keyof PartName] ?? '')
}

/** Each country has a pack with all files; which programs are where is known without. */
const isOfTarget = ({ by, is, onlyPublic }: Question): boolean =>
  by === 'country' &&
  !onlyPublic &&
  (Object.keys(is) as Fact[]).every((fact) => fact === 'source' || IN_NAMES.includes(fact))

const planOfTarget: Plan = {
  table: 'download_pack_target',
  places: Int32Array.from(countriesByNumber.keys()),
  values: countriesByNumber,
  months: undefined,
}

async function planOfFiles(
  db: Queryable,
  question: Question,
  subjects: Subjects,
  pause: Pause,
): Promise<Plan | undefined> {
  const { by, is } = question
  const { places, values, isNarrowed } = await placesOf(db, question, subjects, pause)
  const isOfCountries = by === 'country' || is.country !== undefined
  const plan: Plan = {
    table: isOfCountries ? 'download_pack_place' : 'download_pack',
    places,
    values: by !== undefined && isOfSubject(by) ? values : undefined,
    months: undefined,
  }
  const isLong = by === 'day' || (by === 'country' && is.country === undefined)
  if (!isLong || !isNarrowed) return plan
  const months = await monthsOf(db, question, places, pause)
  return months && { ...plan, months }
}

/** Of each file, where among the values it counts. */
async function placesOf(db: Queryable, question: Question, subjects: Subjects, pause: Pause) {
  const { app, by, is, onlyPublic } = question
  const narrowing = (Object.keys(is) as Fact[]).filter(isOfSubject)
  const told = by !== undefined && isOfSubject(by) ? by : undefined
  const needed = [...narrowing, told ?? 'kind', ...(onlyPublic ? ['revision' as const] : [])]
  const columnOf = await subjects.columns(db, app, new Set(needed.map((fact) => columnOfSubject[fact])), pause)
  const column = (fact: SubjectFact) => columnOf(columnOfSubject[fact])
  const filters: { of: Int32Array; fits: (place: number) => boolean }[] = []
  for (const fact of narrowing) {
    const { of, placeOf } = column(fact)
    const asked = placeOf(is[fact] as string)
    filters.push({ of, fits: (place) => place === asked })
  }
  if (onlyPublic) {
    const { of, placeOf } = column('revision')
    const hidden = new Set((await store.privateRevisions(db, app)).map(placeOf))
    filters.push({ of, fits: (place) => !hidden.has(place) })
  }
  const { of, values } = column(told ?? 'kind')
  const places = of.map((place, subject) => {
    let answer = place < 0 || told !== undefined ? place : 0
    for (const filter of filters) {
      const other = filter.of[subject] ?? UNKNOWN
      if (other < 0) return UNKNOWN
      if (!filter.fits(other)) answer = LEFT_OUT
    }
    return answer
  })
  return { places, values, isNarrowed: filters.length > 0 }
}

/**
 * Months in which there is anything of the files asked for: most are asked for in a few. Undefined when `places` does not
 * know all files.
 */
async function monthsOf(
  db: Queryable,
  question: Question,
  places: Int32Array,
  pause: Pause,
): Promise<Set<number> | undefined> {
  const { from, to, is } = question
  const { country: _any, ...files } = is
  const months = new Set<number>()
  const sums = new Float64Array(1)
  const where = { ...question, is: files, by: undefined }
  const plan: Plan = { table: 'download_pack', places, values: undefined, months: undefined }
  const span: Span = {
    unit: 'month',
    from: periodOf('month', Math.max(from ?? 0, 0)),
    to: to === undefined ? LAST_MONTH : periodOf('month', Math.max(to, 0)),
    sign: 1,
  }
  for await (const { row } of rowsOf(db, where, plan, pause, [span])) {
    const bytes = unpack(row.packed)
    for (const part of partsIn(bytes)) if (!addUp(bytes, part, 1, places, sums)) return undefined
    if (sums[0] !== 0) months.add(row.period)
    sums[0] = 0
  }
  return months
}
const LAST_MONTH = 999_912

/** Reads names of parts, each once; answers nothing for those whose downloads are not asked for. */
function namesFor({ is, bots }: Question): (part: Place) => PartName | undefined {
  const asked = IN_NAMES.filter((fact) => is[fact as Fact] !== undefined) as (keyof PartName)[]
  // What parts of files do not say, the files do.
  const isAsked = (name: PartName): boolean =>
    (bots || is.client === 'bot' || name.client !== 'bot') &&
    asked.every((fact) => name[fact] === undefined || name[fact] === is[fact])
  const known = new Map<string, PartName | undefined>()
  return ({ name }) => {
    if (!known.has(name)) {
      const read = readName(name)
      known.set(name, isAsked(read) ? read : undefined)
    }
    return known.get(name)
  }
}

/** Rows read at once, so that no step takes long. */
const PERIODS_AT_ONCE: Record<Unit, { one: number; countries: number }> = {
  ever: { one: 1, countries: 1 },
  year: { one: 1, countries: 1 },
  quarter: { one: 1, countries: 1 },
  month: { one: 3, countries: 1 },
  third: { one: 10, countries: 2 },
  day: { one: 30, countries: 5 },
}

/** The packs that a question needs. The next are asked for while those before are looked at. */
async function* rowsOf(
  db: Queryable,
  question: Question,
  { table, months }: Plan,
  pause: Pause,
  spans = spansOf(question.from, question.to, finestOf(question), packs[table].units),
): AsyncGenerator<{ row: Row; unit: Unit; sign: 1 | -1 }> {
  const ofMonths = (unit: Unit) => (period: number) =>
    months === undefined || months.has(unit === 'day' ? periodOf('month', dayOfPeriod(period)) : period)
  const steps: { span: Span; periods: number[] }[] = []
  for (const span of spans) {
    const periods = (await periodsOf(db, question.app, span)).filter(ofMonths(span.unit))
    const many = table === 'download_pack_place' && question.is.country === undefined
    const atOnce = PERIODS_AT_ONCE[span.unit][many ? 'countries' : 'one']
    for (let at = 0; at < periods.length; at += atOnce) steps.push({ span, periods: periods.slice(at, at + atOnce) })
  }
  const begin = (step: (typeof steps)[number] | undefined) => step && read(db, table, question, step.periods)
  let next = begin(steps[0])
  for (const [at, { span }] of steps.entries()) {
    await pause()
    const rows = (await next) as Row[]
    next = begin(steps[at + 1])
    // It is waited for later.
    next?.catch(() => {})
    for (const row of rows) yield { row, unit: span.unit, sign: span.sign }
  }
}

/** Those that have downloads. */
async function periodsOf(db: Queryable, app: string, { from, to }: Span): Promise<number[]> {
  const rows = await db
    .selectFrom('download_pack')
    .select('period')
    .distinct()
    .where('app_id', '=', app)
    .where('period', '>=', from)
    .where('period', '<=', to)
    .orderBy('period')
    .execute()
  return rows.map(({ period }) => period)
}

async function read(
  db: Queryable,
  table: PackTable,
  { app, by, is, imported }: Question,
  periods: readonly number[],
): Promise<Row[]> {
  const ofCountries = table === 'download_pack_place'
  const where = [
    sql`app_id = ${app}`,
    sql`period in (${sql.join(periods)})`,
    ...(ofCountries && is.country !== undefined ? [sql`country = ${is.country}`] : []),
    ...(is.source !== undefined ? [sql`source = ${is.source}`] : []),
    ...(is.source === undefined && !imported && by !== 'source' ? [sql`source in ('live', 'log')`] : []),
  ]
  const { rows } = await sql<Row>`
    select period, source, packed${ofCountries ? sql`, country` : sql``} from ${sql.table(table)}
    where ${sql.join(where, sql` and `)}`.execute(db)
  return rows
}
