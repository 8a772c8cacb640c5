import { as, type Settings } from './sources.ts'

export type GirderConfig = {
  girderOrigins: readonly string[]
  girderArches: readonly string[]
  girderSmallestChunk: number
  declaredGrace: number
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '')

function readOrigins(text: string): string[] {
  const origins = words(text)
  if (text.trim() === 'none') return []
  for (const origin of origins) {
    if (origin !== '*' && !/^https?:\/\/[^/\s]+$/.test(origin)) {
      throw new Error('expected *, none, or origins such as https://extensions.example.org, separated by commas')
    }
  }
  if (origins.length === 0) throw new Error('expected *, none, or origins separated by commas')
  return origins
}

function readArches(text: string): string[] {
  const arches = words(text)
  if (arches.length === 0 || arches.some((arch) => !/^[a-z0-9_]{1,20}$/i.test(arch))) {
    throw new Error('expected names such as i386,amd64,arm64,ppc, separated by commas')
  }
  return arches
}

export const girder: Settings<GirderConfig> = {
  girderOrigins: {
    name: 'girderOrigins',
    default: ['*'],
    read: readOrigins,
    help: 'pages of which origins may read /api/v1: * (default), none, or origins separated by commas, which may also sign in',
  },
  girderArches: {
    name: 'girderArches',
    default: ['i386', 'amd64', 'arm64'],
    read: readArches,
    help: 'architectures that clients of /api/v1 may name, e.g. i386,amd64,arm64,ppc',
  },
  girderSmallestChunk: {
    name: 'girderSmallestChunk',
    default: 5 * 1024 ** 2,
    read: as.size,
    help: 'how small a chunk of an upload to /api/v1 may be that is not the last, e.g. 5M',
  },
  declaredGrace: {
    name: 'declaredGrace',
    default: 3_600_000,
    read: as.span,
    help: 'how long a package that was declared waits for its bytes, e.g. 1h',
  },
}
