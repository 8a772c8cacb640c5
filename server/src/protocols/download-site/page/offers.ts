/** What the page has to offer, and the words for it. */
import type { InstallerDetail } from '../../../modules/packages/index.ts'
import type { PackageAnswer } from '../answers.ts'

export type Offer = {
  os: string
  stability: string
  answer: PackageAnswer
  fileName: string
  /** null: another server has the file, and did not say */
  sha256: string | null
  /** name of its release, or the revision of its draft: how addresses of the web app call it */
  release: string
}

export const offerOf = (
  place: { os: string; stability: string },
  answer: PackageAnswer,
  { fileName, sha256 }: Pick<InstallerDetail, 'fileName' | 'sha256'>,
): Offer => ({
  ...place,
  answer,
  fileName,
  sha256,
  release: answer.stability === 'release' ? (answer.version ?? answer.revision) : answer.revision,
})

/** The systems in the order that programs rely on. */
export const SYSTEMS = [
  ['win', 'Windows'],
  ['macosx', 'macOS'],
  ['linux', 'Linux'],
] as const

export const KINDS = [
  { stability: 'release', title: 'Stable Release', word: 'Stable', look: '' },
  { stability: 'nightly', title: 'Preview Release', word: 'Preview', look: ' warning' },
] as const

export const systemName = (os: string): string => SYSTEMS.find(([known]) => known === os)?.[1] ?? os

/** What people call the processors of a system. */
export function processorName({ os, arch }: { os: string; arch: string }): string {
  if (os === 'macosx') return arch === 'arm64' ? 'Apple silicon' : arch === 'amd64' ? 'Intel' : arch
  return arch
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Binary units, from a hundred on without a decimal: `48.2 MiB`, `412 MiB`. */
export function sizeText(bytes: number): string {
  let [value, unit] = [bytes, 0]
  for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1024
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `2024-04-05` → `5 Apr 2024` */
export const dayText = (ymd: string): string => day.format(new Date(`${ymd}T00:00:00Z`))
