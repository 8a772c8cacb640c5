/** All that people can see of a server, for comparing one with another. */
import { createHash } from 'node:crypto'
import type { TestServer } from '../harness/index.ts'

type Item = Record<string, unknown>

/** Lists, details, counters, audit and bytes, as the administrator gets them over the API. */
export async function catalogueOf(server: TestServer): Promise<Record<string, unknown>> {
  const all = async (path: string): Promise<Item[]> => {
    const items: Item[] = []
    for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
      const answer = await server.as.admin.request('GET', path, { query: { limit: 100, ...(cursor && { cursor }) } })
      const page = answer.value as { items: Item[]; cursor?: string | null }
      items.push(...page.items)
      cursor = page.cursor ?? null
    }
    return items
  }
  const apps = await all('/api/v2/apps')
  const contents: Record<string, unknown> = {}
  for (const { slug } of apps) {
    const base = `/api/v2/apps/${slug}`
    const packages = await all(`${base}/packages`)
    const extensions = await all(`${base}/extensions`)
    const found = await server.as.admin.request('GET', `${base}/extensions`, { query: { q: 'tools', limit: 100 } })
    contents[String(slug)] = {
      releases: await all(`${base}/releases`),
      packages,
      extensions,
      found: (found.value as { items: Item[] }).items.map(({ id }) => id),
      members: await all(`${base}/members`),
      downloads: await all(`${base}/downloads`),
      trash: await all(`${base}/trash`),
      bytes: await Promise.all([...packages, ...extensions].map(({ url }) => digestAt(server, String(url)))),
    }
  }
  return { accounts: await all('/api/v2/accounts'), audit: await all('/api/v2/audit'), apps, contents }
}

/** By HEAD of the address and a GET of the first bytes only, so that looking does not count as a download. */
async function digestAt(server: TestServer, url: string): Promise<string> {
  const head = await server.as.admin.request('HEAD', url)
  const size = Number(head.headers['content-length'])
  const part = await server.as.admin.request('GET', url, { headers: { range: `bytes=0-${Math.max(0, size - 2)}` } })
  return `${size} ${head.headers.etag} ${createHash('sha256').update(part.bytes).digest('hex')}`
}
