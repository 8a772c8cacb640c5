/**
 * Everything that is wrong with an archive, at once and by field: what an upload would refuse, and what is allowed but
 * makes trouble on devices. For package maintainers, before they upload.
 */
import type { Readable } from 'node:stream'
import { adviceFor } from './advice.ts'
import {
  buildFacts,
  type Firmware,
  type Reference,
  requireLanguages,
  requireLengths,
  targetOf,
  versionFacts,
} from './facts.ts'
import { canonicalArchitecture, NOARCH } from './naming.ts'
import { readSpk, SIGNATURE, type Spk } from './read.ts'
import { type Report, SpkRefusal } from './refusal.ts'
import { unsignedMembers } from './signed.ts'
import { words } from './text.ts'

export type Finding = {
  /** `error`: an upload is refused; `warning`: devices or people will have trouble with it */
  level: 'error' | 'warning'
  /** INFO key or name of a member; null: the archive as a whole */
  field: string | null
  message: string
  /** what would be right; null: the message says it */
  advice: string | null
}

/** Takes every well-formed code, firmware and language: for checks without a server's tables. */
export const anyReference: Reference = {
  architectures: { has: () => true },
  firmwares: { get: (build): Firmware => ({ build, version: '' }) },
  languages: { has: () => true },
  services: { has: () => true },
}

/** From DSM 7 on the firmware is stated as `os_min_ver`, and nothing is signed. */
const DSM_7 = 40_000

/** Errors first, then warnings. `spk`: what was readable of it; `undefined` when it is no archive. */
export async function lintSpk(
  source: Readable,
  reference: Reference = anyReference,
): Promise<{ spk: Spk | undefined; findings: Finding[] }> {
  const findings: Finding[] = []
  const report: Report = ({ message, field = null }) =>
    findings.push({ level: 'error', field, message, advice: adviceFor(message) ?? null })
  const warn = (field: string | null, message: string) =>
    findings.push({ level: 'warning', field, message, advice: null })
  const spk = await reading(report, () => readSpk(source, report))
  if (spk === undefined) return { spk, findings }
  if (spk.info.size > 0) await checkFacts(spk, reference, report)
  if (spk.signature !== null) report(new SpkRefusal('Package contains a signature', SIGNATURE))
  warnOfMembers(spk, warn)
  if (spk.info.size > 0) warnOfInfo(spk, warn)
  warnOfIcons(spk, warn)
  return { spk, findings }
}

/** What throws a refusal has nothing to answer. */
async function reading<T>(report: Report, read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof SpkRefusal)) throw error
    report(error)
    return undefined
  }
}

async function checkFacts(spk: Spk, reference: Reference, report: Report): Promise<void> {
  // Keys that are missing were named already.
  if (spk.info.has('arch')) targetOf(spk, reference, report)
  requireLengths(spk, report)
  requireLanguages(buildFacts(spk).descriptions, reference.languages, 'description', report)
  if (!spk.info.has('version')) return
  const facts = await reading(report, () => versionFacts(spk))
  if (facts !== undefined) requireLanguages(facts.displayNames, reference.languages, 'displayname', report)
}

type Warn = (field: string | null, message: string) => void

function warnOfMembers({ members, info }: Spk, warn: Warn): void {
  const names = new Set(members.map((member) => member.name))
  if (names.has('./INFO')) warn('./INFO', 'Names begin with ./: pack the files (tar cf x.spk *), not the folder.')
  const wizards = members.some(({ name }) => name.startsWith('WIZARD_UIFILES/'))
  if (wizards && !names.has('WIZARD_UIFILES')) {
    warn('WIZARD_UIFILES', 'The archive has no entry for this folder, so its wizards are not seen.')
  }
  if (names.has('conf') && info.get('support_conf_folder') !== 'yes') {
    warn('support_conf_folder', 'It is not "yes", so the conf folder is not read.')
  }
  const [first, ...more] = unsignedMembers(members).filter((name) => name !== './INFO')
  if (first === undefined || isForDsm7(info)) return
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`
  warn(first, `No signature covers this file${others}: DSM up to 6 calls a signed package with it corrupted.`)
}

function isForDsm7(info: Spk['info']): boolean {
  const stated = info.get('firmware') || info.get('os_min_ver') || ''
  return Number(stated.split('-').at(-1)) >= DSM_7
}

function warnOfInfo({ info }: Spk, warn: Warn): void {
  const codes = words(info.get('arch') ?? '')
  const canonical = new Set(codes.map(canonicalArchitecture))
  if (canonical.size < codes.length) warn('arch', 'Some of these mean the same architecture; it is kept once.')
  if (canonical.has(NOARCH) && canonical.size > 1) warn('arch', 'With noarch the other architectures say nothing.')
  for (const key of ['displayname', 'description']) {
    const own = info.get(key)
    const english = info.get(`${key}_enu`)
    if (own !== undefined && english !== undefined && own !== english) {
      warn(`${key}_enu`, `It differs from ${key}, which wins.`)
    }
    if (own === '') warn(key, 'It is empty: Package Center shows nothing.')
  }
  if (isForDsm7(info) && !info.get('os_min_ver')) warn('os_min_ver', 'DSM 7 wants it instead of firmware.')
  if (!info.get('maintainer')) warn('maintainer', 'DSM wants it.')
  if (!info.has('checksum')) warn('checksum', 'Without it nobody notices a damaged package.tgz.')
  if (info.get('beta') === 'yes' && !info.get('report_url')) {
    warn('report_url', 'Repositories other than this one take a package without it for stable, whatever beta says.')
  }
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** A 64 px icon of DSM 7 is kept as the one of 72 px. */
const fitting: Readonly<Record<string, readonly number[]>> = { 72: [72, 64], 120: [120], 256: [256] }

function warnOfIcons({ icons }: Spk, warn: Warn): void {
  for (const [size, picture] of icons) {
    const field = `icon ${size}`
    if (!picture.subarray(0, PNG.length).equals(PNG) || picture.length < 24) {
      warn(field, 'It is not a PNG.')
      continue
    }
    const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)]
    if (width === height && fitting[size]?.includes(width)) continue
    warn(field, `It is ${width} × ${height} pixels and should be ${size} × ${size}.`)
  }
}
