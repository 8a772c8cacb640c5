/** What the address of a request asks for: every address under which this server and its predecessors gave files away. */

export type Wanted =
  | { by: 'id'; id: string }
  | { by: 'name'; app: string; release: string; file: string }
  | { by: 'digest'; algorithm: 'sha256' | 'sha512'; digest: string }
  | { by: 'spk'; path: string; arch: string | undefined; build: string | undefined }

/** A redirect of the old download site was the only trace of a download in its own log. */
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const ID = '([0-9a-fA-F]{24})'

/** First match wins. `redirects`: an answer that only points to the bytes is the download. */
const ADDRESSES: { pattern: RegExp; redirects?: true; wanted: (parts: string[]) => Wanted }[] = [
  {
    pattern: /^(?:\/apps\/[^/]+)?\/bitstream\/([0-9a-fA-F]{24}|\d+)/,
    redirects: true,
    wanted: ([id = '']) => ({ by: 'id', id: id.toLowerCase() }),
  },
  {
    pattern: new RegExp(`/api/v1/(?:item|file)/${ID}/download(?:/[^/]*)?/?$`),
    wanted: ([id = '']) => ({ by: 'id', id: id.toLowerCase() }),
  },
  {
    pattern: /\/api\/v1\/file\/hashsum\/sha512\/([0-9a-f]{128})\/download$/i,
    wanted: ([digest = '']) => ({ by: 'digest', algorithm: 'sha512', digest: digest.toLowerCase() }),
  },
  { pattern: new RegExp(`^/api/v2/files/${ID}/bytes$`), wanted: ([id = '']) => ({ by: 'id', id: id.toLowerCase() }) },
  {
    pattern: /^\/dl\/(sha256|sha512):([0-9a-fA-F]+)(?:\/[^/]*)?$/,
    wanted: ([algorithm, digest = '']) => ({
      by: 'digest',
      algorithm: algorithm as 'sha256',
      digest: digest.toLowerCase(),
    }),
  },
  {
    pattern: /^\/dl\/([^/]+)\/([^/]+)\/([^/]+)$/,
    wanted: ([app = '', release = '', file = '']) => ({ by: 'name', app, release, file }),
  },
  { pattern: new RegExp(`^/dl/${ID}(?:/[^/]*)?$`), wanted: ([id = '']) => ({ by: 'id', id: id.toLowerCase() }) },
]

type Request = { url: string; status: number; range: string; arch?: string | undefined; build?: string | undefined }

/** What a request that was answered well asked for; nothing when it is no download. */
export function wantedBy({ url, status, range, arch, build }: Request): Wanted | undefined {
  const delivered = status === 200 || (status === 206 && (range === '' || range.startsWith('bytes=0-')))
  if (!delivered && !REDIRECTS.has(status)) return undefined
  const [path, query] = split(url)
  if (delivered && path.endsWith('.spk')) {
    const said = new URLSearchParams(query)
    return {
      by: 'spk',
      path: path.replace(/^\/(?:nas\/)?/, ''),
      arch: said.get('arch') ?? arch,
      build: said.get('build') ?? build,
    }
  }
  for (const { pattern, redirects, wanted } of ADDRESSES) {
    const match = pattern.exec(path)
    if (match !== null) return delivered || redirects ? wanted(match.slice(1)) : undefined
  }
  return undefined
}

/** Path, decoded, and query. Some clients write the whole address, some write slashes twice. */
function split(url: string): [path: string, query: string] {
  const local = url.replace(/^https?:\/\/[^/]*/i, '')
  const at = local.indexOf('?')
  const path = (at < 0 ? local : local.slice(0, at)).replaceAll(/\/{2,}/g, '/')
  return [decode(path), at < 0 ? '' : local.slice(at + 1)]
}

function decode(path: string): string {
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
