/** `/download-stats/`: the downloads of an application in tables, for readers without scripts as well. */
import type { Statistics } from '@slipway/contract'
import { type Html, html } from '../../platform/http/html.ts'
import { systemName } from './page/offers.ts'
import { placeOf } from './regions.ts'
import { document } from './shell.ts'
import type { Words } from './words/index.ts'

type Items = Statistics['items']
type Table = { by: keyof Words['tables']; items: Items }

export type StatisticsTables = {
  words: Words
  app: string
  total: number
  tables: Table[]
  dataPath: string
}

/** The values of tables as people call them. */
export function inWords(w: Words): Record<'os' | 'stage' | 'country', (items: Items) => Items> {
  const named = (name: (value: string) => string) => (items: Items) =>
    items.map((item) => ({ ...item, value: name(item.value) }))
  const countries = new Intl.DisplayNames(w.lang, { type: 'region', fallback: 'none' })
  const country = (code: string): string => {
    const [name, , region] = placeOf(code)
    // In English they have the names of the old statistics.
    return w.lang === 'en' || region === 'unknown' ? name : (countries.of(code) ?? name)
  }
  return {
    os: named(systemName),
    stage: named((stage) => w.stages[stage] ?? stage),
    country: named((code) => (code === '' ? w.unknown : country(code))),
  }
}

export const statisticsPage = ({ words: w, app, total, tables, dataPath }: StatisticsTables): string =>
  document(
    w.titleOfStatistics(app),
    html`<h1>${w.statisticsOf(app)}</h1>
<p><strong>${total.toLocaleString(w.lang)}</strong> ${w.counted}</p>
${tables.map((table) => tableOf(table, total, w))}
<p><a href="${dataPath}">${w.allAsJson}</a>. ${w.countriesBy}</p>`,
    { words: w },
  )

function tableOf({ by, items }: Table, total: number, w: Words): Html {
  const [title, head] = w.tables[by]
  const share = (downloads: number) =>
    total === 0 ? '' : `${(Math.round((downloads / total) * 1000) / 10).toLocaleString(w.lang)} %`
  return html`<section>
<h2>${title}</h2>
<table><thead><tr><th scope="col">${head}</th><th scope="col">${w.downloads}</th><th scope="col">${w.share}</th></tr></thead>
<tbody>${items.map(
    ({ value, downloads }) =>
      html`<tr><th scope="row">${value}</th><td>${downloads.toLocaleString(w.lang)}</td><td>${share(downloads)}</td></tr>`,
  )}</tbody></table>
</section>
`
}
