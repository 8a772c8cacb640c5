import { describe, expect, it } from 'vitest'
import { type Agent, bestFor, machineFromHints, machineOf } from './visitor.ts'

const agents = {
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  windows32: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  linux: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  linuxArm: 'Mozilla/5.0 (X11; Linux aarch64; rv:140.0) Gecko/20100101 Firefox/140.0',
  android:
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  iphone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1',
}

describe('from the user agent', () => {
  it.each([
    ['windows', { os: 'win', arch: 'amd64' }],
    ['windows32', { os: 'win', arch: 'i386' }],
    ['mac', { os: 'macosx', arch: undefined }],
    ['linux', { os: 'linux', arch: 'amd64' }],
    ['linuxArm', { os: 'linux', arch: 'arm64' }],
    ['android', undefined],
    ['iphone', undefined],
  ] as const)('%s', (agent, machine) => {
    expect(machineOf({ userAgent: agents[agent] })).toEqual(machine)
  })

  it('an iPad that asks for desktop pages is not a Mac', () => {
    expect(machineOf({ userAgent: agents.mac, maxTouchPoints: 5 })).toBeUndefined()
  })
})

describe('from client hints', () => {
  const hinting = (userAgent: string, hints: { architecture?: string; bitness?: string }): Agent => ({
    userAgent,
    userAgentData: { platform: '', mobile: false, getHighEntropyValues: async () => hints },
  })

  it('knows the processor of a Mac', async () => {
    const machine = await machineFromHints(hinting(agents.mac, { architecture: 'arm', bitness: '64' }))
    expect(machine).toEqual({ os: 'macosx', arch: 'arm64' })
  })

  it('knows Windows on arm64, whose user agent says x64', async () => {
    const machine = await machineFromHints(hinting(agents.windows, { architecture: 'arm', bitness: '64' }))
    expect(machine).toEqual({ os: 'win', arch: 'arm64' })
  })

  it('keeps the guess when the hints say nothing', async () => {
    expect(await machineFromHints(hinting(agents.linux, {}))).toEqual({ os: 'linux', arch: 'amd64' })
  })
})

describe('what to offer', () => {
  const windows = { os: 'win', arch: 'amd64' }
  const intelMac = { os: 'macosx', arch: 'amd64' }
  const appleMac = { os: 'macosx', arch: 'arm64' }
  const linux = { os: 'linux', arch: 'amd64' }
  const all = [windows, intelMac, appleMac, linux]

  it('the build for exactly this machine', () => {
    expect(bestFor({ os: 'linux', arch: 'amd64' }, all)).toEqual({ offer: linux, fit: 'exact' })
  })
  it('Apple silicon on a Mac that does not tell, said to be a guess', () => {
    expect(bestFor({ os: 'macosx', arch: undefined }, all)).toEqual({ offer: appleMac, fit: 'probable' })
  })
  it('an amd64 build where arm64 can run it, said to be that', () => {
    expect(bestFor(appleMac, [intelMac, linux])).toEqual({ offer: intelMac, fit: 'other-processor' })
    expect(bestFor({ os: 'win', arch: 'arm64' }, all)).toEqual({ offer: windows, fit: 'other-processor' })
  })
  it('nothing rather than something that does not run', () => {
    expect(bestFor({ os: 'linux', arch: 'arm64' }, all)).toBeUndefined()
    expect(bestFor({ os: 'linux', arch: 'amd64' }, [windows])).toBeUndefined()
    expect(bestFor(undefined, all)).toBeUndefined()
  })
})
