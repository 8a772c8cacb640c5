/**
 * The visitor's machine, as far as the browser tells. Client hints know the processor; without them (Firefox, Safari,
 * plain HTTP) Windows and Linux say it in the user agent, and a Mac says "Intel" whatever it is.
 * https://developer.mozilla.org/docs/Web/API/NavigatorUAData/getHighEntropyValues
 */
import type { Platform } from './platform.ts'

/** `arch` is undefined when the browser does not tell. */
export type Machine = { os: string; arch: string | undefined }

export type Agent = {
  userAgent: string
  platform?: string
  maxTouchPoints?: number
  userAgentData?: {
    platform: string
    mobile: boolean
    getHighEntropyValues(hints: string[]): Promise<{ architecture?: string; bitness?: string }>
  }
}

/** undefined: nothing is built for this kind of device, or it does not say what it is. */
export function machineOf({ userAgent, platform = '', maxTouchPoints = 0 }: Agent): Machine | undefined {
  if (/Android|iPhone|iPad|iPod|CrOS|Mobile/.test(userAgent)) return undefined
  const arm = /aarch64|arm64|ARM64/.test(`${userAgent} ${platform}`)
  if (/Windows/.test(userAgent))
    return { os: 'win', arch: arm ? 'arm64' : /x64|Win64|WOW64/.test(userAgent) ? 'amd64' : 'i386' }
  // An iPad that asks for desktop pages calls itself a Mac, but no Mac can be touched.
  if (/Macintosh/.test(userAgent)) return maxTouchPoints > 1 ? undefined : { os: 'macosx', arch: undefined }
  if (/Linux/.test(userAgent))
    return { os: 'linux', arch: arm ? 'arm64' : /i[3-6]86/.test(userAgent) ? 'i386' : 'amd64' }
  return undefined
}

export async function machineFromHints(agent: Agent): Promise<Machine | undefined> {
  const guess = machineOf(agent)
  if (agent.userAgentData === undefined || guess === undefined) return guess
  const { architecture, bitness } = await agent.userAgentData.getHighEntropyValues(['architecture', 'bitness'])
  if (architecture === 'arm') return { os: guess.os, arch: bitness === '32' ? 'armv7' : 'arm64' }
  if (architecture === 'x86') return { os: guess.os, arch: bitness === '32' ? 'i386' : 'amd64' }
  return guess
}

let known: Machine | undefined
/** Asked once, before the first page is drawn: hints answer within a few milliseconds, or never. */
export async function learnMachine(agent: Agent = navigator as Agent): Promise<void> {
  known = machineOf(agent)
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, 100, undefined))
  known = (await Promise.race([machineFromHints(agent).catch(() => undefined), patience])) ?? known
}
export const visitorMachine = (): Machine | undefined => known

export type Fit = 'exact' | 'probable' | 'other-processor'

/**
 * What to offer on this machine. Macs with Apple silicon and Windows on arm64 run amd64 programs, so a build for amd64 is
 * better than none there, and is said to be that.
 */
export function bestFor<T extends Platform>(
  machine: Machine | undefined,
  offers: readonly T[],
): { offer: T; fit: Fit } | undefined {
  if (machine === undefined) return undefined
  const sameOs = offers.filter(({ os }) => os === machine.os)
  const withArch = (arch: string) => sameOs.find((offer) => offer.arch === arch)
  if (machine.arch === undefined) {
    // Macs sold since 2020 have Apple silicon.
    const offer = withArch('arm64') ?? withArch('amd64') ?? sameOs[0]
    return offer && { offer, fit: sameOs.length === 1 ? 'exact' : 'probable' }
  }
  const exact = withArch(machine.arch)
  if (exact !== undefined) return { offer: exact, fit: 'exact' }
  if (machine.arch !== 'arm64' || machine.os === 'linux') return undefined
  const translated = withArch('amd64')
  return translated && { offer: translated, fit: 'other-processor' }
}
