/** What a device says of itself. */
import { canonicalArchitecture } from '@slipway/spk'
import { wrongField } from '../../platform/problem.ts'
import type { KnownTables } from './reference.ts'
import type { Device } from './selection.ts'

/** As a device sends them; everything else it sends is nobody's business. */
export type DeviceParameters = {
  arch: string
  build: string
  language: string
  major?: string | undefined
  package_update_channel?: string | undefined
}

export type AskingDevice = Device & {
  language: string
  /** asked at the beta source: gets beta versions only */
  onlyBeta: boolean
  /** must not see that they are beta versions, or it would hide them */
  betaAsStable: boolean
}

/** From this firmware on (DSM 7) devices hide beta packages of others anyway. */
const NO_BETA_FROM = 40_000

/** Throws `invalid_input` for what the server does not know or cannot read. */
export function readDevice(
  parameters: DeviceParameters,
  tables: KnownTables,
  { onlyBeta = false }: { onlyBeta?: boolean } = {},
): AskingDevice {
  const { language, package_update_channel: channel } = parameters
  if (!tables.languages.has(language)) throw wrongField('language', 'must be a language known here')
  const arch = canonicalArchitecture(parameters.arch)
  if (!tables.architectures.has(arch)) throw wrongField('arch', 'must be an architecture known here')
  const build = wholeNumber('build', parameters.build)
  const major = parameters.major === undefined ? inferredMajor(build, tables) : wholeNumber('major', parameters.major)
  const hides = build >= NO_BETA_FROM
  const beta = onlyBeta || (!hides && channel === 'beta')
  return { arch, build, major, language, beta, onlyBeta, betaAsStable: onlyBeta && hides }
}

/** Blanks around it and a sign are tolerated. */
function wholeNumber(field: string, text: string): number {
  const number = /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(number)) throw wrongField(field, 'must be a whole number')
  return number
}

function inferredMajor(build: number, { dsm }: KnownTables): number {
  const firmware = dsm.find((row) => row.build <= build)
  if (firmware === undefined) throw wrongField('major', 'is required, because no known firmware is as old as this')
  return Number(firmware.version.split('.')[0])
}
