/**
 * The download page (contract, 9), whole without scripts. Programs read it too (contract, 14): the order of the columns,
 * the words of the rows, relative links in double quotes with the version in a `header` behind them, and nothing but
 * `tt` and `td` between a label and its checksum are what they look for.
 */
import { type Html, html } from '../../../platform/http/html.ts'
import { document } from '../shell.ts'
import { checksums } from './checksums.ts'
import type { PageFacts } from './facts.ts'
import { forTheVisitor } from './for-the-visitor.ts'
import { installers } from './installers.ts'
import { olderReleases } from './older.ts'

export function downloadPage(facts: PageFacts): string {
  const { app, look } = facts
  const title = look.title ?? `Download ${app.name}`
  const text = look.text ?? app.description
  return document(
    title,
    html`${look.notice === null ? null : html`<p class="notice">${look.notice}</p>`}
<div class="intro"><h1>${title}</h1>
${text === '' ? null : html`<p>${text}</p>`}</div>
${asked(facts)}
${forTheVisitor(facts)}
${installers(facts.offers)}
<div class="panels">
${checksums(facts)}
${naming(facts)}
${olderReleases(facts)}
</div>`,
    { header: header(facts), footer: footer(facts), look },
  )
}

function header({ app, offers, look, signedIn, statisticsPath }: PageFacts): Html {
  const home = `/apps/${app.slug}`
  const newest = offers.find(({ stability }) => stability === 'release') ?? offers[0]
  const release = newest && encodeURIComponent(newest.release)
  const name = html`${look.logo === null ? mark : html`<img src="${look.logo}" alt="" height="28">`}<span>${app.name}</span>`
  return html`<header><div class="bar"><a class="mark" href="${app.homepage ?? home}">${name}</a>
<nav aria-label="Site"><a href="${home}">All releases</a>
${release === undefined ? null : html`<a href="${home}/releases/${release}?tab=extensions">Extensions</a>`}
<a href="${statisticsPath}">Download Statistics</a></nav>
${signedIn ? null : html`<a class="in" href="/login?from=${encodeURIComponent(home)}">Sign in</a>`}</div></header>`
}

const footer = ({ app, statisticsPath }: PageFacts): Html => html`<footer><div class="bar"><nav aria-label="More">
<a href="/apps">All applications</a> <a href="/apps/${app.slug}">All releases</a> <a href="${statisticsPath}">Download Statistics</a>
<a href="/api/v2/docs">API</a></nav></div></footer>`

const mark = html`<img src="/mark.svg" alt="" width="28" height="28">`

/** What was asked for by the address, and the way back to what is newest. */
function asked({ query, path }: PageFacts): Html | null {
  const words = [...SAID].flatMap(([name, say]) => {
    const value = query.get(name)
    return value === null || value === '' ? [] : [say(value)]
  })
  if (words.length === 0) return null
  return html`<p class="asked"><span>Asked for: <strong>${words.join(', ')}</strong></span> <a href="${path}">Show what is newest</a></p>`
}

const SAID = new Map<string, (value: string) => string>([
  ['version', (value) => `version ${value}`],
  ['revision', (value) => `revision ${value}`],
  ['closest-revision', (value) => `revision ${value} or the one before it`],
  ['date', (value) => `built on ${value} or before`],
  ['offset', (value) => `shifted by ${value}`],
  ['arch', (value) => `for ${value}`],
])

const naming = ({ app, offers }: PageFacts): Html => html`<section class="panel" id="package-naming-convention">
<h2>Package Naming Convention</h2>
<p>Stable releases: <code>${offers[0]?.answer.product_name ?? app.name}-X.Y.Z-&lt;os&gt;-&lt;arch&gt;.&lt;extension&gt;</code></p>
<p>Preview releases: <code>${offers[0]?.answer.product_name ?? app.name}-X.Y.Z-YYYY-MM-DD-&lt;os&gt;-&lt;arch&gt;.&lt;extension&gt;</code>, where the date is that of the
commit and not of the build.</p>
</section>`
