/**
 * INFO: the metadata of a package, lines of `key="value"`. The first bad line decides how it is refused.
 */
import { decodeBase64 } from './base64.ts'
import { type Report, refuse, SpkRefusal } from './refusal.ts'
import { decodeUtf8, strip } from './text.ts'

export const iconSizes = ['72', '120', '256'] as const
export type IconSize = (typeof iconSizes)[number]

const iconKeys: Record<string, IconSize> = { package_icon: '72', package_icon_120: '120', package_icon_256: '256' }
const BOOLEANS = new Set(['startable', 'ctl_stop', 'support_conf_folder'])
const LINE = /^([\p{L}\p{N}_]+)="(.*)"$/su
export const PACKAGE_NAME = /^[\p{L}\p{N}_-]+$/u
const REQUIRED = ['arch', 'description', 'displayname', 'package', 'version'] as const
const NEW_LINE = 0x0a

export type Info = {
  /** the last line of a key wins; values are literal, `\"` included */
  values: ReadonlyMap<string, string>
  /** pictures inside INFO */
  icons: ReadonlyMap<IconSize, Buffer>
}

/** Reads INFO and applies its rules, in the order of spkrepo. */
export function parseInfo(bytes: Uint8Array, report: Report = refuse): Info {
  const values = new Map<string, string>()
  const icons = new Map<IconSize, Buffer>()
  let number = 0
  for (const line of linesOf(bytes)) {
    number += 1
    const text = decodeUtf8(line)
    if (text === undefined) {
      report(new SpkRefusal('Wrong INFO encoding', `INFO line ${number}`))
      continue
    }
    const stripped = strip(text)
    if (stripped === '') continue
    const [, key, value] = LINE.exec(stripped) ?? []
    if (key === undefined || value === undefined) {
      report(new SpkRefusal('Invalid INFO', `INFO line ${number}`))
      continue
    }
    checkValue(key, value, icons, report)
    values.set(key, value)
  }
  const missing = REQUIRED.filter((key) => !values.has(key))
  if (missing.length > 0) report(new SpkRefusal(`Missing INFO: ${missing.join(', ')}`, missing[0]))
  return { values, icons }
}

function checkValue(key: string, value: string, icons: Map<IconSize, Buffer>, report: Report): void {
  const size = Object.hasOwn(iconKeys, key) ? iconKeys[key] : undefined
  if (size !== undefined) {
    const picture = decodeBase64(value)
    if (picture === undefined) report(new SpkRefusal(`Invalid INFO icon: ${key}`, key))
    else icons.set(size, picture)
  }
  if (BOOLEANS.has(key) && value !== 'yes' && value !== 'no') {
    report(new SpkRefusal(`Invalid INFO boolean: ${key}`, key))
  }
  if (key === 'package' && !PACKAGE_NAME.test(value)) report(new SpkRefusal('Invalid INFO package', key))
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(NEW_LINE, start)
    yield bytes.subarray(start, end === -1 ? bytes.length : end)
    start = end === -1 ? bytes.length : end + 1
  }
}
