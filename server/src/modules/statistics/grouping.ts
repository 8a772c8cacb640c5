/**
 * Facts put together by what they have in common, in memory: numbers instead of texts, so that each fact belongs to a group
 * that is one number as well.
 */
import type { Values } from '../../platform/db/index.ts'
import { DAY_MS, periodOf, type Unit, units } from './period.ts'
import type { AgentRow, FactRow, SubjectRow } from './store.ts'

/** What a sum tells apart; some stand for several columns. */
export const dimensions = {
  app: ['app_id'],
  subject: ['subject_id'],
  base: ['base_name'],
  release: ['release', 'app_revision'],
  kind: ['kind'],
  stage: ['kind', 'stage'],
  target: ['kind', 'stage', 'os', 'arch'],
  client: ['client'],
  program: ['client', 'family', 'visitor_os'],
  country: ['country'],
  source: ['source'],
} as const
export type Dimension = keyof typeof dimensions

export type FactOfSum = Pick<FactRow, 'at' | 'subject_id' | 'agent_id' | 'country' | 'source' | 'downloads'>

/** The values of a column in order, and for each fact the place of its own. */
export type Told = { values: Values[]; of: Uint32Array }

/** What facts say, by dimension and by size of period. */
export type ToldFacts = {
  all: Cells
  of: Record<Dimension, Told>
  periods: ReadonlyMap<Unit, Told>
}

export function tell(
  facts: readonly FactOfSum[],
  subjects: ReadonlyMap<number, SubjectRow>,
  agents: ReadonlyMap<number, AgentRow>,
): ToldFacts {
  const subject = numbered(facts, ({ subject_id }) => subject_id)
  const agent = numbered(facts, ({ agent_id }) => agent_id)
  const day = numbered(facts, ({ at }) => Math.floor(at / DAY_MS))
  const ofSubject = (values: (row: SubjectRow) => Values) =>
    dimensionOf(subject, (id) => values(subjects.get(id) as SubjectRow))
  const ofAgent = (values: (row: AgentRow) => Values) => dimensionOf(agent, (id) => values(agents.get(id) as AgentRow))
  const of: Record<Dimension, Told> = {
    app: ofSubject(({ app_id }) => [app_id]),
    subject: ofSubject(({ id }) => [id]),
    base: ofSubject(({ base_name }) => [base_name]),
    release: ofSubject(({ release, app_revision }) => [release, app_revision]),
    kind: ofSubject(({ kind }) => [kind]),
    stage: ofSubject(({ kind, stage }) => [kind, stage]),
    target: ofSubject(({ kind, stage, os, arch }) => [kind, stage, os, arch]),
    client: ofAgent(({ client }) => [client]),
    program: ofAgent(({ client, family, os }) => [client, family, os]),
    country: dimensionOf(
      numbered(facts, ({ country }) => country),
      (country) => [country],
    ),
    source: dimensionOf(
      numbered(facts, ({ source }) => source),
      (source) => [source],
    ),
  }
  const periods = new Map(units.map((unit) => [unit, dimensionOf(day, (number) => [periodOf(unit, number)])] as const))
  const all = { of: facts.map((_fact, at) => at), downloads: facts.map(({ downloads }) => downloads) }
  return { all, of, periods }
}

/** The different values of a column, and for each fact the number of its value. */
type Numbered<T> = { values: T[]; of: Uint32Array }
function numbered<T>(facts: readonly FactOfSum[], value: (fact: FactOfSum) => T): Numbered<T> {
  const numbers = new Map<T, number>()
  const of = new Uint32Array(facts.length)
  for (const [at, fact] of facts.entries()) {
    const one = value(fact)
    let number = numbers.get(one)
    if (number === undefined) numbers.set(one, (number = numbers.size))
    of[at] = number
  }
  return { values: [...numbers.keys()], of }
}

/** What a numbered column says in one dimension, in which several of its values may be the same. */
function dimensionOf<T>({ values, of }: Numbered<T>, told: (value: T) => Values): Told {
  const each = values.map((value) => told(value))
  const different = new Map(each.map((one) => [one.join('\n'), one]))
  const ordered = [...different].sort(([, a], [, b]) => compare(a, b))
  const places = new Map(ordered.map(([key], place) => [key, place]))
  const placeOf = each.map((one) => places.get(one.join('\n')) as number)
  return { values: ordered.map(([, one]) => one), of: of.map((number) => placeOf[number] as number) }
}

function compare(a: Values, b: Values): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] as typeof one
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

/** Downloads of groups of facts: of each, one fact that stands for it, and how many downloads they are. */
export type Cells = { of: number[]; downloads: number[] }

/**
 * Adds up by all parts together. The places of the parts make one number each, whose order is that of the key: the tables
 * are then written from their beginning to their end.
 */
export function addedUp(cells: Cells, parts: readonly Told[]): Cells {
  const keyOf = keysOf(cells.of, parts)
  const numbers = new Map<number, number>()
  const added: Cells = { of: [], downloads: [] }
  for (let at = 0; at < keyOf.length; at++) {
    const key = keyOf[at] as number
    const count = cells.downloads[at] as number
    const number = numbers.get(key)
    if (number === undefined) {
      numbers.set(key, added.of.length)
      added.of.push(cells.of[at] as number)
      added.downloads.push(count)
    } else {
      added.downloads[number] = (added.downloads[number] as number) + count
    }
  }
  const ordered: Cells = { of: [], downloads: [] }
  for (const key of Float64Array.from(numbers.keys()).sort()) {
    const number = numbers.get(key) as number
    ordered.of.push(added.of[number] as number)
    ordered.downloads.push(added.downloads[number] as number)
  }
  return ordered
}

/** Of each fact one number, in whose order the places of the parts are. */
function keysOf(facts: ArrayLike<number>, parts: readonly Told[]): Float64Array {
  const keyOf = new Float64Array(facts.length)
  for (const { values, of } of parts) {
    const many = values.length
    for (let at = 0; at < keyOf.length; at++) {
      keyOf[at] = (keyOf[at] as number) * many + (of[facts[at] as number] as number)
    }
  }
  return keyOf
}

/**
 * Facts that are alike in all parts, one after the other, in the order of the parts. Quicker than adding up where hardly
 * any two would come together.
 */
export function grouped(
  cells: Cells,
  parts: readonly Told[],
): { groups: { from: number; to: number }[]; facts: Uint32Array } {
  const keyOf = keysOf(cells.of, parts)
  const many = keyOf.length
  const numbers = new Map<number, number>()
  const numberOf = new Uint32Array(many)
  const sizes: number[] = []
  for (let at = 0; at < many; at++) {
    const key = keyOf[at] as number
    let number = numbers.get(key)
    if (number === undefined) {
      numbers.set(key, (number = sizes.length))
      sizes.push(0)
    }
    numberOf[at] = number
    sizes[number] = (sizes[number] as number) + 1
  }
  const groups: { from: number; to: number }[] = []
  const nextOf = new Uint32Array(sizes.length)
  let from = 0
  for (const key of Float64Array.from(numbers.keys()).sort()) {
    const number = numbers.get(key) as number
    nextOf[number] = from
    groups.push({ from, to: (from += sizes[number] as number) })
  }
  const facts = new Uint32Array(many)
  for (let at = 0; at < many; at++) {
    const number = numberOf[at] as number
    facts[nextOf[number] as number] = cells.of[at] as number
    nextOf[number] = (nextOf[number] as number) + 1
  }
  return { groups, facts }
}
