import { type ExtensionFacets, type ExtensionOverview, SummaryQuery } from '@slipway/contract'
import type { Actor } from '../../../modules/access/index.ts'
import { type Html, html, markup } from '../../../platform/http/html.ts'
import type { PageContent } from '../document.ts'
import { appPath, day, extensionPath, osName, pictures, platformName, releasePath, webLink } from '../forms.ts'
import type { PagesServices } from '../services.ts'
import type { Words } from '../words/index.ts'
import { files } from './tables.ts'
import { understood } from './understood.ts'

const A_PAGE = 500

const FILTERS = ['q', 'os', 'arch', 'category', 'tier', 'license', 'sort'] as const

/** Filters of the web app's address hold here, too. */
export async function cataloguePage(
  { apps, catalogue }: PagesServices,
  actor: Actor,
  slug: string,
  query: Record<string, string | undefined>,
  w: Words,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const { stable, draft } = app.latest
  const usual = [stable, draft].find((it) => (it?.extensions ?? 0) > 0) ?? stable ?? draft
  const { release } = query
  const reference = release ?? usual?.name
  const address = `${appPath(app.slug)}/extensions`
  const title = w.extensionsFor(app.name)
  const page = { title, description: w.extensionsSummary(app.name), path: address }
  if (reference === undefined) return { ...page, body: html`<h1>${title}</h1>\n<p>${w.nothingPublished}</p>` }
  const { cursor, ...filter } = understood(SummaryQuery, query, [...FILTERS, 'cursor'])
  const facets = await catalogue.facets(actor, app.slug, reference, filter)
  const list = await catalogue.browse(actor, app.slug, reference, {
    ...filter,
    ...(cursor !== undefined && { cursor }),
    limit: A_PAGE,
  })
  const chosen = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]))
  const next = list.cursor && new URLSearchParams({ release: reference, ...chosen, cursor: list.cursor })
  return {
    ...page,
    path: release === undefined ? address : `${address}?${new URLSearchParams({ release })}`,
    body: html`<h1>${title} ${reference}</h1>
${filterForm(address, release, chosen, facets, w)}
<p>${w.found(facets.total)}</p>
<ul>${list.items.map(
      ({ baseName, line, category, builds }) =>
        html`<li><a href="${extensionPath(app.slug, baseName)}">${baseName}</a>${category !== null && html` (${category})`} ${line} <small>${builds.map(platformName).join(', ')}</small></li>
`,
    )}</ul>
${next && html`<p><a href="${address}?${next.toString()}">${w.moreExtensions}</a></p>`}`,
  }
}

/** Search, facets and order as a plain form. */
function filterForm(
  address: string,
  release: string | undefined,
  chosen: Record<string, string>,
  facets: ExtensionFacets,
  w: Words,
): Html {
  const values = (tally: ExtensionFacets['categories']) =>
    tally.flatMap(({ value }) => (value === null ? [] : [{ value, text: value }]))
  const targets = values(facets.targets)
  const part = (at: 0 | 1) =>
    [...new Set(targets.map(({ value }) => value.split(/-(.*)/)[at] ?? ''))].map((value) => ({ value, text: value }))
  const choices: [name: string, label: string, values: { value: string; text: string }[]][] = [
    ['os', w.operatingSystem, part(0).map(({ value }) => ({ value, text: osName(value) }))],
    ['arch', w.architecture, part(1)],
    ['category', w.category, values(facets.categories)],
    ['tier', w.tier, values(facets.tiers)],
    ['license', w.license, values(facets.licenses)],
    ['sort', w.sort, Object.entries(w.sorts).map(([value, text]) => ({ value, text }))],
  ]
  return html`<form method="get" action="${address}">
${release !== undefined && html`<input type="hidden" name="release" value="${release}">`}
<label>${w.search} <input type="search" name="q" value="${chosen.q ?? ''}"></label>
${choices.map(
  ([name, label, all]) =>
    (all.length > 1 || chosen[name] !== undefined) &&
    html`<label>${label} <select name="${name}"><option value="">${name === 'sort' ? '' : w.all}</option>${all.map(
      ({ value, text }) => html`<option value="${value}"${value === chosen[name] && html` selected`}>${text}</option>`,
    )}</select></label>
`,
)}<button>${w.show}</button></form>`
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
    image: summary.icon,
    body: html`<h1>${name}</h1>
<p>${w.for} <a href="${releasePath(app.slug, overview.release.name)}">${app.name} ${overview.release.name}</a></p>
${pictures(overview.screenshots, w)}${it !== undefined && html`<div>${markup(it.description)}</div>`}
${files(builds, w)}
${facts(app.slug, overview, w)}
<h2>${w.versions}</h2>
<ul>${versions.map(
      (version) =>
        html`<li>${version.release.name}, ${platformName(version)}: <a href="${version.url}">${version.fileName}</a>, ${day(version.createdAt)}, <code>${version.sha256}</code></li>
`,
    )}</ul>
<p><a href="${appPath(app.slug)}/statistics?name=${encodeURIComponent(name)}">${w.statistics}</a></p>`,
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
