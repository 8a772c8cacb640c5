/** Older builds: by version, revision and day, as links, forms and addresses. */
import { type Html, html } from '../../../platform/http/html.ts'
import type { PageFacts } from './facts.ts'

export const olderReleases = ({
  versions,
  path,
  app,
}: Pick<PageFacts, 'versions' | 'path' | 'app'>): Html => html`<section class="panel" id="access-older-releases">
<h2>Access Older Releases</h2>
${
  versions.length === 0
    ? null
    : html`<p>Stable versions, newest first:</p>
<ul class="versions">${versions.map((version) => html`<li><a href="${path}?version=${encodeURIComponent(version)}">${version}</a></li>`)}</ul>`
}
<div class="forms">
${form(path, 'revision', 'Revision', html`<input id="revision" name="revision" required size="10" autocomplete="off">`)}
${form(path, 'date', 'Built on or before', html`<input id="date" name="date" type="date" required>`)}
</div>
<p>Every version, revision and day has an address, of this page and of the file itself:</p>
<ul>
<li><code>${path}?version=${versions[0] ?? '5.8'}</code> shows the newest build of that version,</li>
<li><code>${path}?offset=-7</code> what was offered seven builds ago,</li>
<li><code>${path === '/' ? '' : `/apps/${app.slug}`}/download?version=${versions[0] ?? '5.8'}&amp;os=win&amp;stability=release</code> is the file.</li>
</ul>
<dl class="parameters">
<dt><code>os</code></dt><dd><code>win</code>, <code>macosx</code> or <code>linux</code></dd>
<dt><code>arch</code></dt><dd>for example <code>amd64</code> or <code>arm64</code></dd>
<dt><code>stability</code></dt><dd><code>release</code>, <code>nightly</code> or <code>any</code></dd>
<dt><code>version</code></dt><dd>a version or its beginning, such as <code>${beginningOf(versions[0] ?? '5.8')}</code></dd>
<dt><code>revision</code>, <code>closest-revision</code></dt><dd>exactly this revision, or the newest that is not above it</dd>
<dt><code>date</code></dt><dd>built on this day or before, such as <code>2024-04-05</code></dd>
<dt><code>offset</code></dt><dd>so many revisions newer, or older when it is negative</dd>
</dl>
</section>`

const form = (path: string, name: string, label: string, field: Html): Html =>
  html`<form action="${path}#installers"><label for="${name}">${label} ${field}</label><button class="go">Show</button></form>`

const beginningOf = (version: string): string => version.split('.').slice(0, 2).join('.')
