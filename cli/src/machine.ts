/** This machine in Slipway's words. */

const oses: Partial<Record<NodeJS.Platform, 'linux' | 'win' | 'macosx'>> = {
  linux: 'linux',
  win32: 'win',
  darwin: 'macosx',
}
const arches: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64', ia32: 'i386' }

export const thisOs = (): 'linux' | 'win' | 'macosx' | undefined => oses[process.platform]
export const thisArch = (): string => arches[process.arch] ?? process.arch
