import type { ReleaseComparison } from '@slipway/contract'
import type { Actor } from '../../../modules/access/index.ts'
import { html } from '../../../platform/http/html.ts'
import type { PageContent } from '../document.ts'
import type { PagesServices } from '../services.ts'
import { appPath, day, extensionPath, path, platformName, releasePath, stageName } from '../words.ts'
import { files, sums } from './tables.ts'

export async function releasePage(
  { apps, releases, packages }: PagesServices,
  actor: Actor,
  slug: string,
  reference: string,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const release = await releases.get(actor, app.slug, reference)
  const { items } = await packages.listPackages(actor, app.slug, { release: release.id, limit: 200 })
  const title = `${app.name} ${release.name}`
  return {
    title,
    description: `${title}, ${stageName(release.stage)}, for ${items.map(platformName).join(', ') || 'no platform yet'}. ${release.description}`,
    path: releasePath(app.slug, release.name),
    feed: { title: `Releases of ${app.name}`, path: `${appPath(app.slug)}/feed.atom` },
    body: html`<h1>${title}</h1>
<p>${stageName(release.stage)}, revision ${release.revision}, ${day(release.releasedAt ?? release.createdAt)}</p>
${files(items)}
${sums(app.slug, release.name)}
${release.description.trim() !== '' && html`<h2>Release notes</h2><pre>${release.description}</pre>`}
<p><a href="${appPath(app.slug)}/extensions?release=${encodeURIComponent(release.name)}">Extensions</a>
<a href="${path('apps', app.slug, 'matrix', release.name)}">Availability of extensions</a>
<a href="${appPath(app.slug)}">${app.name}</a></p>`,
  }
}

export async function matrixPage(
  { apps, catalogue }: PagesServices,
  actor: Actor,
  slug: string,
  reference: string,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const matrix = await catalogue.matrix(actor, app.slug, reference)
  const incomplete = matrix.rows.filter(({ cells }) => cells.some(({ id }) => id === null))
  const title = `Availability of extensions, ${app.name} ${matrix.release.name}`
  const file = `/api/v2${path('apps', app.slug, 'releases', matrix.release.name)}/matrix.csv`
  return {
    title,
    description: `${matrix.rows.length} extensions for ${matrix.targets.map(platformName).join(', ')}; ${incomplete.length} are missing somewhere.`,
    path: path('apps', app.slug, 'matrix', matrix.release.name),
    body: html`<h1>${title}</h1>
<p>${matrix.rows.length} extensions, of which ${incomplete.length} are missing for some platform. <a href="${file}">All as CSV</a></p>
<ul>${incomplete.map(
      ({
        baseName,
        cells,
      }) => html`<li><a href="${extensionPath(app.slug, baseName)}">${baseName}</a>: not for ${matrix.targets
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
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const title = `Compare releases of ${app.name}`
  const address = `${appPath(app.slug)}/compare`
  const page = {
    title,
    description: `What was added, removed and updated between two releases of ${app.name}.`,
    path: address,
  }
  if (from === undefined || to === undefined) {
    return {
      ...page,
      body: html`<h1>${title}</h1>\n<p><a href="${appPath(app.slug)}">All releases of ${app.name}</a></p>`,
    }
  }
  const comparison = await catalogue.compare(actor, app.slug, from, to)
  return {
    ...page,
    title: `${app.name} ${comparison.from.name} and ${comparison.to.name}`,
    path: `${address}?${new URLSearchParams({ from: comparison.from.name, to: comparison.to.name })}`,
    body: html`<h1>${app.name}: from ${comparison.from.name} to ${comparison.to.name}</h1>
<ul>${comparison.items.map(difference)}</ul>`,
  }
}

const difference = (
  it: ReleaseComparison['items'][number],
) => html`<li>${it.baseName}, ${platformName(it)}: ${it.change}</li>
`
