/**
 * What an archive says of itself, in the terms of the catalogue: pure functions over INFO and the server's tables.
 * Section 3.2 of the contract; refusals 5 to 12 and 15 to 19 of section 4.3.
 */
import sanitize from 'sanitize-html'
import { type Conf, refusal, type Spk, words } from './archive/index.ts'
import { canonicalArchitecture, FALLBACK_LANGUAGE } from './naming.ts'
import type { FirmwareRow } from './store/index.ts'

export type Reference = {
  architectures: ReadonlySet<string>
  firmwares: ReadonlyMap<number, FirmwareRow>
  languages: ReadonlySet<string>
  services: ReadonlySet<string>
}

/** What a build is for. */
export type Target = {
  /** canonical codes in INFO order, each once (T11) */
  architectures: string[]
  min: FirmwareRow
  max: FirmwareRow | null
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
  changelog: string | null
  dependencies: string | null
  conflicts: string | null
  conf: Conf
  descriptions: Map<string, string>
}

const FIRMWARE = /^\d+\.\d+-(\d{3,6})$/

/** Refusals 5 to 12. */
export function targetOf({ info }: Spk, reference: Reference): Target {
  const codes = words(info.get('arch') ?? '')
  if (codes.length === 0) throw refusal("Missing 'arch' field in INFO", 'arch')
  for (const code of codes) {
    if (!reference.architectures.has(canonicalArchitecture(code))) {
      throw refusal(`Unknown architecture: ${code}`, 'arch')
    }
  }
  const key = info.get('firmware') ? 'firmware' : 'os_min_ver'
  const stated = info.get(key)
  if (!stated) throw refusal('Missing firmware information in INFO', 'os_min_ver')
  const min = firmwareOf(stated, key, reference)
  const highest = info.get('os_max_ver')
  const max = highest ? firmwareOf(highest, 'os_max_ver', reference) : null
  if (max !== null && max.build < min.build) {
    throw refusal('Maximum firmware must be greater than or equal to minimum firmware', 'os_max_ver')
  }
  const services = [...new Set(words(info.get('install_dep_services') ?? ''))]
  for (const service of services) {
    if (!reference.services.has(service)) throw refusal(`Unknown dependent service: ${service}`, 'install_dep_services')
  }
  return { architectures: [...new Set(codes.map(canonicalArchitecture))], min, max, services }
}

/** Only the build is looked up (T12). */
function firmwareOf(value: string, key: string, { firmwares }: Reference): FirmwareRow {
  const build = FIRMWARE.exec(value)?.[1]
  if (build === undefined) throw refusal(`Invalid firmware value: ${value}`, key)
  const known = firmwares.get(Number(build))
  if (known === undefined) throw refusal(`Unknown firmware: ${value}`, key)
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

/** Nothing of an archive is stored whose texts would not fit (T7). */
export function requireLengths({ info }: Spk): void {
  for (const [key, value] of info) {
    const limit = LONGEST[key.replace(/_[a-z]{3}$/, '')] ?? LONGEST[key]
    const own = Object.hasOwn(LONGEST, key) ? LONGEST[key] : limit
    if (own !== undefined && [...value].length > own) throw refusal(`Value too long in INFO: ${key}`, key)
  }
}

const VERSION = /^(.*)-(\d+)$/s
const HIGHEST_VERSION = 2 ** 31 - 1

/** Refusal 15. */
export function versionOf({ info }: Spk): { upstream: string; number: number } {
  const [, upstream, digits] = VERSION.exec(info.get('version') ?? '') ?? []
  const number = Number(digits)
  if (upstream === undefined || digits === undefined || number > HIGHEST_VERSION) {
    throw refusal('Invalid version', 'version')
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
    changelog: cleanMarkup(info.get('changelog')),
    dependencies: info.get('install_dep_packages') ?? null,
    conflicts: info.get('install_conflict_packages') ?? null,
    conf,
    descriptions: textsOf(info, 'description'),
  }
}

/** The text by language: the plain key is English, and wins over its `_enu` form wherever they stand (T10). */
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

/** Refusals 17 and 19. */
export function requireLanguages(texts: ReadonlyMap<string, string>, known: ReadonlySet<string>, what: string): void {
  for (const language of texts.keys()) {
    if (!known.has(language)) throw refusal(`Unknown INFO ${what} language`, `${what}_${language}`)
  }
}

/** Build systems write `\"` for a quote. */
const readable = (value: string | undefined): string | null => value?.replaceAll('\\"', '"') ?? null

/** Changelogs may have simple markup; anything that could act on a page is taken out (T25). */
function cleanMarkup(html: string | undefined): string | null {
  const text = readable(html)
  if (text === null || !/[<&]/.test(text)) return text
  return sanitize(text, {
    allowedTags: ['br', 'b', 'i', 'strong', 'em', 'a', 'p', 'ul', 'ol', 'li', 'code'],
    allowedAttributes: { a: ['href'] },
    allowedSchemes: ['http', 'https', 'mailto'],
  }).replaceAll('<br />', '<br>')
}
