/**
 * `slicer-download-data.json` in the structure that its readers know, made of the download facts.
 * One entry per counted download of an installer by a person's browser or tool; not one per address and package as
 * before, because no address is kept. Places are known by country only, so all entries share one location.
 */
import type { InstallerSet } from '../../modules/packages/index.ts'
import type { InstallerDownload } from '../../modules/statistics/index.ts'
import { buildDateOf } from './answers.ts'
import { placeOf } from './regions.ts'
import { versionOf } from './version.ts'

type Installer = { id: string; os: string; arch: string; version: string; stable: boolean; checkout: string }
type Known = { package_id: string; os: string; arch: string; version: string; release: string; stage: string }

const BITS_32 = new Set(['i386', 'i486', 'i586', 'i686', 'x86', 'arm', 'armv7'])

/** The file in pieces: it grows with every download. */
export async function* statisticsFile(
  set: InstallerSet,
  known: readonly Known[],
  downloads: AsyncIterable<readonly InstallerDownload[]>,
): AsyncGenerator<string> {
  yield '{\n  "bitstream": {'
  let first = true
  for (const installer of installersOf(set, known)) {
    yield `${first ? '' : ','}\n    ${JSON.stringify(installer.id)}: ${printInstaller(installer)}`
    first = false
  }
  yield '\n  },\n  "access": ['
  const countries = new Set<string>()
  first = true
  for await (const entry of completed(downloads)) {
    const country = entry.country === '' ? 'null' : entry.country
    countries.add(country)
    const fields = [entry.package_id, new Date(entry.at).toISOString().slice(0, 16), country, 0]
    yield `${first ? '' : ','}\n    ${JSON.stringify(fields)}`
    first = false
  }
  const places = Object.fromEntries([...countries].sort().map((code) => [code, placeOf(code)]))
  const rest = { location: ['0.000000,0.000000'], countryCode: places, _formatVersion: '1.0' }
  yield `\n  ],\n${JSON.stringify(rest, null, 2).slice(2)}\n`
}

function* installersOf(set: InstallerSet, known: readonly Known[]): Generator<Installer> {
  const done = new Set<string>()
  for (const row of set.rows) {
    done.add(row.id)
    const stable = row.release_stage === 'stable'
    const version = versionOf(stable ? row.release_name : null, row.version) ?? row.version
    yield { ...row, version, stable, checkout: row.checkout_date ?? buildDateOf(row) }
  }
  // The newest fact of a package that is gone says what it was.
  const gone = new Map(known.filter(({ package_id }) => !done.has(package_id)).map((row) => [row.package_id, row]))
  for (const { package_id, os, arch, version, release, stage } of gone.values()) {
    const stable = stage === 'stable'
    yield {
      id: package_id,
      os,
      arch,
      version: versionOf(stable ? release : null, version) ?? version,
      stable,
      checkout: '',
    }
  }
}

const printInstaller = ({ os, arch, version, stable, checkout }: Installer): string =>
  JSON.stringify({
    os,
    arch,
    bits: BITS_32.has(arch) ? 32 : 64,
    version: /^\d+(?:\.\d+){0,2}/.exec(version)?.[0] ?? '',
    stable: stable ? 1 : 0,
    checkout,
  })

/** Without those that were taken back, which have the same time and come right behind. */
async function* completed(downloads: AsyncIterable<readonly InstallerDownload[]>): AsyncGenerator<InstallerDownload> {
  let same: InstallerDownload[] = []
  for await (const group of downloads) {
    for (const entry of group) {
      if (same[0] !== undefined && same[0].at !== entry.at) {
        yield* same
        same = []
      }
      if (entry.downloads > 0) {
        for (let time = 0; time < entry.downloads; time++) same.push(entry)
        continue
      }
      const at = same.findIndex(({ package_id }) => package_id === entry.package_id)
      if (at >= 0) same.splice(at, 1)
    }
  }
  yield* same
}
