/**
 * Sums that tell much apart at once: as rows they would be as many as the facts, so those of one period are packed together.
 * They answer the questions whose answer needs many files, or that mix programs with what was downloaded or from where.
 */
import { sql } from 'kysely'
import { type Columns, putMany, type Queryable, rowsAsJson, type Values } from '../../platform/db/index.ts'
import { type Cells, grouped, type Told, type ToldFacts } from './grouping.ts'
import { type Part, packMore } from './packed.ts'
import type { Unit } from './period.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    download_pack: Pack
    download_pack_place: Pack & { country: string }
    download_pack_target: Pack
  }
}
/** `packed`: see `packed.ts`. */
type Pack = { app_id: string; period: number; source: string; packed: string }

type Kind = {
  /** the key of its rows beside application, period and source */
  key: readonly 'country'[]
  /** what the names of parts are made of */
  name: readonly ('program' | 'target')[]
  number: 'subject' | 'country'
  /** Of a country they are few, because each new download has its pack written anew. */
  units: readonly Unit[]
}

/** Files; files of a country; and countries, with what they are about. */
export const packs = {
  download_pack: { key: [], name: ['program'], number: 'subject', units: ['year', 'month', 'day'] },
  download_pack_place: { key: ['country'], name: ['program'], number: 'subject', units: ['month', 'day'] },
  download_pack_target: { key: [], name: ['program', 'target'], number: 'country', units: ['year', 'month', 'day'] },
} as const satisfies Record<string, Kind>
export type PackTable = keyof typeof packs
export const packTables = Object.keys(packs) as PackTable[]

/** What a part is about. */
export type PartName = Record<'client' | 'family' | 'visitorOs', string> &
  Partial<Record<'kind' | 'stage' | 'os' | 'arch', string>>

const SEPARATOR = '\n'
export function readName(name: string): PartName {
  const [client = '', family = '', visitorOs = '', ...target] = name.split(SEPARATOR)
  const [kind, stage, os, arch] = target
  return { client, family, visitorOs, ...(kind !== undefined && { kind, stage, os, arch }) } as PartName
}

/** Countries, which are two capital letters or none, as numbers. */
const numberOfCountry = (country: string): number =>
  country === '' ? 0 : (country.charCodeAt(0) - 64) * 32 + (country.charCodeAt(1) - 64)
/** By their numbers. */
export const countriesByNumber: readonly string[] = Array.from({ length: 27 * 32 }, (_none, number) =>
  number === 0 ? '' : String.fromCharCode(64 + Math.floor(number / 32), 64 + (number % 32)),
)

/** What is to be added to one row. */
type Addition = { key: Values; parts: Part[] }

/** What facts add to the packs. */
export function packsOf({ all, of, periods }: ToldFacts): { table: PackTable; rows: Addition[] }[] {
  return packTables.map((table) => {
    const kind: Kind = packs[table]
    const rows = kind.units.flatMap((unit) => {
      const key = [of.app, periods.get(unit) as Told, ...kind.key.map((one) => of[one]), of.source]
      return additions(
        all,
        key,
        kind.name.map((one) => of[one]),
        of[kind.number],
      )
    })
    return { table, rows }
  })
}

/** Adds up facts of one part by their numbers; the parts are put into their rows. In the order of the key. */
function additions(all: Cells, key: readonly Told[], name: readonly Told[], number: Told): Addition[] {
  const { groups, facts } = grouped(all, [...key, ...name])
  const numbers = number.values.map(([value]) => (typeof value === 'string' ? numberOfCountry(value) : value) as number)
  const sums = new Float64Array(numbers.length)
  const isMet = new Uint8Array(numbers.length)
  const rows: Addition[] = []
  const valuesOf = (some: readonly Told[], fact: number) =>
    some.flatMap(({ values, of }) => values[of[fact] as number] as Values)
  let before = -1
  for (const { from, to } of groups) {
    const met: number[] = []
    for (let at = from; at < to; at++) {
      const fact = facts[at] as number
      const place = number.of[fact] as number
      if (isMet[place] === 0) {
        isMet[place] = 1
        met.push(place)
      }
      sums[place] = (sums[place] as number) + (all.downloads[fact] as number)
    }
    const places = met.length === 1 ? met : Uint32Array.from(met).sort()
    const fact = facts[from] as number
    if (before < 0 || key.some(({ of }) => of[fact] !== of[before])) rows.push({ key: valuesOf(key, fact), parts: [] })
    const part: Part = { name: valuesOf(name, fact).join(SEPARATOR), numbers: [], downloads: [] }
    for (const place of places) {
      part.numbers.push(numbers[place] as number)
      part.downloads.push(sums[place] as number)
      sums[place] = isMet[place] = 0
    }
    rows.at(-1)?.parts.push(part)
    before = fact
  }
  return rows
}

/** Of the rows that one query reads and one writes. */
const AT_ONCE = 500

/** Adds to the packs, in the transaction in which nobody else changes the sums. */
export async function addToPacks(tx: Queryable, added: ReturnType<typeof packsOf>): Promise<void> {
  for (const { table, rows } of added) {
    for (let from = 0; from < rows.length; from += AT_ONCE) await add(tx, table, rows.slice(from, from + AT_ONCE))
  }
}

async function add(tx: Queryable, table: PackTable, rows: readonly Addition[]): Promise<void> {
  const { key: own }: Kind = packs[table]
  const key: Columns = {
    app_id: 'text',
    period: 'integer',
    ...Object.fromEntries(own.map((name) => [name, 'text'])),
    source: 'text',
  }
  const names = Object.keys(key)
  const keys = rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row.key[at]])))
  const given = rowsAsJson(tx, key, keys as never).as('g')
  const same = names.map((name) => sql`d.${sql.ref(name)} = g.${sql.ref(name)}`)
  // A cross join keeps SQLite to this order.
  const { rows: known } = await sql<Record<string, string | number> & { packed: string }>`
    select ${sql.join(names.map((name) => sql.ref(`d.${name}`)))}, d.packed
    from ${given} cross join ${sql.table(table)} d where ${sql.join(same, sql` and `)}`.execute(tx)
  const textOf = (values: readonly unknown[]) => values.join(SEPARATOR)
  const before = new Map(known.map((row) => [textOf(names.map((name) => row[name])), row.packed]))
  await putMany(
    tx,
    table,
    { ...key, packed: 'text' },
    rows.map((row) => [...row.key, packMore(before.get(textOf(row.key)), row.parts)]),
  )
}
