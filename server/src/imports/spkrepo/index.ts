/**
 * Takes over an spkrepo repository of either generation: the tables, roles and keys of people who are here as well, packages
 * with their maintainers, builds under their old paths, screenshots and download counts. What a build is comes out of its
 * archive, as after an upload; the database says where the archive is, whether it was active, and when it came. Can be
 * repeated.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import type { SpkArrival } from '../../modules/spk/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Services } from '../../services.ts'
import { Report } from '../report.ts'
import { importPeople } from './people.ts'
import { type Row, readTables, rowsOf, type Tables, text } from './tables.ts'

type Needed = Pick<Services, 'spk' | 'people' | 'keys'>

/** `data`: the folder `DATA_PATH` of spkrepo. Throws `ImportFailure`, `ForeignFileError`. */
export async function importSpkrepo(services: Needed, database: string, data: string): Promise<Report> {
  const tables = await readTables(database)
  const report = new Report()
  await importReference(services, tables, report)
  const people = await importPeople(services, tables, report)
  const packages = await importPackages(services, tables, people, report)
  const builds = await importBuilds(services, tables, packages, data, report)
  await importScreenshots(services, tables, packages, data, report)
  await importDownloads(services, tables, packages, builds, report)
  return report
}

const truth = (value: unknown): boolean => value === true || value === 1 || value === 't' || value === '1'
const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [text(row.id), row]))

/** Times without a zone are UTC. */
function timeOf(value: unknown): number {
  const time = Date.parse(
    `${text(value)
      .replace(' ', 'T')
      .replace(/Z$|\+00(?::?00)?$/, '')}Z`,
  )
  return Number.isNaN(time) ? Date.now() : time
}

async function importReference({ spk }: Needed, tables: Tables, report: Report): Promise<void> {
  const { arrivals } = spk
  const note = (noun: string, name: string, added: boolean) => report.note(noun, added ? 'added' : 'same', name)
  for (const { id, code } of rowsOf(tables, 'architecture')) {
    note('architectures', text(code), await arrivals.architecture(text(code), Number(id)))
  }
  for (const { version, build, type } of rowsOf(tables, 'firmware')) {
    const kind = text(type) || (text(version).startsWith('1.') ? 'srm' : 'dsm')
    const firmware = { build: Number(build), version: text(version), type: kind }
    note('firmwares', `${text(version)}-${text(build)}`, await arrivals.firmware(firmware))
  }
  for (const { code, name } of rowsOf(tables, 'language')) {
    note('languages', text(code), await arrivals.language(text(code), text(name) || text(code)))
  }
  for (const { code } of rowsOf(tables, 'service')) {
    note('services', text(code), await arrivals.service(text(code)))
  }
}

async function importPackages(
  { spk }: Needed,
  tables: Tables,
  people: ReadonlyMap<string, string>,
  report: Report,
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const row of rowsOf(tables, 'package')) {
    const maintainers = rowsOf(tables, 'package_user_maintainer')
      .filter(({ package_id }) => text(package_id) === text(row.id))
      .flatMap(({ user_id }) => people.get(text(user_id)) ?? [])
    const added = await spk.arrivals.package({
      name: text(row.name),
      author: people.get(text(row.author_user_id)) ?? null,
      maintainers,
      createdAt: timeOf(row.insert_date),
    })
    report.note('packages', added ? 'added' : 'same', text(row.name))
    names.set(text(row.id), text(row.name))
  }
  return names
}

/** Ids here, by ids there. */
async function importBuilds(
  { spk }: Needed,
  tables: Tables,
  packages: ReadonlyMap<string, string>,
  data: string,
  report: Report,
): Promise<Map<string, string>> {
  const versions = byId(rowsOf(tables, 'version'))
  const ids = new Map<string, string>()
  for (const row of rowsOf(tables, 'build')) {
    const path = text(row.path)
    const version = versions.get(text(row.version_id))
    const file = await fileAt(data, path)
    if (file === undefined) {
      report.note('builds', 'refused', path, 'its file is not in the data folder')
      continue
    }
    try {
      const arrival: SpkArrival = {
        path,
        packageName: packages.get(text(version?.package_id)) ?? '',
        version: Number(version?.version),
        active: truth(row.active),
        createdAt: timeOf(row.insert_date),
      }
      const { id, outcome } = await spk.arrivals.build(arrival, createReadStream(file), Number(row.id))
      ids.set(text(row.id), id)
      report.note('builds', outcome, path, outcome === 'changed' ? 'other bytes are here under this path' : undefined)
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'internal') throw error
      report.note('builds', 'refused', path, error.message)
    }
  }
  return ids
}

async function importScreenshots(
  { spk }: Needed,
  tables: Tables,
  packages: ReadonlyMap<string, string>,
  data: string,
  report: Report,
): Promise<void> {
  for (const row of rowsOf(tables, 'screenshot')) {
    const path = text(row.path)
    const file = await fileAt(data, path)
    if (file === undefined) {
      report.note('screenshots', 'refused', path, 'its file is not in the data folder')
      continue
    }
    try {
      const added = await spk.arrivals.screenshot(
        packages.get(text(row.package_id)) ?? '',
        path,
        createReadStream(file),
      )
      report.note('screenshots', added ? 'added' : 'same', path)
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'internal') throw error
      report.note('screenshots', 'refused', path, error.message)
    }
  }
}

/** Sums of a day: of rows that were summed there, or, of the older generation, of single downloads. */
async function importDownloads(
  { spk }: Needed,
  tables: Tables,
  packages: ReadonlyMap<string, string>,
  builds: ReadonlyMap<string, string>,
  report: Report,
): Promise<void> {
  const architectures = byId(rowsOf(tables, 'architecture'))
  const sourceBuilds = byId(rowsOf(tables, 'build'))
  const versions = byId(rowsOf(tables, 'version'))
  const sums = new Map<
    string,
    { packageName: string; day: number; build: string; architecture: string; firmware: number; count: number }
  >()
  for (const row of [...rowsOf(tables, 'download_stat'), ...rowsOf(tables, 'download')]) {
    const version = versions.get(text(sourceBuilds.get(text(row.build_id))?.version_id))
    const packageName = packages.get(text(row.package_id ?? version?.package_id))
    if (packageName === undefined) continue
    const day = Math.floor(timeOf(text(row.date).length === 10 ? `${text(row.date)}T00:00:00` : row.date) / 86_400_000)
    const fact = {
      packageName,
      day,
      build: builds.get(text(row.build_id)) ?? '',
      architecture: text(architectures.get(text(row.architecture_id))?.code),
      firmware: Number(row.firmware_build ?? 0),
    }
    const key = Object.values(fact).join(' ')
    sums.set(key, { ...fact, count: (sums.get(key)?.count ?? 0) + Number(row.count ?? 1) })
  }
  const { added, same } = await spk.arrivals.downloads([...sums.values()])
  for (let number = 0; number < added; number++) report.note('download sums', 'added', '')
  for (let number = 0; number < same; number++) report.note('download sums', 'same', '')
}

/** A path of the database never leads out of the folder. */
async function fileAt(data: string, path: string): Promise<string | undefined> {
  const inside = normalize(path)
  if (path === '' || inside.startsWith('..') || inside.startsWith('/')) return undefined
  const file = join(data, inside)
  return (await stat(file).catch(() => undefined))?.isFile() ? file : undefined
}
