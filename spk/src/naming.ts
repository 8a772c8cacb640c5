/** Names that devices and files have: architectures, versions, files. */
import { createHash } from 'node:crypto'

const fromSynology: Readonly<Record<string, string>> = { '88f6281': '88f628x', '88f6282': '88f628x' }

/** The code under which an architecture is kept, of the code a device or INFO uses. */
export const canonicalArchitecture = (code: string): string =>
  Object.hasOwn(fromSynology, code) ? (fromSynology[code] as string) : code

export const NOARCH = 'noarch'
/** The language that texts fall back to. */
export const FALLBACK_LANGUAGE = 'enu'

/** `1.4.103-10` */
export const versionString = (upstream: string, version: number): string => `${upstream}-${version}`

/** `3.1-1594` */
export const firmwareString = (firmware: { version: string; build: number }): string =>
  `${firmware.version}-${firmware.build}`

const LONGEST_FILE_NAME = 255
const DIGEST = 8

/** `<package>.v<version>.f<minimum firmware build>[<codes>].spk`; too many codes are cut and told apart by a digest. */
export function spkFileName(packageName: string, version: number, firmware: number, codes: readonly string[]): string {
  const name = (inside: string) => `${packageName}.v${version}.f${firmware}[${inside}].spk`
  const whole = name(codes.join('-'))
  if (Buffer.byteLength(whole) <= LONGEST_FILE_NAME) return whole
  const digest = createHash('sha256').update(codes.join('-')).digest('hex').slice(0, DIGEST)
  let kept = codes.length
  while (kept > 0 && Buffer.byteLength(name([...codes.slice(0, kept), digest].join('-'))) > LONGEST_FILE_NAME) kept -= 1
  return name([...codes.slice(0, kept), digest].join('-'))
}
