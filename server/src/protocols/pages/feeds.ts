/** Atom feeds: the releases of an application, the versions of an extension. RFC 4287. */
import type { ExtensionVersion } from '@slipway/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notesHtml } from '../../modules/releases/index.ts'
import { type Html, html, markup } from '../../platform/http/html.ts'
import { wrongField } from '../../platform/problem.ts'
import { appPath, extensionPath, platformName, releasePath } from './forms.ts'
import { originOf } from './origin.ts'
import type { PagesOptions, PagesServices } from './services.ts'
import { words } from './words/index.ts'

/** A feed is the same for everybody who reads it. */
const w = words.en

const ENTRIES = 50
/** Enough builds for that many versions. */
const BUILDS = 400

type Entry = { id: string; title: string; path: string; updated: string; content: Html }
/** `id`: what no other feed has, wherever the server is reached. */
type Feed = { id: string; title: string; path: string; entries: Entry[]; since: string }

export function feedRoutes(app: FastifyInstance, services: PagesServices, options: PagesOptions): void {
  const feed = (url: string, make: (request: FastifyRequest) => Promise<Feed>) => {
    app.route({
      method: ['GET', 'HEAD'],
      url,
      schema: { hide: true } as never,
      async handler(request, reply) {
        const made = await make(request)
        return reply
          .type('application/atom+xml; charset=utf-8')
          .header('cache-control', 'no-cache')
          .header('vary', 'authorization, cookie')
          .send(print(made, await authorOf(), originOf(request, options), request.url))
      },
    })
  }
  const authorOf = async () => (await services.settings.read()).name
  feed('/apps/:app/feed.atom', (request) => releasesFeed(services, request))
  feed('/apps/:app/extensions/:name/feed.atom', (request) => versionsFeed(services, request))
}

/** Stable releases; with `?stage=draft` previews. */
async function releasesFeed({ apps, releases }: PagesServices, request: FastifyRequest): Promise<Feed> {
  const { stage = 'stable' } = request.query as { stage?: string }
  if (stage !== 'stable' && stage !== 'draft') throw wrongField('stage', 'must be `stable` or `draft`')
  const app = await apps.get(request.actor, (request.params as { app: string }).app)
  const { items } = await releases.list(request.actor, app.slug, { stage }, ENTRIES, undefined)
  return {
    id: `${app.id}:${stage}`,
    title: `${app.name}: ${stage === 'stable' ? 'releases' : 'previews'}`,
    path: appPath(app.slug),
    since: app.createdAt,
    entries: items.map((it) => ({
      id: it.id,
      title: `${app.name} ${it.name}`,
      path: releasePath(app.slug, it.name),
      updated: it.releasedAt ?? it.createdAt,
      content: html`<p>${w.stages[it.stage]}, ${w.revision(it.revision)}</p>
${it.platforms.length > 0 && html`<p>Installers for ${it.platforms.map(platformName).join(', ')}</p>`}
${markup(notesHtml(it.description))}`,
    })),
  }
}

/** One entry for each release and commit, whatever it was built for. */
async function versionsFeed({ apps, catalogue }: PagesServices, request: FastifyRequest): Promise<Feed> {
  const { app: slug, name } = request.params as { app: string; name: string }
  const app = await apps.get(request.actor, slug)
  const { items } = await catalogue.versions(request.actor, app.slug, name, BUILDS, undefined)
  const versions = new Map<string, ExtensionVersion[]>()
  for (const version of items) {
    const key = `${version.release.id} ${version.revision}`
    const builds = versions.get(key)
    if (builds === undefined) versions.set(key, [version])
    else builds.push(version)
  }
  return {
    id: `${app.id}:extension:${encodeURIComponent(name)}`,
    title: `${name} for ${app.name}`,
    path: extensionPath(app.slug, name),
    since: app.createdAt,
    entries: [...versions.values()].slice(0, ENTRIES).map((builds) => {
      const [latest] = builds as [ExtensionVersion, ...ExtensionVersion[]]
      return {
        // That of the first build: later ones belong to the same entry.
        id: builds.at(-1)?.id ?? latest.id,
        title: `${name} ${latest.revision} for ${app.name} ${latest.release.name}`,
        path: `${extensionPath(app.slug, name)}?release=${encodeURIComponent(latest.release.name)}`,
        updated: latest.createdAt,
        content: html`<ul>${builds.map(
          (build) => html`<li>${platformName(build)}: ${build.fileName}, SHA-256 ${build.sha256}</li>`,
        )}</ul>`,
      }
    }),
  }
}

function print({ id, title, path, entries, since }: Feed, author: string, origin: string, self: string): string {
  const updated =
    entries
      .map((entry) => entry.updated)
      .sort()
      .at(-1) ?? since
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${xml(title)}</title>
<id>urn:slipway:${id}</id>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${origin + self}"/>
<link rel="alternate" type="text/html" href="${origin + path}"/>
<author><name>${xml(author)}</name></author>
${entries.map((entry) => printEntry(entry, origin))}</feed>
`.text
}

const printEntry = ({ id, title, path, updated, content }: Entry, origin: string): Html => html`<entry>
<title>${xml(title)}</title>
<id>urn:slipway:${id}</id>
<updated>${updated}</updated>
<link rel="alternate" type="text/html" href="${origin + path}"/>
<content type="html" xml:base="${origin}/">${xml(content.text)}</content>
</entry>
`

/** Characters that XML has no way to write are left out. */
const xml = (text: string): string => text.replaceAll(/[^\t\n\r -\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
