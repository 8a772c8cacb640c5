/** `/download-stats/`: the downloads of an application in tables, for readers without scripts as well. */
import type { CountingRules } from '@slipway/contract'
import { type Html, html } from '../../platform/http/html.ts'
import { type AroundFacts, footer, header } from './page/around.ts'
import { document } from './shell.ts'
import { type Period, periods, type Table, type Tables } from './statistics-tables.ts'
import type { Words } from './words/index.ts'

export type StatisticsFacts = Tables &
  AroundFacts & {
    rules: CountingRules
    app: { description: string }
    period: Period
    /** where the download page is */
    pagePath: string
    dataPath: string
  }

export function statisticsPage(facts: StatisticsFacts): string {
  const { words: w, rules, app, period, total, tables, older, pagePath, dataPath } = facts
  const links = html`<a href="${pagePath}">${w.download(app.name)}</a>
<a href="/apps/${app.slug}">${w.allReleases}</a>
<a href="/apps/${app.slug}/statistics">${w.charts}</a>`
  return document(
    w.titleOfStatistics(app.name),
    html`<div class="intro"><h1>${w.statisticsOf(app.name)}</h1>
${app.description !== '' && html`<p>${app.description}</p>`}</div>
<nav aria-label="${w.period}"><ul class="versions">${periods.map((one) => html`<li>${linkTo(one, period, w)}</li>`)}</ul></nav>
<p><strong>${total.toLocaleString(w.lang)}</strong> ${w.counted}</p>
${total === 0 ? html`<p>${w.nothingDownloaded} ${period !== 'all' && html`<a href="?period=all">${w.showAllDownloads}</a>`}</p>` : tables.map((table) => tableOf(table, total, w))}
${older.length > 0 && tableOf({ by: 'source', items: older }, undefined, w)}
<p><a href="${dataPath}">${w.allAsJson}</a>. ${rules.countries}</p>
<section><h2>${w.countingRules(rules.version)}</h2>
<ul>${rules.rules.map((rule) => html`<li>${rule}</li>`)}</ul></section>`,
    { words: w, header: header(facts, links), footer: footer(facts), look: facts.look },
  )
}

const linkTo = (one: Period, shown: Period, w: Words): Html =>
  one === shown
    ? html`<strong aria-current="true">${w.periods[one]}</strong>`
    : html`<a href="?period=${one}">${w.periods[one]}</a>`

/** `total`: what the shares are of; undefined of numbers that are in no total. */
function tableOf({ by, items }: Table, total: number | undefined, w: Words): Html {
  const [title, head] = w.tables[by]
  const percent = new Intl.NumberFormat(w.lang, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const share = (downloads: number) => (total === undefined ? '' : percent.format(downloads / total))
  return html`<section>
<h2>${title}</h2>
${by === 'day' && html`<p class="quiet">${w.lastDays(items.length)}</p>`}
${total === undefined && html`<p>${w.notInTotal}</p>`}
<table class="rows"><thead><tr><th scope="col">${head}</th><th scope="col">${w.downloads}</th>${total !== undefined && html`<th scope="col">${w.share}</th>`}</tr></thead>
<tbody>${items.map(
    ({ value, downloads }) =>
      html`<tr><th scope="row">${value}</th><td>${downloads.toLocaleString(w.lang)}</td>${total !== undefined && html`<td>${share(downloads)}</td>`}</tr>`,
  )}</tbody></table>
</section>
`
}
