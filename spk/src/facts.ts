/**
 * What an archive says of itself, in the terms of a catalogue: pure functions over INFO and the tables of a server.
 * What is wrong is said in the words of spkrepo.
 */
import type { Conf } from './conf.ts'
import { canonicalArchitecture, FALLBACK_LANGUAGE } from './naming.ts'
import type { Spk } from './read.ts'
import { type Report, refuse, SpkRefusal } from './refusal.ts'
import { words } from './text.ts'

export type Firmware = { build: number; version: string }

/** What a server knows; canonical codes. */
export type Reference<F extends Firmware = Firmware> = {
  architectures: { has(code: string): boolean }
  firmwares: { get(build: number): F | undefined }
  languages: { has(code: string): boolean }
  services: { has(code: string): boolean }
}

/** What a build is for. */
export type Target<F extends Firmware = Firmware> = {
  /** canonical codes in INFO order, each once */
  architectures: string[]
  min: F
  max: F | null
  services: string[]
}

/** What all builds of a version agree on. */
export type VersionFacts = {
  upstreamVersion: string
  version: number
  beta: boolean
  reportUrl: string | null
  distributor: string | null
  distributorUrl: string | null
  maintainer: string | null
  maintainerUrl: string | null
  installWizard: boolean
  upgradeWizard: boolean
  startable: boolean
  license: string | null
  displayNames: Map<string, string>
}

/** What each build has for itself. */
export type BuildFacts = {
  checksum: string | null
  /** HTML as it was written, not cleaned */
  changelog: string | null
  dependencies: string | null
  conflicts: string | null
  conf: Conf
  descriptions: Map<string, string>
}

const FIRMWARE = /^\d+\.\d+-(\d{3,6})$/

/** The devices it is for. Throws `SpkRefusal`; `undefined` when a report that does not throw got one that leaves no target. */
export function targetOf<F extends Firmware>(spk: Spk, reference: Reference<F>): Target<F>
export function targetOf<F extends Firmware>(spk: Spk, reference: Reference<F>, report: Report): Target<F> | undefined
export function targetOf<F extends Firmware>(
  { info }: Spk,
  reference: Reference<F>,
  report: Report = refuse,
): Target<F> | undefined {
  const codes = words(info.get('arch') ?? '')
  if (codes.length === 0) report(new SpkRefusal("Missing 'arch' field in INFO", 'arch'))
  for (const code of codes) {
    if (!reference.architectures.has(canonicalArchitecture(code))) {
      report(new SpkRefusal(`Unknown architecture: ${code}`, 'arch'))
    }
  }
  const key = info.get('firmware') ? 'firmware' : 'os_min_ver'
  const stated = info.get(key)
  if (!stated) report(new SpkRefusal('Missing firmware information in INFO', 'os_min_ver'))
  const min = stated ? firmwareOf(stated, key, reference, report) : undefined
  const highest = info.get('os_max_ver')
  const max = highest ? firmwareOf(highest, 'os_max_ver', reference, report) : null
  if (max && min && max.build < min.build) {
    report(new SpkRefusal('Maximum firmware must be greater than or equal to minimum firmware', 'os_max_ver'))
  }
  const services = [...new Set(words(info.get('install_dep_services') ?? ''))]
  for (const service of services) {
    if (reference.services.has(service)) continue
    report(new SpkRefusal(`Unknown dependent service: ${service}`, 'install_dep_services'))
  }
  if (min === undefined || max === undefined) return undefined
  return { architectures: [...new Set(codes.map(canonicalArchitecture))], min, max, services }
}

/** Only the build is looked up. */
function firmwareOf<F extends Firmware>(
  value: string,
  key: string,
  { firmwares }: Reference<F>,
  report: Report,
): F | undefined {
  const build = FIRMWARE.exec(value)?.[1]
  const known = build === undefined ? undefined : firmwares.get(Number(build))
  if (build === undefined) report(new SpkRefusal(`Invalid firmware value: ${value}`, key))
  else if (known === undefined) report(new SpkRefusal(`Unknown firmware: ${value}`, key))
  return known
}

/** Longest values, in characters, by key; the languages of a text share its limit. */
const LONGEST: Readonly<Record<string, number>> = {
  package: 50,
  version: 80,
  displayname: 100,
  description: 20_000,
  changelog: 65_536,
  distributor: 100,
  maintainer: 100,
  distributor_url: 1000,
  maintainer_url: 1000,
  report_url: 1000,
  install_dep_packages: 4000,
  install_conflict_packages: 4000,
}

/** Nothing of an archive is stored whose texts would not fit. */
export function requireLengths({ info }: Spk, report: Report = refuse): void {
  for (const [key, value] of info) {
    const limit = LONGEST[key.replace(/_[a-z]{3}$/, '')] ?? LONGEST[key]
    const own = Object.hasOwn(LONGEST, key) ? LONGEST[key] : limit
    if (own !== undefined && [...value].length > own) report(new SpkRefusal(`Value too long in INFO: ${key}`, key))
  }
}

const VERSION = /^(.*)-(\d+)$/s
const HIGHEST_VERSION = 2 ** 31 - 1

/** `<upstream>-<number>`. Throws `SpkRefusal` when it is not of that form. */
export function versionOf({ info }: Spk): { upstream: string; number: number } {
  const [, upstream, digits] = VERSION.exec(info.get('version') ?? '') ?? []
  const number = Number(digits)
  if (upstream === undefined || digits === undefined || number > HIGHEST_VERSION) {
    throw new SpkRefusal('Invalid version', 'version')
  }
  return { upstream, number }
}

export function versionFacts(spk: Spk): VersionFacts {
  const { info, wizards, license } = spk
  const { upstream, number } = versionOf(spk)
  const reportUrl = info.get('report_url') ?? null
  return {
    upstreamVersion: upstream,
    version: number,
    beta: (reportUrl ?? '') !== '' || info.get('beta') === 'yes',
    reportUrl,
    distributor: readable(info.get('distributor')),
    distributorUrl: info.get('distributor_url') ?? null,
    maintainer: readable(info.get('maintainer')),
    maintainerUrl: info.get('maintainer_url') ?? null,
    installWizard: wizards.install,
    upgradeWizard: wizards.upgrade,
    startable: info.get('startable') !== 'no' && info.get('ctl_stop') !== 'no',
    license,
    displayNames: textsOf(info, 'displayname'),
  }
}

export function buildFacts({ info, conf }: Spk): BuildFacts {
  return {
    checksum: info.get('checksum') ?? null,
    changelog: readable(info.get('changelog')),
    dependencies: info.get('install_dep_packages') ?? null,
    conflicts: info.get('install_conflict_packages') ?? null,
    conf,
    descriptions: textsOf(info, 'description'),
  }
}

/** The text by language: the plain key is English, and wins over its `_enu` form wherever they stand. */
function textsOf(info: Spk['info'], key: 'displayname' | 'description'): Map<string, string> {
  const texts = new Map<string, string>()
  const suffixed = new RegExp(`^${key}_([a-z]{3})$`)
  for (const [name, value] of info) {
    const language = suffixed.exec(name)?.[1]
    if (language !== undefined) texts.set(language, readable(value) ?? '')
  }
  texts.set(FALLBACK_LANGUAGE, readable(info.get(key)) ?? '')
  return texts
}

/** The server knows each language. `what`: the key of INFO that the texts are of. */
export function requireLanguages(
  texts: ReadonlyMap<string, string>,
  known: { has(code: string): boolean },
  what: string,
  report: Report = refuse,
): void {
  for (const language of texts.keys()) {
    if (known.has(language)) continue
    report(new SpkRefusal(`Unknown INFO ${what} language`, `${what}_${language}`))
  }
}

/** Build systems write `\"` for a quote. */
const readable = (value: string | undefined): string | null => value?.replaceAll('\\"', '"') ?? null
