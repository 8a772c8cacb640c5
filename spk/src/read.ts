/**
 * Reading an SPK: an uncompressed tar with INFO, the payload, icons, wizards, conf files, a licence and perhaps a
 * signature. The rules are applied in the order of spkrepo, with its exact messages.
 */
import type { Readable } from 'node:stream'
import { CONF_FILES, type Conf, noConf, parseConf } from './conf.ts'
import { type IconSize, type Info, iconSizes, parseInfo } from './info.ts'
import { type Contents, type Member, readMembers } from './members.ts'
import { type Report, refuse, SpkRefusal } from './refusal.ts'
import { decodeAscii, decodeUtf8, strip } from './text.ts'

const MIB = 1024 ** 2
export const SIGNATURE = 'syno_signature.asc'
export const iconMembers: Record<IconSize, string> = {
  72: 'PACKAGE_ICON.PNG',
  120: 'PACKAGE_ICON_120.PNG',
  256: 'PACKAGE_ICON_256.PNG',
}
/** Questions that are asked at installing, upgrading or uninstalling, perhaps in a language. */
export const WIZARD = /^WIZARD_UIFILES\/(install|upgrade|uninstall)_uifile(?:_[a-z]{3})?(?:\.sh)?$/

/** Largest contents that are kept in memory, in bytes, by member. */
const limits: Readonly<Record<string, number>> = {
  INFO: 4 * MIB,
  LICENSE: MIB,
  [SIGNATURE]: MIB,
  ...Object.fromEntries(Object.values(iconMembers).map((name) => [name, 2 * MIB])),
  ...Object.fromEntries(CONF_FILES.map((name) => [name, MIB])),
}

export type Spk = {
  info: Info['values']
  /** by size; a picture of its own wins over one in INFO */
  icons: ReadonlyMap<IconSize, Buffer>
  license: string | null
  /** the text of `syno_signature.asc`; an empty one counts */
  signature: string | null
  wizards: { install: boolean; upgrade: boolean }
  conf: Conf
  members: readonly Member[]
  /** where the last member ends, in bytes */
  end: number
}

/**
 * Reads and validates an archive. Throws the first `SpkRefusal`; with a `report` that does not throw it
 * goes on, and what it answers holds what was readable. What is no archive at all always throws.
 */
export async function readSpk(source: Readable, report: Report = refuse): Promise<Spk> {
  const contents = await readMembers(source, (name) => (Object.hasOwn(limits, name) ? limits[name] : undefined))
  const { members, files, end } = contents
  const names = new Set(members.map((member) => member.name))
  if (!names.has('INFO')) report(new SpkRefusal('Missing INFO file', 'INFO'))
  if (!names.has('package.tgz')) report(new SpkRefusal('Missing package.tgz file', 'package.tgz'))
  checkKinds(members, report)
  const license = optionalText(files, 'LICENSE', decodeUtf8, report)
  const signature = optionalText(files, SIGNATURE, decodeAscii, report)
  const text = files.get('INFO')
  // Every key would be missing of an INFO that is not there: said once is enough.
  const info = text === undefined ? { values: new Map(), icons: new Map() } : parseInfo(text, report)
  const conf = confOf(info, names, files, report)
  checkChecksum(info, contents, report)
  const icons = iconsOf(info, files)
  if (!icons.has('72')) report(new SpkRefusal('Missing 72px icon', 'package_icon'))
  return { info: info.values, icons, license, signature, wizards: wizardsOf(names, members), conf, members, end }
}

/** What has to be a file may not be a folder or a link. */
function checkKinds(members: readonly Member[], report: Report): void {
  for (const { name, kind } of members) {
    if (kind === 'file') continue
    if (name === 'INFO') report(new SpkRefusal('Invalid INFO', name))
    else if (name === 'package.tgz' || Object.hasOwn(limits, name)) report(new SpkRefusal('Invalid SPK', name))
  }
}

function optionalText(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  decode: (bytes: Uint8Array) => string | undefined,
  report: Report,
): string | null {
  const bytes = files.get(name)
  if (bytes === undefined) return null
  const text = decode(bytes)
  if (text === undefined) report(new SpkRefusal(`Wrong ${name} encoding`, name))
  return strip(text ?? '')
}

function confOf(
  { values }: Info,
  names: ReadonlySet<string>,
  files: ReadonlyMap<string, Uint8Array>,
  report: Report,
): Conf {
  if (values.get('support_conf_folder') !== 'yes') return noConf
  if (names.has('conf')) return parseConf(files, report)
  report(new SpkRefusal('Missing conf folder', 'conf'))
  return noConf
}

function checkChecksum({ values }: Info, { payloadMd5 }: Contents, report: Report): void {
  const checksum = values.get('checksum')
  if (checksum !== undefined && checksum !== payloadMd5) report(new SpkRefusal('Checksum mismatch', 'checksum'))
}

function iconsOf(info: Info, files: ReadonlyMap<string, Buffer>): Map<IconSize, Buffer> {
  const icons = new Map<IconSize, Buffer>()
  for (const size of iconSizes) {
    const picture = files.get(iconMembers[size]) ?? info.icons.get(size)
    if (picture !== undefined) icons.set(size, picture)
  }
  return icons
}

/** Without the folder's own entry, the files in it are not seen. */
function wizardsOf(names: ReadonlySet<string>, members: readonly Member[]): Spk['wizards'] {
  if (!names.has('WIZARD_UIFILES')) return { install: false, upgrade: false }
  const kinds = new Set(members.map(({ name }) => WIZARD.exec(name)?.[1]))
  return { install: kinds.has('install'), upgrade: kinds.has('upgrade') }
}
