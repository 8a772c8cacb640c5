/**
 * The download page, whole without scripts. Programs read it too: the order of the columns,
 * the words of the rows, relative links in double quotes with the version in a `header` behind them, and nothing but
 * `tt` and `td` between a label and its checksum are what they look for.
 */
import { type Html, html } from '../../../platform/http/html.ts'
import { document } from '../shell.ts'
import { footer, header } from './around.ts'
import { checksums } from './checksums.ts'
import type { PageFacts } from './facts.ts'
import { forTheVisitor } from './for-the-visitor.ts'
import { installers } from './installers.ts'
import { isHere } from './offers.ts'
import { olderReleases } from './older.ts'

export function downloadPage(facts: PageFacts): string {
  const { app, look, words } = facts
  const title = look.title ?? words.download(app.name)
  const text = look.text ?? app.description
  return document(
    title,
    html`${look.notice === null ? null : html`<p class="notice">${look.notice}</p>`}
<div class="intro"><h1>${title}</h1>
${text === '' ? null : html`<p>${text}</p>`}</div>
${asked(facts)}
${forTheVisitor(facts)}
${installers(facts.offers, words)}
<div class="panels">
${checksums(facts)}
${naming(facts)}
${olderReleases(facts)}
</div>`,
    { words, header: header(facts, links(facts)), footer: footer(facts), look },
  )
}

function links({ app, offers, statisticsPath, words: w }: PageFacts): Html {
  const home = `/apps/${app.slug}`
  const here = offers.filter(isHere)
  const newest = here.find(({ stability }) => stability === 'release') ?? here[0]
  const release = newest && encodeURIComponent(newest.release)
  return html`<a href="${home}">${w.allReleases}</a>
${release === undefined ? null : html`<a href="${home}/releases/${release}?tab=extensions">${w.extensions}</a>`}
<a href="${statisticsPath}">${w.statistics}</a>`
}

/** What was asked for by the address, and the way back to what is newest. */
function asked({ query, path, offers, words: w }: PageFacts): Html | null {
  const said = Object.entries(w.asked).flatMap(([name, say]) => {
    const value = query.get(name)
    return value === null || value === '' ? [] : [say(value)]
  })
  if (said.length === 0) return null
  return html`<p class="asked"><span>${w.askedFor} <strong>${said.join(', ')}</strong></span>${offers.length === 0 && html` <span>${w.nothingMatches}</span>`} <a href="${path}">${w.showNewest}</a></p>`
}

const naming = ({
  app,
  offers,
  words: w,
}: PageFacts): Html => html`<section class="panel" id="package-naming-convention">
<h2>${w.naming}</h2>
<p>${w.namesOfStable} <code>${offers[0]?.answer.product_name ?? app.name}-X.Y.Z-&lt;os&gt;-&lt;arch&gt;.&lt;extension&gt;</code></p>
<p>${w.namesOfPreviews} <code>${offers[0]?.answer.product_name ?? app.name}-X.Y.Z-YYYY-MM-DD-&lt;os&gt;-&lt;arch&gt;.&lt;extension&gt;</code>${w.dateOfNames}</p>
</section>`
