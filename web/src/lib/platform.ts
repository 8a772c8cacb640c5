/** Operating systems and processors: their names and their order. */
import { t } from '../texts/index.ts'

export type Platform = { os: string; arch: string }

const OS_ORDER = ['win', 'macosx', 'linux']
const ARCH_ORDER = ['amd64', 'arm64']

export function osName(os: string): string {
  if (os === 'linux' || os === 'win' || os === 'macosx') return t(`platform.${os}`)
  return os
}

/** `macOS arm64` */
export const platformName = ({ os, arch }: Platform): string => `${osName(os)} ${arch}`

/** What people call the processors of this system, when it differs from what we call them. */
export function processorName({ os, arch }: Platform): string | undefined {
  if (os !== 'macosx') return undefined
  if (arch === 'arm64') return t('platform.appleSilicon')
  return arch === 'amd64' ? t('platform.intelMac') : undefined
}

export const platformKey = ({ os, arch }: Platform): string => `${os}-${arch}`

/** The facets name a platform `os-arch`; an os has no dash. */
export function parsePlatform(key: string): Platform {
  const dash = key.indexOf('-')
  return dash === -1 ? { os: key, arch: '' } : { os: key.slice(0, dash), arch: key.slice(dash + 1) }
}

const place = (order: string[], value: string): number => {
  const at = order.indexOf(value)
  return at === -1 ? order.length : at
}

/** Windows, macOS, Linux, the rest; within one the usual processor first. */
export const byPlatform = (a: Platform, b: Platform): number =>
  place(OS_ORDER, a.os) - place(OS_ORDER, b.os) ||
  a.os.localeCompare(b.os) ||
  place(ARCH_ORDER, a.arch) - place(ARCH_ORDER, b.arch) ||
  a.arch.localeCompare(b.arch)

export const samePlatform = (a: Platform, b: Platform): boolean => a.os === b.os && a.arch === b.arch

/** Each platform once, in order. */
export function distinctPlatforms(all: readonly Platform[]): Platform[] {
  const found = new Map(all.map(({ os, arch }) => [platformKey({ os, arch }), { os, arch }]))
  return [...found.values()].sort(byPlatform)
}
