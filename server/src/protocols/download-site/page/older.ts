/** Older builds: by version, revision and day, as links, forms and addresses. */
import { type Html, html } from '../../../platform/http/html.ts'
import type { PageFacts } from './facts.ts'

export const olderReleases = ({
  versions,
  path,
  app,
  words: w,
}: Pick<
  PageFacts,
  'versions' | 'path' | 'app' | 'words'
>): Html => html`<section class="panel" id="access-older-releases">
<h2>${w.older}</h2>
${
  versions.length === 0
    ? null
    : html`<p>${w.versions}</p>
<ul class="versions">${versions.map((version) => html`<li><a href="${path}?version=${encodeURIComponent(version)}">${version}</a></li>`)}</ul>`
}
<div class="forms">
${form(path, 'revision', w.revisionField, w.show, html`<input id="revision" name="revision" required size="10" autocomplete="off">`)}
${form(path, 'date', w.dateField, w.show, html`<input id="date" name="date" type="date" required>`)}
</div>
<p>${w.addresses}</p>
<ul>
<li><code>${path}?version=${versions[0] ?? '5.8'}</code> ${w.addressOfVersion}</li>
<li><code>${path}?offset=-7</code> ${w.addressOfOffset}</li>
<li><code>${path === '/' ? '' : `/apps/${app.slug}`}/download?version=${versions[0] ?? '5.8'}&amp;os=win&amp;stability=release</code> ${w.addressOfFile}</li>
</ul>
<dl class="parameters">
<dt><code>os</code></dt><dd><code>win</code>, <code>macosx</code> ${w.or} <code>linux</code></dd>
<dt><code>arch</code></dt><dd>${w.forExample} <code>amd64</code> ${w.or} <code>arm64</code></dd>
<dt><code>stability</code></dt><dd><code>release</code>, <code>nightly</code> ${w.or} <code>any</code></dd>
<dt><code>version</code></dt><dd>${w.versionParameter} <code>${beginningOf(versions[0] ?? '5.8')}</code></dd>
<dt><code>revision</code>, <code>closest-revision</code></dt><dd>${w.revisionParameter}</dd>
<dt><code>date</code></dt><dd>${w.dateParameter} <code>2024-04-05</code></dd>
<dt><code>offset</code></dt><dd>${w.offsetParameter}</dd>
</dl>
</section>`

const form = (path: string, name: string, label: string, verb: string, field: Html): Html =>
  html`<form action="${path}#installers"><label for="${name}">${label} ${field}</label><button class="go">${verb}</button></form>`

const beginningOf = (version: string): string => version.split('.').slice(0, 2).join('.')
