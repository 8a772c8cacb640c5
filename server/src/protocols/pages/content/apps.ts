import type { App, ListedRelease, Package } from '@slipway/contract'
import type { Actor } from '../../../modules/access/index.ts'
import { type Html, html } from '../../../platform/http/html.ts'
import type { PageContent } from '../document.ts'
import { appPath, day, path, platformName, releasePath, webLink } from '../forms.ts'
import type { PagesServices } from '../services.ts'
import type { Words } from '../words/index.ts'
import { files } from './tables.ts'

const MOST = 200

export async function appsPage({ apps }: PagesServices, actor: Actor, w: Words): Promise<PageContent> {
  const { items } = await apps.list(actor, {}, MOST, undefined)
  return {
    title: w.apps,
    description: w.appsSummary(items.map(({ name }) => name).join(', ')),
    path: '/apps',
    body: html`<h1>${w.published}</h1>
${items.map(
  ({ slug, name, description, latest }) => html`<h2><a href="${appPath(slug)}">${name}</a></h2>
<p>${description}</p>
<p>${[latest.stable, latest.draft].map(
    (it) => it && html`<a href="${releasePath(slug, it.name)}">${it.name}</a> (${w.stages[it.stage]}, ${day(it.at)}) `,
  )}</p>
`,
)}`,
  }
}

export async function appPage(services: PagesServices, actor: Actor, slug: string, w: Words): Promise<PageContent> {
  const app = await services.apps.get(actor, slug)
  const { items } = await services.releases.list(actor, app.slug, {}, 50, undefined)
  const { stable, draft } = app.latest
  const newest = await Promise.all(
    [stable, draft].map(async (release) =>
      release === null
        ? null
        : { release, packages: (await services.packages.listPackages(actor, app.slug, { release: release.id })).items },
    ),
  )
  return {
    title: app.name,
    description: app.description || w.downloadsOf(app.name),
    path: appPath(app.slug),
    feed: { title: w.releasesOf(app.name), path: `${appPath(app.slug)}/feed.atom` },
    body: html`<h1>${app.name}</h1>
<p>${app.description}</p>
${app.homepage !== null && html`<p>${webLink(app.homepage)}</p>`}
${newest.map((it) => it && latest(app, it.release, it.packages, w))}
${list(app, items, w)}
<p><a href="${appPath(app.slug)}/extensions">${w.extensions}</a> <a href="${appPath(app.slug)}/statistics">${w.statistics}</a> <a href="${appPath(app.slug)}/feed.atom">${w.feed}</a></p>`,
  }
}

const latest = (
  app: App,
  release: NonNullable<App['latest']['stable']>,
  packages: readonly Package[],
  w: Words,
): Html => html`<h2><a href="${releasePath(app.slug, release.name)}">${app.name} ${release.name}</a> (${w.stages[release.stage]})</h2>
${files(packages, w)}`

const list = (app: App, releases: readonly ListedRelease[], w: Words): Html | null =>
  releases.length === 0
    ? null
    : html`<h2>${w.releases}</h2>
<ul>${releases.map(
        (
          it,
        ) => html`<li><a href="${releasePath(app.slug, it.name)}">${it.name}</a> ${w.stages[it.stage]}, ${day(it.releasedAt ?? it.createdAt)}${
          it.platforms.length > 0 && html`, ${it.platforms.map(platformName).join(', ')}`
        }</li>
`,
      )}</ul>`

export async function packagePage(
  { apps, packages }: PagesServices,
  actor: Actor,
  slug: string,
  id: string,
  w: Words,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const it = await packages.getPackage(actor, app.slug, id)
  const title = w.installerFor(`${it.baseName} ${it.version}`, platformName(it))
  return {
    title,
    description: it.description || `${title}: ${it.file.name}, SHA-256 ${it.file.sha256}.`,
    path: path('apps', app.slug, 'packages', it.id),
    body: html`<h1>${title}</h1>
<p>${it.description}</p>
${files([it], w)}
<p><a href="${releasePath(app.slug, it.release.name)}">${app.name} ${it.release.name}</a></p>`,
  }
}

export async function statisticsOfAllPage({ apps }: PagesServices, actor: Actor, w: Words): Promise<PageContent> {
  const { items } = await apps.list(actor, {}, MOST, undefined)
  return {
    title: w.statistics,
    description: w.statisticsSummary,
    path: '/statistics',
    body: html`<h1>${w.statistics}</h1>
<ul>${items.map(({ slug, name }) => html`<li><a href="${appPath(slug)}/statistics">${w.statisticsOf(name)}</a></li>\n`)}</ul>`,
  }
}
