/**
 * The download page (contract, 9), whole without scripts. Programs read it too (contract, 14): the order of the columns,
 * the words of the rows, relative links in double quotes with the version in a `header` behind them, and nothing but
 * `tt` and `td` between a label and its checksum are what they look for.
 */
import type { AllPackages, PackageAnswer } from './answers.ts'
import { type Html, html } from './html.ts'
import { document } from './shell.ts'

export type PageFacts = {
  app: { name: string; description: string; homepage: string | null }
  packages: AllPackages
  /** packages for architectures that are not in the table, by system and stability */
  others: { os: string; stability: string; answer: PackageAnswer }[]
  /** what fits the visitor best */
  yours: PackageAnswer | undefined
  /** stable versions, newest first */
  versions: readonly string[]
  statisticsPath: string
  /** what links to this page begin with */
  path: string
}

const COLUMNS = [
  ['win', 'Windows', 'Get-FileHash <file> -Algorithm SHA512'],
  ['macosx', 'macOS', 'shasum -a 512 <file>'],
  ['linux', 'Linux', 'sha512sum <file>'],
] as const
const ROWS = [
  ['release', 'Stable Release', 'button-download expanded hollow'],
  ['nightly', 'Preview Release', 'button-download warning expanded hollow'],
] as const
const NAMES: Record<string, string> = Object.fromEntries(COLUMNS.map(([os, name]) => [os, name]))

export function downloadPage(facts: PageFacts): string {
  const { app, statisticsPath } = facts
  return document(
    `Download ${app.name}`,
    html`<h1>Download ${app.name}</h1>
${app.description === '' ? null : html`<p>${app.description}</p>`}
${yours(facts)}
${installers(facts)}
${checksums(facts.packages)}
${naming(app.name)}
${olderReleases(facts)}`,
    {
      header: html`<header><strong>${app.homepage === null ? app.name : html`<a href="${app.homepage}">${app.name}</a>`}</strong>
<nav aria-label="Site"><a href="#checksums">Checksums</a> <a href="#package-naming-convention">Package Naming Convention</a>
<a href="#access-older-releases">Access Older Releases</a> <a href="${statisticsPath}">Download Statistics</a></nav></header>`,
      footer: html`<footer><a href="${statisticsPath}">Download Statistics</a></footer>`,
    },
  )
}

const yours = ({ yours }: PageFacts): Html | null =>
  yours === undefined
    ? null
    : html`<p>For this computer (${NAMES[yours.os] ?? yours.os}, ${yours.arch}): ${button(yours, ROWS[0][2])} ${megabytes(yours.size)}</p>`

const installers = ({ packages, others }: PageFacts): Html => html`<div class="wide"><table>
<thead><tr><td></td>${COLUMNS.map(([, name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${ROWS.map(
  ([stability, title, look]) => html`<tr><th scope="row">${title}${
    stability === 'release' ? html`<br><a href="#access-older-releases">access older releases</a>` : null
  }</th>
${COLUMNS.map(([os]) => html`<td>${cell(packages[os]?.[stability], look)}${otherArches(others, os, stability)}</td>\n`)}</tr>
`,
)}</tbody>
</table></div>`

const cell = (answer: PackageAnswer | null | undefined, look: string): Html =>
  answer == null
    ? html`<em>Not available</em>`
    : html`${button(answer, look)}<br><small><a href="${answer.extensions_browse_url}">browse extensions</a></small>`

const button = ({ download_url, version, revision, build_date_ymd }: PackageAnswer, look: string): Html =>
  html`<a class="${look}" href="${download_url}"><span class="header">${version ?? 'None'}</span> revision ${revision} built ${build_date_ymd}</a>`

const otherArches = (others: PageFacts['others'], os: string, stability: string): Html[] =>
  others
    .filter((other) => other.os === os && other.stability === stability)
    .map(({ answer }) => html`<br><small>also for <a href="${answer.download_url}">${answer.arch}</a></small>`)

const checksums = (packages: AllPackages): Html => html`<section id="checksums">
<h2>Checksums</h2>
<div class="wide"><table>
<thead><tr><th scope="col">Package</th><th scope="col">SHA512 Checksum</th></tr></thead>
<tbody>
${ROWS.flatMap(([stability]) =>
  COLUMNS.map(
    ([os, name]) =>
      html`<tr><td><tt>${name}${stability === 'nightly' ? ' (preview)' : ''}</tt></td><td><tt>${
        packages[os]?.[stability]?.sha512 ?? 'Not available'
      }</tt></td></tr>\n`,
  ),
)}</tbody>
</table></div>
<details><summary>How to verify a download</summary>
<p>Print the checksum of the file and compare it with the one above.</p>
${COLUMNS.map(([, name, command]) => html`<p>${name}:</p><pre><code>${command}</code></pre>\n`)}</details>
</section>`

const naming = (name: string): Html => html`<section id="package-naming-convention">
<h2>Package Naming Convention</h2>
<p>Stable releases: <code>${name}-X.Y.Z-&lt;os&gt;-&lt;arch&gt;.&lt;extension&gt;</code></p>
<p>Preview releases: <code>${name}-X.Y.Z-YYYY-MM-DD-&lt;os&gt;-&lt;arch&gt;.&lt;extension&gt;</code>, where the date is that of the
commit and not of the build.</p>
</section>`

const olderReleases = ({ versions, path }: PageFacts): Html => html`<section id="access-older-releases">
<h2>Access Older Releases</h2>
${
  versions.length === 0
    ? null
    : html`<p>Stable versions: ${versions.map((version) => html`<a href="${path}?version=${encodeURIComponent(version)}">${version}</a> `)}</p>`
}
<p>Any version, revision or day can be put into the address of this page, and of a download:</p>
<ul>
<li><code>${path}?version=5.8</code> shows the newest build of that version,</li>
<li><code>${path}?offset=-7</code> what was offered seven builds ago,</li>
<li><code>/download?version=5.8&amp;os=win&amp;stability=release</code> is the file itself.</li>
</ul>
<dl>
<dt><code>os</code></dt><dd><code>win</code>, <code>macosx</code> or <code>linux</code></dd>
<dt><code>arch</code></dt><dd>for example <code>amd64</code> or <code>arm64</code></dd>
<dt><code>stability</code></dt><dd><code>release</code>, <code>nightly</code> or <code>any</code></dd>
<dt><code>version</code></dt><dd>a version or its beginning, such as <code>5.8</code></dd>
<dt><code>revision</code>, <code>closest-revision</code></dt><dd>exactly this revision, or the newest that is not above it</dd>
<dt><code>date</code></dt><dd>built on this day or before, such as <code>2024-04-05</code></dd>
<dt><code>offset</code></dt><dd>so many revisions newer, or older when it is negative</dd>
</dl>
</section>`

const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1e6))} MB`
