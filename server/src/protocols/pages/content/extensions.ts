import type { ExtensionOverview } from '@slipway/contract'
import type { Actor } from '../../../modules/access/index.ts'
import { type Html, html, markup } from '../../../platform/http/html.ts'
import type { PageContent } from '../document.ts'
import { appPath, day, extensionPath, pictures, platformName, releasePath, webLink } from '../forms.ts'
import type { PagesServices } from '../services.ts'
import type { Words } from '../words/index.ts'
import { files } from './tables.ts'

const A_PAGE = 500

/** Filters of the web app's address hold here, too; what is not understood is left out. */
export type CatalogueFilter = {
  release?: string | undefined
  q?: string | undefined
  category?: string | undefined
  cursor?: string | undefined
}

export async function cataloguePage(
  { apps, catalogue }: PagesServices,
  actor: Actor,
  slug: string,
  { release, q, category, cursor }: CatalogueFilter,
  w: Words,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const { stable, draft } = app.latest
  const usual = [stable, draft].find((it) => (it?.extensions ?? 0) > 0) ?? stable ?? draft
  const reference = release ?? usual?.name
  const address = `${appPath(app.slug)}/extensions`
  const title = w.extensionsFor(app.name)
  const page = { title, description: w.extensionsSummary(app.name), path: address }
  if (reference === undefined) return { ...page, body: html`<h1>${title}</h1>\n<p>${w.nothingPublished}</p>` }
  const filter = { ...(q !== undefined && { q }), ...(category !== undefined && { category }) }
  const list = await catalogue.browse(actor, app.slug, reference, {
    ...filter,
    ...(cursor !== undefined && { cursor }),
    limit: A_PAGE,
  })
  const next = list.cursor && new URLSearchParams({ release: reference, ...filter, cursor: list.cursor })
  return {
    ...page,
    path: release === undefined ? address : `${address}?${new URLSearchParams({ release })}`,
    body: html`<h1>${title} ${reference}</h1>
<ul>${list.items.map(
      ({ baseName, line, category }) =>
        html`<li><a href="${extensionPath(app.slug, baseName)}">${baseName}</a>${category !== null && html` (${category})`} ${line}</li>
`,
    )}</ul>
${next && html`<p><a href="${address}?${next.toString()}">${w.moreExtensions}</a></p>`}`,
  }
}

export async function extensionPage(
  { apps, catalogue }: PagesServices,
  actor: Actor,
  slug: string,
  name: string,
  release: string | undefined,
  w: Words,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const overview = await catalogue.overview(actor, app.slug, name, release)
  const { items: versions } = await catalogue.versions(actor, app.slug, name, 50, undefined)
  const { summary, builds } = overview
  const [it] = builds
  const address = extensionPath(app.slug, name)
  return {
    title: `${name} · ${app.name}`,
    description: summary.line || w.extensionOf(name, app.name),
    path: address,
    feed: { title: w.versionsOf(name), path: `${address}/feed.atom` },
    image: summary.iconUrl,
    body: html`<h1>${name}</h1>
<p>${w.for} <a href="${releasePath(app.slug, overview.release.name)}">${app.name} ${overview.release.name}</a></p>
${it !== undefined && html`${pictures(it.screenshots, w)}<div>${markup(it.description)}</div>`}
${files(builds, w)}
${facts(app.slug, overview, w)}
<h2>${w.versions}</h2>
<ul>${versions.map(
      (version) =>
        html`<li>${version.release.name}, ${platformName(version)}: <a href="${version.url}">${version.fileName}</a>, ${day(version.createdAt)}, <code>${version.sha256}</code></li>
`,
    )}</ul>`,
  }
}

function facts(app: string, { summary, builds, needs, neededBy }: ExtensionOverview, w: Words): Html {
  const link = (name: string) => html`<a href="${extensionPath(app, name)}">${name}</a> `
  const [it] = builds
  const all: [string, Html | string | null | undefined | false][] = [
    [w.category, summary.category],
    [w.license, summary.license],
    [w.contributors, it?.contributors],
    [w.needs, needs.length > 0 && html`${needs.map(({ baseName, here }) => (here ? link(baseName) : `${baseName} `))}`],
    [w.neededBy, neededBy.length > 0 && html`${neededBy.map(link)}`],
    [w.source, it !== undefined && it.repositoryUrl !== '' && webLink(it.repositoryUrl)],
    [w.commit, it?.revision],
    [w.homepage, it?.homepage && webLink(it.homepage)],
  ]
  return html`<dl>${all.map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`
}
