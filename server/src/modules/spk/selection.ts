/**
 * Which build of a package a device gets: spkrepo's rule, with its mistakes corrected. Pure, so that tables and a
 * slow reference can check it. Never more than one build per package; never one that is inactive, expired, for other
 * firmware or for another kind of device.
 */
import { NOARCH } from '@slipway/spk'

export type Device = {
  /** canonical code */
  arch: string
  /** firmware build */
  build: number
  /** of the firmware version: 6 for DSM 6, 1 for SRM */
  major: number
  /** wants beta versions */
  beta: boolean
}

export type Candidate = {
  active: boolean
  /** canonical codes */
  architectures: ReadonlySet<string>
  /** firmware builds, both ends inclusive; null: no upper end */
  min: number
  max: number | null
  /** version text of the minimum firmware, e.g. `3.1` */
  minVersion: string
  version: { number: number; beta: boolean }
}

/** Why a device does not get a build. */
export const reasons = {
  inactive: 'The build is not active.',
  architecture: 'The build is for other architectures.',
  firmware_too_old: 'The device has older firmware than the build needs.',
  firmware_too_new: 'The device has newer firmware than the build is for.',
  other_major: 'The build was made for another major version of the firmware, which the device would refuse.',
  beta: 'The version is a beta version, and the device does not ask for those.',
} as const
export type Reason = keyof typeof reasons

/** The first rule that keeps the device from getting this build. */
export function refusedBecause(build: Candidate, device: Device): Reason | undefined {
  if (!build.active) return 'inactive'
  if (!build.architectures.has(device.arch) && !build.architectures.has(NOARCH)) return 'architecture'
  if (build.min > device.build) return 'firmware_too_old'
  if (build.max !== null && build.max < device.build) return 'firmware_too_new'
  if (!sameMajor(build, device)) return 'other_major'
  if (build.version.beta && !device.beta) return 'beta'
  return undefined
}

/** Packages without architecture that were made for DSM 3 were meant for everything before DSM 6; SRM gets them, too. */
function sameMajor({ minVersion, architectures }: Candidate, { major }: Device): boolean {
  if (minVersion.startsWith(`${major}.`)) return true
  return major < 6 && architectures.has(NOARCH) && minVersion.startsWith('3.')
}

/** The one build the device gets, of all builds of a package; later ones in the list are newer. */
export function select<B extends Candidate>(builds: Iterable<B>, device: Device): B | undefined {
  let best: B | undefined
  for (const build of builds) {
    if (refusedBecause(build, device) !== undefined) continue
    if (best === undefined || !isBetter(best, build, device)) best = build
  }
  return best
}

/** Whether `a`, which came earlier, is to be preferred to `b`. */
function isBetter(a: Candidate, b: Candidate, device: Device): boolean {
  if (a.version.number !== b.version.number) return a.version.number > b.version.number
  if (a.min !== b.min) return a.min > b.min
  const [own, other] = [a.architectures.has(device.arch), b.architectures.has(device.arch)]
  return own && !other
}
