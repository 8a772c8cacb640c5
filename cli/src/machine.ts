/** This machine in Slipway's words. */

export const systems = ['linux', 'win', 'macosx'] as const
type System = (typeof systems)[number]

const oses: Partial<Record<NodeJS.Platform, System>> = {
  linux: 'linux',
  win32: 'win',
  darwin: 'macosx',
}
const arches: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64', ia32: 'i386' }

export const thisOs = (): System | undefined => oses[process.platform]
export const thisArch = (): string => arches[process.arch] ?? process.arch
