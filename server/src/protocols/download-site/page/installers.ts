/** The table of installers: stable and preview, by system. On a phone each row is a card. */
import { type Html, html } from '../../../platform/http/html.ts'
import type { Words } from '../words/index.ts'
import { KINDS, type Offer, processorName, SYSTEMS, sizeText } from './offers.ts'

export const installers = (
  offers: readonly Offer[],
  w: Words,
): Html => html`<section id="installers" aria-label="${w.installers}">
<table class="installers">
<thead><tr><td></td>${SYSTEMS.map(([, name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${KINDS.map((kind) =>
  row(
    kind,
    offers.filter(({ stability }) => stability === kind.stability),
    w,
  ),
)}</tbody>
</table>
</section>`

const row = (
  { stability, look }: (typeof KINDS)[number],
  offers: readonly Offer[],
  w: Words,
): Html => html`<tr><th scope="row"><strong>${w.kinds[stability].title}</strong>${
  stability === 'release'
    ? html`<small>${w.forEverydayWork}</small><small><a href="#access-older-releases">${w.accessOlder}</a></small>`
    : html`<small>${w.notReleasedYet}</small>`
}</th>
${SYSTEMS.map(([os, name]) => {
  const [first, ...others] = offers.filter((offer) => offer.os === os)
  return html`<td><span class="os">${name}</span>${first === undefined ? html`<em>${w.notAvailable}</em>` : cell(first, others, look, isLate(first, offers) ? name : undefined, w)}</td>\n`
})}</tr>
`

const cell = (
  { answer, fileName, sha256, extensions }: Offer,
  others: readonly Offer[],
  look: string,
  late: string | undefined,
  w: Words,
): Html => html`<a class="button-download expanded hollow${look}" href="${answer.download_url}"><span class="header">${answer.version ?? w.none}</span> ${w.revision(answer.revision)} ${w.built(answer.build_date_ymd)}</a>
<small>${processorName(answer, w)}, ${sizeText(answer.size, w)}</small>
${sha256 === null ? null : html`<small><code title="${sha256}" data-copy="${sha256}" data-what="${w.theSha256(fileName)}">sha256 ${sha256.slice(0, 6)}…${sha256.slice(-4)}</code></small>`}
${late === undefined ? null : html`<small>${w.noNewerBuild(late)}</small>`}
${others.map((other) => html`<small>${w.alsoFor} <a href="${other.answer.download_url}">${processorName(other.answer, w)}</a>, ${sizeText(other.answer.size, w)}</small>\n`)}<small><a href="${answer.extensions_browse_url}">${w.browseExtensions}</a>${extensions === undefined ? null : ` (${w.extensionsReady(extensions)})`}</small>`

/** Whether other systems have a newer build than this one: then that is said rather than left to be found out. */
function isLate({ answer }: Offer, offers: readonly Offer[]): boolean {
  const newest = Math.max(...offers.map((offer) => Number(offer.answer.revision)))
  return Number(answer.revision) < newest
}
