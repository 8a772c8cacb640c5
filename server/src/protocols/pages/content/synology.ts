import { type SpkBuild, SpkListQuery, type SpkPackageDetail } from '@slipway/contract'
import type { Actor } from '../../../modules/access/index.ts'
import { type Html, html, markup } from '../../../platform/http/html.ts'
import type { PageContent } from '../document.ts'
import { day, size, spkFile, spkPath, webLink } from '../forms.ts'
import type { PagesServices } from '../services.ts'
import type { Words } from '../words/index.ts'
import { understood } from './understood.ts'

const A_PAGE = 200

/** The list, with the filters of the web app's address. */
export async function spkListPage(
  { spk, settings }: PagesServices,
  actor: Actor,
  query: Record<string, string | undefined>,
  origin: string,
  w: Words,
): Promise<PageContent> {
  const filter = understood(SpkListQuery, query, ['q', 'category', 'arch', 'cursor'])
  const repository = await spk.browser.repository(actor)
  const { items, cursor } = await spk.browser.list(actor, { ...filter, limit: A_PAGE })
  const { name } = await settings.read()
  return {
    title: w.nas,
    description: w.nasSummary,
    path: '/synology',
    body: html`<h1>${w.nas}</h1>
<p>${w.nasSummary}</p>
<p>${w.nasSource(name)} <code>${repository.url ?? `${origin}/nas`}</code></p>
<form method="get" action="/synology"><label>${w.search} <input type="search" name="q" value="${filter.q ?? ''}"></label> <button>${w.show}</button></form>
${items.length === 0 && html`<p>${w.noPackages}</p>`}
<ul>${items.map(
      (it) =>
        html`<li><a href="${spkPath(it.name)}">${it.displayName}</a> ${it.version}${it.category !== null && html` (${it.category})`} ${it.description}</li>
`,
    )}</ul>
${cursor !== null && html`<p><a href="/synology?${new URLSearchParams({ ...filter, cursor }).toString()}">${w.morePackages}</a></p>`}`,
  }
}

/** One package with the files of all its versions and their digests. */
export async function spkPage({ spk }: PagesServices, actor: Actor, name: string, w: Words): Promise<PageContent> {
  const it = await spk.browser.get(actor, name)
  const current = it.versions.find(({ builds }) => builds.some(({ active }) => active)) ?? it.versions[0]
  const builds = current?.builds ?? []
  const title = current?.displayNames.enu || it.name
  const description = (builds.find(({ active }) => active) ?? builds[0])?.descriptions.enu ?? ''
  const icon = current?.icons.at(-1)
  return {
    title,
    description: description || w.nasSummary,
    path: spkPath(it.name),
    image: icon === undefined ? null : spkFile(icon),
    body: html`<h1>${title}</h1>
<p>${description}</p>
${it.screenshots.length > 0 && html`<p>${it.screenshots.map((file) => html`<img src="${spkFile(file)}" alt="${w.screenshot}" height="180"> `)}</p>`}
${current && facts(it, current, w)}
${it.versions.map((version) => versionOf(version, w))}
<p><a href="/synology">${w.nas}</a></p>`,
  }
}

type Version = SpkPackageDetail['versions'][number]

const versionOf = (version: Version, w: Words): Html => {
  const changes = version.builds.find(({ changelog }) => changelog !== null && changelog !== '')?.changelog
  return html`<h2>${version.text}${version.beta && html` (${w.beta})`}</h2>
<p>${day(version.createdAt)}</p>
${changes != null && html`<div>${markup(changes)}</div>`}
<div class="wide"><table><thead><tr><th scope="col">${w.architectures}</th><th scope="col">${w.firmware}</th><th scope="col">${w.file}</th><th scope="col">${w.size}</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${version.builds.map((build) => row(build, w))}</tbody></table></div>
`
}

const row = (build: SpkBuild, w: Words): Html => html`<tr><th scope="row">${build.architectures.join(', ')}</th>
<td>${w.firmwareFrom(build.firmware, build.firmwareMax)}</td>
<td><a href="${spkFile(build.path)}">${build.path.split('/').at(-1)}</a>${!build.active && html` (${w.inactive})`}</td>
<td>${size(build.size, w)}</td><td><code>${build.sha256}</code></td></tr>
`

function facts({ category }: SpkPackageDetail, version: Version, w: Words): Html {
  const all: [string, Html | string | null][] = [
    [w.category, category],
    [w.license, version.license],
    [w.homepage, version.maintainerUrl && webLink(version.maintainerUrl)],
  ]
  return html`<dl>${all.map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`
}
