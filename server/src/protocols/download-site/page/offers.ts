/** What the page has to offer, and the words for it. */
import type { InstallerDetail } from '../../../modules/packages/index.ts'
import type { PackageAnswer } from '../answers.ts'
import type { Words } from '../words/index.ts'

export type Offer = {
  os: string
  stability: string
  answer: PackageAnswer
  fileName: string
  /** null: another server has the file, and did not say */
  sha256: string | null
  /** name of its release, or the revision of its draft: how addresses of the web app call it */
  release: string
  /** how many extensions are there for it; undefined where nothing here has any */
  extensions: number | undefined
}

export const offerOf = (
  place: { os: string; stability: string },
  answer: PackageAnswer,
  { fileName, sha256 }: Pick<InstallerDetail, 'fileName' | 'sha256'>,
  extensions: number | undefined,
): Offer => ({
  ...place,
  answer,
  extensions,
  fileName,
  sha256,
  release: answer.stability === 'release' ? (answer.version ?? answer.revision) : answer.revision,
})

/** Whether the catalogue has its file and its release. */
export const isHere = ({ sha256 }: Offer): boolean => sha256 !== null

/** The systems in the order that programs rely on. */
export const SYSTEMS = [
  ['win', 'Windows'],
  ['macosx', 'macOS'],
  ['linux', 'Linux'],
] as const

export const KINDS = [
  { stability: 'release', look: '' },
  { stability: 'nightly', look: ' warning' },
] as const

export const systemName = (os: string): string => SYSTEMS.find(([known]) => known === os)?.[1] ?? os

/** What people call the processors of a system. */
export function processorName(
  { os, arch }: { os: string; arch: string },
  { appleSilicon, intel }: Pick<Words, 'appleSilicon' | 'intel'>,
): string {
  if (os === 'macosx') return arch === 'arm64' ? appleSilicon : arch === 'amd64' ? intel : arch
  return arch
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Binary units, from a hundred on without a decimal: `48.2 MiB`, `412 MiB`. */
export function sizeText(bytes: number, { locale }: Pick<Words, 'locale'>): string {
  let [value, unit] = [bytes, 0]
  for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1024
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${inLocale(locale).numbers[digits].format(value)} ${UNITS[unit]}`
}

/** `2024-04-05` → `5 Apr 2024` */
export const dayText = (ymd: string, { locale }: Pick<Words, 'locale'>): string =>
  inLocale(locale).day.format(new Date(`${ymd}T00:00:00Z`))

type Formats = { numbers: readonly [Intl.NumberFormat, Intl.NumberFormat]; day: Intl.DateTimeFormat }
const formats = new Map<string, Formats>()

/** Made once: making one takes longer than using it a hundred times. */
function inLocale(locale: string): Formats {
  let known = formats.get(locale)
  if (known === undefined) {
    const decimals = (digits: number) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      })
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
    known = { numbers: [decimals(0), decimals(1)], day }
    formats.set(locale, known)
  }
  return known
}
