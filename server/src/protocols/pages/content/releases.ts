import type { ListedRelease, ReleaseComparison } from '@slipway/contract'
import type { Actor } from '../../../modules/access/index.ts'
import { html, markup } from '../../../platform/http/html.ts'
import type { PageContent } from '../document.ts'
import { appPath, day, extensionPath, path, platformName, releasePath } from '../forms.ts'
import type { PagesServices } from '../services.ts'
import type { Words } from '../words/index.ts'
import { files, sums } from './tables.ts'

export async function releasePage(
  { apps, releases, packages }: PagesServices,
  actor: Actor,
  slug: string,
  reference: string,
  w: Words,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const release = await releases.get(actor, app.slug, reference)
  const { items } = await packages.listPackages(actor, app.slug, { release: release.id, limit: 200 })
  const title = `${app.name} ${release.name}`
  return {
    title,
    description: `${title}, ${w.stages[release.stage]}, ${w.for} ${items.map(platformName).join(', ') || w.noPlatform}. ${release.description}`,
    path: releasePath(app.slug, release.name),
    feed: { title: w.releasesOf(app.name), path: `${appPath(app.slug)}/feed.atom` },
    body: html`<h1>${title}</h1>
<p>${w.stages[release.stage]}, ${w.revision(release.revision)}, ${day(release.releasedAt ?? release.createdAt)}</p>
${files(items, w)}
${sums(app.slug, release.name, w)}
${release.description.trim() !== '' && html`<h2>${w.notes}</h2>${markup(release.descriptionHtml)}`}
<p><a href="${appPath(app.slug)}/extensions?release=${encodeURIComponent(release.name)}">${w.extensions}</a>
<a href="${path('apps', app.slug, 'matrix', release.name)}">${w.availability}</a>
<a href="${appPath(app.slug)}">${app.name}</a></p>`,
  }
}

/** Without `reference` that of the newest release; null where there is none. */
export async function matrixPage(
  { apps, catalogue }: PagesServices,
  actor: Actor,
  slug: string,
  reference: string | undefined,
  w: Words,
): Promise<PageContent | null> {
  const app = await apps.get(actor, slug)
  const asked = reference ?? (app.latest.draft ?? app.latest.stable)?.name
  if (asked === undefined) return null
  const matrix = await catalogue.matrix(actor, app.slug, asked)
  const incomplete = matrix.rows.filter(({ cells }) => cells.some(({ id }) => id === null))
  const title = `${w.availability}, ${app.name} ${matrix.release.name}`
  const file = `/api/v2${path('apps', app.slug, 'releases', matrix.release.name)}/matrix.csv`
  return {
    title,
    description: w.matrixSummary(matrix.rows.length, matrix.targets.map(platformName).join(', '), incomplete.length),
    path: path('apps', app.slug, 'matrix', matrix.release.name),
    body: html`<h1>${title}</h1>
<p>${w.matrixCounts(matrix.rows.length, incomplete.length)} <a href="${file}">${w.allAsCsv}</a></p>
<ul>${incomplete.map(
      ({
        baseName,
        cells,
      }) => html`<li><a href="${extensionPath(app.slug, baseName)}">${baseName}</a>: ${w.notFor} ${matrix.targets
        .filter((_target, at) => cells[at]?.id === null)
        .map(platformName)
        .join(', ')}</li>
`,
    )}</ul>`,
  }
}

/** Without a choice: what is newest, compared with the stable release before it, or else the draft before. */
export async function comparePage(
  services: PagesServices,
  actor: Actor,
  slug: string,
  asked: { from?: string | undefined; to?: string | undefined },
  w: Words,
): Promise<PageContent> {
  const app = await services.apps.get(actor, slug)
  const title = w.compare(app.name)
  const address = `${appPath(app.slug)}/compare`
  const { items } = await services.releases.list(actor, app.slug, {}, MOST_TO_CHOOSE, undefined)
  const all = [...items].sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1))
  const newest = all[0]
  const before = all.find((it) => it !== newest && it.stage === 'stable') ?? all[1]
  const [from, to] = [asked.from ?? before?.name, asked.to ?? newest?.name]
  const page = { title, description: w.compareSummary(app.name), path: address }
  if (from === undefined || to === undefined) {
    return { ...page, body: html`<h1>${title}</h1>\n<p>${w.nothingToCompare}</p>` }
  }
  const comparison = await services.catalogue.compare(actor, app.slug, from, to)
  const chosen = asked.from !== undefined && asked.to !== undefined
  return {
    ...page,
    title: w.both(app.name, comparison.from.name, comparison.to.name),
    path: chosen
      ? `${address}?${new URLSearchParams({ from: comparison.from.name, to: comparison.to.name })}`
      : address,
    body: html`<h1>${w.fromTo(app.name, comparison.from.name, comparison.to.name)}</h1>
<form method="get" action="${address}">${choice('from', w.from, all, comparison.from.name)} ${choice('to', w.to, all, comparison.to.name)} <button>${w.show}</button></form>
<ul>${comparison.items.map((it) => difference(it, w))}</ul>
<p><a href="${appPath(app.slug)}">${w.allReleasesOf(app.name)}</a></p>`,
  }
}

const MOST_TO_CHOOSE = 200
const timeOf = (it: ListedRelease): string => it.releasedAt ?? it.createdAt

const choice = (name: string, label: string, all: readonly ListedRelease[], chosen: string) =>
  html`<label>${label} <select name="${name}">${all.map(
    (it) => html`<option${it.name === chosen && html` selected`}>${it.name}</option>`,
  )}</select></label>`

const difference = (
  it: ReleaseComparison['items'][number],
  w: Words,
) => html`<li>${it.baseName}, ${platformName(it)}: ${w.changes[it.change]}</li>
`

/** The numbers are the app's; without it they are there as tables for programs. */
export async function statisticsPage(
  { apps }: PagesServices,
  actor: Actor,
  slug: string,
  name: string | undefined,
  w: Words,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const title = w.statisticsOf(name === undefined ? app.name : `${name} (${app.name})`)
  const file = (by: string) =>
    `/api/v2${appPath(app.slug)}/statistics.csv?${new URLSearchParams({ by, ...(name !== undefined && { baseName: name }) })}`
  const address = `${appPath(app.slug)}/statistics`
  return {
    title,
    description: w.statisticsSummary,
    path: name === undefined ? address : `${address}?${new URLSearchParams({ name })}`,
    body: html`<h1>${title}</h1>
<p>${w.statisticsSummary}</p>
<ul>${Object.entries(w.by).map(([by, text]) => html`<li><a href="${file(by)}">${text} (CSV)</a></li>\n`)}</ul>
${name === undefined ? html`<p><a href="${appPath(app.slug)}/download-stats">${w.installersInTables}</a></p>\n` : ''}<p><a href="${appPath(app.slug)}">${app.name}</a></p>`,
  }
}
