/** Files with what one needs of them: a link, the size, the digest. */
import type { Extension, Package } from '@slipway/contract'
import { type Html, html } from '../../../platform/http/html.ts'
import { day, path, platformName, size } from '../words.ts'

type File = Pick<Package | Extension, 'id' | 'app' | 'os' | 'arch' | 'url' | 'file' | 'yanked' | 'createdAt'>

const row = (file: File): Html => html`<tr><th scope="row">${platformName(file)}</th>
<td><a href="${file.url}">${file.file.name}</a>${file.yanked !== null && html` <strong>Yanked: ${file.yanked.reason}</strong>`}</td>
<td>${size(file.file.size)}</td><td>${day(file.createdAt)}</td><td><code>${file.file.sha256}</code></td></tr>
`

export const files = (all: readonly File[]): Html | null =>
  all.length === 0
    ? null
    : html`<div class="wide"><table><thead><tr><th scope="col">Platform</th><th scope="col">File</th><th scope="col">Size</th><th scope="col">Built</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${all.map(row)}</tbody></table></div>`

/** Where all digests of a release are. */
export const sums = (app: string, release: string): Html =>
  html`<p>Digests of all files: <a href="${path('dl', app, release)}/SHA256SUMS">SHA256SUMS</a> <a href="${path('dl', app, release)}/SHA512SUMS">SHA512SUMS</a></p>`
