import type { App, ListedRelease, Package } from '@slipway/contract'
import type { Actor } from '../../../modules/access/index.ts'
import { type Html, html } from '../../../platform/http/html.ts'
import type { PageContent } from '../document.ts'
import type { PagesServices } from '../services.ts'
import { appPath, day, path, platformName, releasePath, stageName, webLink } from '../words.ts'
import { files } from './tables.ts'

const MOST = 200

export async function appsPage({ apps }: PagesServices, actor: Actor): Promise<PageContent> {
  const { items } = await apps.list(actor, {}, MOST, undefined)
  return {
    title: 'Applications',
    description: `Installers and extensions of ${items.map(({ name }) => name).join(', ')}, each with the digest to verify it by.`,
    path: '/apps',
    body: html`<h1>What is published here</h1>
${items.map(
  ({ slug, name, description, latest }) => html`<h2><a href="${appPath(slug)}">${name}</a></h2>
<p>${description}</p>
<p>${[latest.stable, latest.draft].map(
    (it) => it && html`<a href="${releasePath(slug, it.name)}">${it.name}</a> (${stageName(it.stage)}, ${day(it.at)}) `,
  )}</p>
`,
)}`,
  }
}

export async function appPage(services: PagesServices, actor: Actor, slug: string): Promise<PageContent> {
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
    description: app.description || `Downloads of ${app.name}.`,
    path: appPath(app.slug),
    feed: { title: `Releases of ${app.name}`, path: `${appPath(app.slug)}/feed.atom` },
    body: html`<h1>${app.name}</h1>
<p>${app.description}</p>
${app.homepage !== null && html`<p>${webLink(app.homepage)}</p>`}
${newest.map((it) => it && latest(app, it.release, it.packages))}
${list(app, items)}
<p><a href="${appPath(app.slug)}/extensions">Extensions</a> <a href="${appPath(app.slug)}/feed.atom">Atom feed of releases</a></p>`,
  }
}

const latest = (
  app: App,
  release: NonNullable<App['latest']['stable']>,
  packages: readonly Package[],
): Html => html`<h2><a href="${releasePath(app.slug, release.name)}">${app.name} ${release.name}</a> (${stageName(release.stage)})</h2>
${files(packages)}`

const list = (app: App, releases: readonly ListedRelease[]): Html | null =>
  releases.length === 0
    ? null
    : html`<h2>Releases</h2>
<ul>${releases.map(
        (
          it,
        ) => html`<li><a href="${releasePath(app.slug, it.name)}">${it.name}</a> ${stageName(it.stage)}, ${day(it.releasedAt ?? it.createdAt)}${
          it.platforms.length > 0 && html`, ${it.platforms.map(platformName).join(', ')}`
        }</li>
`,
      )}</ul>`

export async function packagePage(
  { apps, packages }: PagesServices,
  actor: Actor,
  slug: string,
  id: string,
): Promise<PageContent> {
  const app = await apps.get(actor, slug)
  const it = await packages.getPackage(actor, app.slug, id)
  const title = `${it.baseName} ${it.version} for ${platformName(it)}`
  return {
    title,
    description: it.description || `${title}: ${it.file.name}, SHA-256 ${it.file.sha256}.`,
    path: path('apps', app.slug, 'packages', it.id),
    body: html`<h1>${title}</h1>
<p>${it.description}</p>
${files([it])}
<p><a href="${releasePath(app.slug, it.release.name)}">${app.name} ${it.release.name}</a></p>`,
  }
}
