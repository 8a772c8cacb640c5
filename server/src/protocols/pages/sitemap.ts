/** For search engines: what everybody may see, and what is not worth their while. https://www.sitemaps.org/protocol.html */
import type { FastifyInstance } from 'fastify'
import { anonymous } from '../../modules/access/index.ts'
import { html } from '../../platform/http/html.ts'
import { appPath, extensionPath, releasePath, spkPath } from './forms.ts'
import { originOf } from './origin.ts'
import type { PagesOptions, PagesServices } from './services.ts'

/** The protocol allows no more in one file. */
const MOST = 50_000
const A_PAGE = 1000
/** Whoever asks more often gets the same. */
const FRESH_MS = 10 * 60_000

type Address = { path: string; changed: string | undefined }

export function sitemapRoutes(app: FastifyInstance, services: PagesServices, options: PagesOptions): void {
  const hidden = { schema: { hide: true } as never }
  let kept: { at: number; addresses: Promise<Address[]> } | undefined
  const addresses = (): Promise<Address[]> => {
    if (kept === undefined || Date.now() - kept.at > FRESH_MS) {
      kept = { at: Date.now(), addresses: publicAddresses(services) }
      kept.addresses.catch(() => {
        kept = undefined
      })
    }
    return kept.addresses
  }
  app.get('/sitemap.xml', hidden, async (request, reply) => {
    const origin = originOf(request, options)
    const all = await addresses()
    return reply
      .type('application/xml; charset=utf-8')
      .header('cache-control', 'max-age=600')
      .send(
        html`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${all.map(({ path, changed }) => html`<url><loc>${origin + path}</loc>${changed && html`<lastmod>${changed}</lastmod>`}</url>\n`)}</urlset>
`.text,
      )
  })
  app.get('/robots.txt', hidden, async (request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'max-age=600')
      .send(
        [
          'User-agent: *',
          ...CLOSED.map((path) => `Disallow: ${path}`),
          '',
          `Sitemap: ${originOf(request, options)}/sitemap.xml`,
          '',
        ].join('\n'),
      ),
  )
}

/** Files are large, and programs ask the rest. */
const CLOSED = ['/api/', '/dl/', '/bitstream/', '/download', '/login', '/account', '/admin']

/** What nobody in particular may see; of extensions those of the newest release that has some. */
async function publicAddresses({ apps, releases, catalogue, spk }: PagesServices): Promise<Address[]> {
  const nobody = anonymous()
  const found: Address[] = [
    { path: '/', changed: undefined },
    { path: '/apps', changed: undefined },
  ]
  const { items } = await apps.list(nobody, {}, A_PAGE, undefined)
  for (const { slug, latest } of items) {
    const newest =
      [latest.stable, latest.draft]
        .map((it) => it?.at ?? '')
        .sort()
        .at(-1) || undefined
    found.push({ path: appPath(slug), changed: newest })
    const listed = await releases.list(nobody, slug, { stage: 'stable' }, A_PAGE, undefined)
    found.push(...listed.items.map((it) => ({ path: releasePath(slug, it.name), changed: it.updatedAt })))
    if (latest.draft !== null) found.push({ path: releasePath(slug, latest.draft.name), changed: latest.draft.at })
    const shown = [latest.stable, latest.draft].find((it) => (it?.extensions ?? 0) > 0)
    if (shown == null) continue
    found.push({ path: `${appPath(slug)}/extensions`, changed: shown.at })
    let cursor: string | undefined
    do {
      const page = await catalogue.browse(nobody, slug, shown.id, {
        limit: A_PAGE,
        ...(cursor !== undefined && { cursor }),
      })
      found.push(...page.items.map((it) => ({ path: extensionPath(slug, it.baseName), changed: it.updatedAt })))
      cursor = page.cursor ?? undefined
    } while (cursor !== undefined && found.length < MOST)
    if (found.length >= MOST) break
  }
  found.push(...(await spkAddresses(spk)))
  return found.slice(0, MOST)
}

/** Synology packages that devices are offered. */
async function spkAddresses({ browser }: PagesServices['spk']): Promise<Address[]> {
  const found: Address[] = []
  let cursor: string | undefined
  do {
    const page = await browser.list(anonymous(), { limit: A_PAGE, ...(cursor !== undefined && { cursor }) })
    found.push(...page.items.map((it) => ({ path: spkPath(it.name), changed: it.updatedAt })))
    cursor = page.cursor ?? undefined
  } while (cursor !== undefined)
  return found.length === 0 ? [] : [{ path: '/synology', changed: undefined }, ...found]
}
