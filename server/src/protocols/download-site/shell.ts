/** What all pages of the site have around them: one style sheet within, one small script, nothing from elsewhere. */
import { createHash } from 'node:crypto'
import { Html, html } from '../../platform/http/html.ts'
import { plainLook, type SiteLook } from './page/look.ts'
import { SCRIPT_PATH } from './page/script.ts'
import { styleSheet } from './page/style.ts'
import type { Words } from './words/index.ts'

type Around = { words: Words; header?: Html; footer?: Html; look?: SiteLook }

export const document = (title: string, main: Html, { words: w, header, footer, look = plainLook }: Around): string =>
  html`<!doctype html>
<html lang="${w.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<style>${stylesOf(look).markup}</style>
<script src="${SCRIPT_PATH}" defer></script>
</head>
<body data-say-about="${w.aboutDownloads}" data-say-copy="${w.copy}" data-say-copied="${w.copied}" data-say-copy-thing="${w.copyThing}">
<a class="skip" href="#main">${w.skip}</a>
${header}
<main id="main">
${main}
</main>
${footer}
</body>
</html>
`.text

/** No script and no style but our own; the only picture from elsewhere is a logo that the operator keeps there. */
export const securityPolicy = (look: SiteLook = plainLook): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src '${stylesOf(look).hash}'`,
    `img-src 'self' data:${look.logo?.startsWith('https:') ? ` ${new URL(look.logo).origin}` : ''}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

type Styles = { markup: Html; hash: string }
const made = new Map<string, Styles>()

/** Few looks, many pages. */
function stylesOf(look: SiteLook): Styles {
  const key = `${look.color} ${look.previewColor}`
  let styles = made.get(key)
  if (styles === undefined) {
    const text = styleSheet(look)
    styles = { markup: new Html(text), hash: `sha256-${createHash('sha256').update(text).digest('base64')}` }
    made.set(key, styles)
  }
  return styles
}
