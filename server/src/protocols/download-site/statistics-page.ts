/** `/download-stats/`: the downloads of an application in tables, for readers without scripts as well. */
import type { CountingRules } from '@slipway/contract'
import { type Html, html } from '../../platform/http/html.ts'
import { document } from './shell.ts'
import { type Period, periods, type Table, type Tables } from './statistics-tables.ts'
import type { Words } from './words/index.ts'

export type StatisticsFacts = Tables & {
  words: Words
  rules: CountingRules
  app: { name: string; description: string }
  period: Period
  dataPath: string
}

export const statisticsPage = ({
  words: w,
  rules,
  app,
  period,
  total,
  tables,
  older,
  dataPath,
}: StatisticsFacts): string =>
  document(
    w.titleOfStatistics(app.name),
    html`<div class="intro"><h1>${w.statisticsOf(app.name)}</h1>
${app.description !== '' && html`<p>${app.description}</p>`}</div>
<nav aria-label="${w.period}"><ul class="versions">${periods.map((one) => html`<li>${linkTo(one, period, w)}</li>`)}</ul></nav>
<p><strong>${total.toLocaleString(w.lang)}</strong> ${w.counted}</p>
${tables.map((table) => tableOf(table, total, w))}
${older.length > 0 && tableOf({ by: 'source', items: older }, undefined, w)}
<p><a href="${dataPath}">${w.allAsJson}</a>. ${w.countriesBy}</p>
<section><h2>${w.countingRules(rules.version)}</h2>
<ul>${rules.rules.map((rule) => html`<li>${rule}</li>`)}</ul></section>`,
    { words: w },
  )

const linkTo = (one: Period, shown: Period, w: Words): Html =>
  one === shown
    ? html`<strong aria-current="true">${w.periods[one]}</strong>`
    : html`<a href="?period=${one}">${w.periods[one]}</a>`

/** `total`: what the shares are of; undefined of numbers that are in no total. */
function tableOf({ by, items }: Table, total: number | undefined, w: Words): Html {
  const [title, head] = w.tables[by]
  const share = (downloads: number) =>
    total === 0 || total === undefined
      ? ''
      : `${(Math.round((downloads / total) * 1000) / 10).toLocaleString(w.lang)} %`
  return html`<section>
<h2>${title}</h2>
${total === undefined && html`<p>${w.notInTotal}</p>`}
<table class="rows"><thead><tr><th scope="col">${head}</th><th scope="col">${w.downloads}</th>${total !== undefined && html`<th scope="col">${w.share}</th>`}</tr></thead>
<tbody>${items.map(
    ({ value, downloads }) =>
      html`<tr><th scope="row">${value}</th><td>${downloads.toLocaleString(w.lang)}</td>${total !== undefined && html`<td>${share(downloads)}</td>`}</tr>`,
  )}</tbody></table>
</section>
`
}
