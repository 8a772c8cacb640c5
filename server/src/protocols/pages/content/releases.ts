import type { ReleaseComparison } from '@slipway/contract'
import type { Actor } from '../../../modules/access/index.ts'
import { html } from '../../../platform/http/html.ts'
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
${release.description.trim() !== '' && html`<h2>${w.notes}</h2><pre>${release.description}</pre>`}
<p><a href="${appPath(app.slug)}/extensions?release=${encodeURIComponent(release.name)}">${w.extensions}</a>
<a href="${path('apps', app.slug, 'matrix', release.name)}">${w.availability}</a>
<a href="${appPath(app.slug)}">${app.name}</a></p>`,
  }
}

export async function matrixPage(
  { apps, catalogue }: PagesServices,
  actor: Actor,
  slug: string,
  reference: string,
  w: Words,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const matrix = await catalogue.matrix(actor, app.slug, reference)
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

export async function comparePage(
  { apps, catalogue }: PagesServices,
  actor: Actor,
  slug: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
  w: Words,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const title = w.compare(app.name)
  const address = `${appPath(app.slug)}/compare`
  const page = {
    title,
    description: w.compareSummary(app.name),
    path: address,
  }
  if (from === undefined || to === undefined) {
    return {
      ...page,
      body: html`<h1>${title}</h1>\n<p><a href="${appPath(app.slug)}">${w.allReleasesOf(app.name)}</a></p>`,
    }
  }
  const comparison = await catalogue.compare(actor, app.slug, from, to)
  return {
    ...page,
    title: w.both(app.name, comparison.from.name, comparison.to.name),
    path: `${address}?${new URLSearchParams({ from: comparison.from.name, to: comparison.to.name })}`,
    body: html`<h1>${w.fromTo(app.name, comparison.from.name, comparison.to.name)}</h1>
<ul>${comparison.items.map((it) => difference(it, w))}</ul>`,
  }
}

const difference = (
  it: ReleaseComparison['items'][number],
  w: Words,
) => html`<li>${it.baseName}, ${platformName(it)}: ${w.changes[it.change]}</li>
`
