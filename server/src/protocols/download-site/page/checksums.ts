/** The checksums as programs find them, and commands that compare them. */
import { type Html, html } from '../../../platform/http/html.ts'
import type { Words } from '../words/index.ts'
import type { PageFacts } from './facts.ts'
import { isHere, KINDS, type Offer, processorName, SYSTEMS, systemName } from './offers.ts'

export const checksums = ({
  app,
  offers,
  words: w,
}: Pick<PageFacts, 'app' | 'offers' | 'words'>): Html => html`<section class="panel" id="checksums">
<h2>${w.checksums}</h2>
<table class="sums">
<thead><tr><th scope="col">${w.package}</th><th scope="col">${w.sha512}</th></tr></thead>
<tbody>
${KINDS.flatMap(({ stability }) =>
  SYSTEMS.map(([os, name]) => {
    const offer = offers.find((one) => one.os === os && one.stability === stability)
    const label = stability === 'nightly' ? w.ofPreview(name) : name
    return html`<tr><td><tt>${label}</tt></td><td><tt>${offer === undefined ? w.notAvailable : (offer.answer.sha512 ?? w.none)}</tt></td></tr>\n`
  }),
)}</tbody>
</table>
${verify(
  app.slug,
  offers.filter(({ answer }) => answer.sha512 !== null),
  w,
)}
</section>`

const verify = (
  slug: string,
  offers: readonly Offer[],
  w: Words,
): Html => html`<details><summary>${w.howToVerify}</summary>
<div><p>${w.verifyWhat}</p>
${offers.map(
  (offer) => html`<h3>${nameOf(offer, w)}</h3>
<pre><code data-copy="" data-what="${w.theCommand(offer.fileName)}">${command(offer)}</code></pre>
`,
)}
${sums(slug, [...new Set(offers.filter(isHere).map(({ release }) => release))], w)}</div></details>`

const sums = (slug: string, releases: readonly string[], w: Words): Html | null =>
  releases.length === 0
    ? null
    : html`<p>${w.allDigests} ${releases.map((release, at) => html`${at === 0 ? null : ', '}<a href="/dl/${slug}/${encodeURIComponent(release)}/SHA512SUMS">${w.sumsOf(release)}</a>`)}.</p>`

function nameOf({ os, answer, stability }: Offer, w: Words): string {
  const name = `${systemName(os)} ${processorName(answer, w)}`
  return stability === 'release' ? name : w.ofPreview(name)
}

/** File names are the application's own, so they are quoted as each shell wants it. */
function command({ os, fileName, answer: { sha512 } }: Offer): string {
  switch (os) {
    case 'win':
      return `(Get-FileHash -LiteralPath '${fileName.replaceAll("'", "''")}' -Algorithm SHA512).Hash -eq '${sha512}'`
    case 'macosx':
      return `echo ${shellQuoted(`${sha512}  ${fileName}`)} | shasum -a 512 -c`
    default:
      return `echo ${shellQuoted(`${sha512}  ${fileName}`)} | sha512sum -c`
  }
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
