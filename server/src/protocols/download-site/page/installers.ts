/** The table of installers: stable and preview, by system. On a phone each row is a card. */
import { type Html, html } from '../../../platform/http/html.ts'
import { KINDS, type Offer, processorName, SYSTEMS, sizeText } from './offers.ts'

export const installers = (offers: readonly Offer[]): Html => html`<section id="installers" aria-label="Installers">
<table class="installers">
<thead><tr><td></td>${SYSTEMS.map(([, name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${KINDS.map((kind) =>
  row(
    kind,
    offers.filter(({ stability }) => stability === kind.stability),
  ),
)}</tbody>
</table>
</section>`

const row = (
  { stability, title, look }: (typeof KINDS)[number],
  offers: readonly Offer[],
): Html => html`<tr><th scope="row"><strong>${title}</strong>${
  stability === 'release'
    ? html`<small>for everyday work</small><small><a href="#access-older-releases">access older releases</a></small>`
    : html`<small>built from the newest changes, not released yet</small>`
}</th>
${SYSTEMS.map(([os, name]) => {
  const [first, ...others] = offers.filter((offer) => offer.os === os)
  return html`<td><span class="os">${name}</span>${first === undefined ? html`<em>Not available</em>` : cell(first, others, look, isLate(first, offers) ? name : undefined)}</td>\n`
})}</tr>
`

const cell = (
  { answer, fileName, sha256 }: Offer,
  others: readonly Offer[],
  look: string,
  late: string | undefined,
): Html => html`<a class="button-download expanded hollow${look}" href="${answer.download_url}"><span class="header">${answer.version ?? 'None'}</span> revision ${answer.revision} built ${answer.build_date_ymd}</a>
<small>${processorName(answer)}, ${sizeText(answer.size)}</small>
${sha256 === null ? null : html`<small><code title="${sha256}" data-copy="${sha256}" data-what="the SHA-256 of ${fileName}">sha256 ${sha256.slice(0, 6)}…${sha256.slice(-4)}</code></small>`}
${late === undefined ? null : html`<small>No newer build for ${late}</small>`}
${others.map((other) => html`<small>also for <a href="${other.answer.download_url}">${processorName(other.answer)}</a>, ${sizeText(other.answer.size)}</small>\n`)}<small><a href="${answer.extensions_browse_url}">browse extensions</a></small>`

/** Whether other systems have a newer build than this one: then that is said rather than left to be found out. */
function isLate({ answer }: Offer, offers: readonly Offer[]): boolean {
  const newest = Math.max(...offers.map((offer) => Number(offer.answer.revision)))
  return Number(answer.revision) < newest
}
