/** The checksums as programs find them, and commands that compare them. */
import { type Html, html } from '../../../platform/http/html.ts'
import type { PageFacts } from './facts.ts'
import { KINDS, type Offer, processorName, SYSTEMS, systemName } from './offers.ts'

export const checksums = ({
  app,
  offers,
}: Pick<PageFacts, 'app' | 'offers'>): Html => html`<section class="panel" id="checksums">
<h2>Checksums</h2>
<table class="sums">
<thead><tr><th scope="col">Package</th><th scope="col">SHA512 Checksum</th></tr></thead>
<tbody>
${KINDS.flatMap(({ stability }) =>
  SYSTEMS.map(([os, name]) => {
    const offer = offers.find((one) => one.os === os && one.stability === stability)
    const label = `${name}${stability === 'nightly' ? ' (preview)' : ''}`
    return html`<tr><td><tt>${label}</tt></td><td><tt>${offer === undefined ? 'Not available' : (offer.answer.sha512 ?? 'None')}</tt></td></tr>\n`
  }),
)}</tbody>
</table>
${verify(
  app.slug,
  offers.filter(({ answer }) => answer.sha512 !== null),
)}
</section>`

const verify = (
  slug: string,
  offers: readonly Offer[],
): Html => html`<details><summary>How to verify a download</summary>
<div><p>Run the command in the folder of the file: it says whether the file is the one that was published.</p>
${offers.map(
  (
    offer,
  ) => html`<h3>${systemName(offer.os)} ${processorName(offer.answer)}${offer.stability === 'release' ? '' : ' (preview)'}</h3>
<pre><code data-copy="" data-what="the command for ${offer.fileName}">${command(offer)}</code></pre>
`,
)}
<p>All digests of a release in one file: ${[
  ...new Set(offers.filter(({ sha256 }) => sha256 !== null).map(({ release }) => release)),
].map(
  (release, at) =>
    html`${at === 0 ? null : ', '}<a href="/dl/${slug}/${encodeURIComponent(release)}/SHA512SUMS">SHA512SUMS of ${release}</a>`,
)}.</p></div></details>`

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
