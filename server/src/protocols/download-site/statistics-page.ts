/** `/download-stats/`: the downloads of an application in tables, for readers without scripts as well. */
import type { Statistics } from '@slipway/contract'
import { type Html, html } from '../../platform/http/html.ts'
import { placeOf } from './regions.ts'
import { document } from './shell.ts'

export type StatisticsTables = {
  app: string
  total: number
  tables: { title: string; head: string; items: Statistics['items'] }[]
  dataPath: string
}

const OS_NAMES: Record<string, string> = { linux: 'Linux', macosx: 'macOS', win: 'Windows' }
const STAGES: Record<string, string> = { stable: 'release', draft: 'nightly' }

export const wordFor = {
  os: (value: string) => OS_NAMES[value] ?? value,
  stage: (value: string) => STAGES[value] ?? value,
  country: (value: string) => (value === '' ? 'unknown' : placeOf(value)[0]),
}

export const statisticsPage = ({ app, total, tables, dataPath }: StatisticsTables): string =>
  document(
    `${app}: download statistics`,
    html`<h1>${app} Download Statistics</h1>
<p><strong>${total.toLocaleString('en')}</strong> downloads of installers. Bots are not counted, and no address of a visitor is kept.</p>
${tables.map((table) => tableOf(table, total))}
<p><a href="${dataPath}">All of it as JSON</a>. Countries by IPtoASN, a table in the public domain, unless the operator has configured another.</p>`,
  )

const tableOf = ({ title, head, items }: StatisticsTables['tables'][number], total: number): Html => html`<section>
<h2>${title}</h2>
<table><thead><tr><th scope="col">${head}</th><th scope="col">Downloads</th><th scope="col">Share</th></tr></thead>
<tbody>${items.map(
  ({ value, downloads }) =>
    html`<tr><th scope="row">${value}</th><td>${downloads.toLocaleString('en')}</td><td>${total === 0 ? '' : `${Math.round((downloads / total) * 1000) / 10} %`}</td></tr>`,
)}</tbody></table>
</section>
`
