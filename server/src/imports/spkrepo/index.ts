/**
 * Takes over an spkrepo repository of either generation: the tables, roles and keys of people who are here as well, packages
 * with their maintainers, builds under their old paths, screenshots and download counts. What a build is comes out of its
 * archive, as after an upload; the database says where the archive is, whether it was active, and when it came. Can be
 * repeated.
 */
import type { SpkArrival } from '../../modules/spk/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Services } from '../../services.ts'
import { Refusal, type RemoteOptions } from '../remote.ts'
import { Report } from '../report.ts'
import { importDownloads } from './downloads.ts'
import { OldFiles } from './files.ts'
import { importPeople } from './people.ts'
import { byId, type Row, readTables, rowsOf, type Tables, text, timeOf } from './tables.ts'

type Needed = Pick<Services, 'spk' | 'people' | 'keys' | 'series'>

export type SpkrepoOptions = {
  /** address below which files are that the folder does not have */
  filesUrl?: string | undefined
  /** what the series of its downloads is called */
  label?: string | undefined
  remote?: RemoteOptions
}

/** `data`: the folder `DATA_PATH` of spkrepo. Throws `ImportFailure`, `ForeignFileError`. */
export async function importSpkrepo(
  services: Needed,
  database: string,
  data: string,
  { filesUrl, label = 'spkrepo', remote }: SpkrepoOptions = {},
): Promise<Report> {
  const files = new OldFiles(data, filesUrl, remote)
  const tables = await readTables(database)
  const report = new Report()
  await importReference(services, tables, report)
  const people = await importPeople(services, tables, report)
  const packages = await importPackages(services, tables, people, report)
  await importBuilds(services, tables, packages, files, report)
  await importScreenshots(services, tables, packages, files, report)
  await importDownloads(services, tables, packages, label, report)
  return report
}

const truth = (value: unknown): boolean => value === true || value === 1 || value === 't' || value === '1'

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

async function importBuilds(
  { spk }: Needed,
  tables: Tables,
  packages: ReadonlyMap<string, string>,
  files: OldFiles,
  report: Report,
): Promise<void> {
  const versions = byId(rowsOf(tables, 'version'))
  for (const row of rowsOf(tables, 'build')) {
    const path = text(row.path)
    const version = versions.get(text(row.version_id))
    await noted(report, 'builds', path, async () => {
      const { open, far } = await files.find(path)
      const arrival: SpkArrival = {
        path,
        packageName: packages.get(text(version?.package_id)) ?? '',
        version: Number(version?.version),
        active: truth(row.active),
        createdAt: timeOf(row.insert_date),
        ...(far && { expected: expectedOf(row) }),
      }
      return (await spk.arrivals.build(arrival, open, Number(row.id))).outcome
    })
  }
}

/** What the database says of the bytes; builds of long ago have neither. */
function expectedOf({ md5, size }: Row): NonNullable<SpkArrival['expected']> {
  const digest = text(md5).toLowerCase()
  return {
    ...(/^[0-9a-f]{32}$/.test(digest) && { md5: digest }),
    ...(Number(size) > 0 && { size: Number(size) }),
  }
}

async function importScreenshots(
  { spk }: Needed,
  tables: Tables,
  packages: ReadonlyMap<string, string>,
  files: OldFiles,
  report: Report,
): Promise<void> {
  for (const row of rowsOf(tables, 'screenshot')) {
    const path = text(row.path)
    await noted(report, 'screenshots', path, async () => {
      const { open } = await files.find(path)
      const added = await spk.arrivals.screenshot(packages.get(text(row.package_id)) ?? '', path, open)
      return added ? 'added' : 'same'
    })
  }
}

/** One thing that is refused does not keep the others from coming. */
async function noted(
  report: Report,
  noun: string,
  path: string,
  take: () => Promise<'added' | 'same' | 'changed'>,
): Promise<void> {
  try {
    const outcome = await take()
    report.note(noun, outcome, path, outcome === 'changed' ? 'other bytes are here under this path' : undefined)
  } catch (error) {
    const foreseen = error instanceof Refusal || (error instanceof Problem && error.code !== 'internal')
    if (!foreseen) throw error
    report.note(noun, 'refused', path, error.message)
  }
}
