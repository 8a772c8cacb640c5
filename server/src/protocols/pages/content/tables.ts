/** Files with what one needs of them: a link, the size, the digest. */
import type { Extension, Package } from '@slipway/contract'
import { type Html, html } from '../../../platform/http/html.ts'
import { day, path, platformName, size } from '../forms.ts'
import type { Words } from '../words/index.ts'

type File = Pick<Package | Extension, 'id' | 'app' | 'os' | 'arch' | 'url' | 'file' | 'yanked' | 'createdAt'>

const row = (file: File, w: Words): Html => html`<tr><th scope="row">${platformName(file)}</th>
<td><a href="${file.url}">${file.file.name}</a>${file.yanked !== null && html` <strong>${w.yanked} ${file.yanked.reason}</strong>`}</td>
<td>${size(file.file.size, w)}</td><td>${day(file.createdAt)}</td><td><code>${file.file.sha256}</code></td></tr>
`

export const files = (all: readonly File[], w: Words): Html | null =>
  all.length === 0
    ? null
    : html`<div class="wide"><table><thead><tr><th scope="col">${w.platform}</th><th scope="col">${w.file}</th><th scope="col">${w.size}</th><th scope="col">${w.built}</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${all.map((file) => row(file, w))}</tbody></table></div>`

/** Where all digests of a release are. */
export const sums = (app: string, release: string, w: Words): Html =>
  html`<p>${w.allDigests} <a href="${path('dl', app, release)}/SHA256SUMS">SHA256SUMS</a> <a href="${path('dl', app, release)}/SHA512SUMS">SHA512SUMS</a></p>`
