/** The shell of the web app with something in it. */
import { type Html, html } from '../../platform/http/html.ts'

export type PageContent = {
  title: string
  description: string
  /** what is seen; the web app takes its place */
  body: Html
  /** path and query of the one address of this content */
  path: string
  feed?: { title: string; path: string } | undefined
  /** address of a picture for previews */
  image?: string | null | undefined
}

const TITLE = '<title>Slipway</title>'
const ROOT = '<div id="root"></div>'
const LONGEST_DESCRIPTION = 300

/** `origin`: `https://releases.example.org`. Throws when the shell has no place for a title or for content. */
export function completed(shell: string, content: PageContent, origin: string): string {
  if (!shell.includes(TITLE) || !shell.includes(ROOT)) throw new Error('index.html lacks its title or its root element')
  // Replaced by functions: in a text `$&` would mean something.
  return shell
    .replace(TITLE, () => head(content, origin).text)
    .replace(ROOT, () => html`<div id="root">${frame(content.body)}</div>`.text)
    .replace(/<noscript>[\s\S]*<\/noscript>/, '')
}

/** The same shell for an address where there is nothing. */
export const withTitle = (shell: string, title: string): string =>
  shell.replace(TITLE, () => html`<title>${title} · Slipway</title>\n    <meta name="robots" content="noindex">`.text)

function head({ title, description, path, feed, image }: PageContent, origin: string): Html {
  const short = description.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_DESCRIPTION)
  const address = origin + path
  return html`<title>${title} · Slipway</title>
    <meta name="description" content="${short}">
    <link rel="canonical" href="${address}">
    <meta property="og:type" content="website">
    <meta property="og:site_name" content="Slipway">
    <meta property="og:title" content="${title}">
    <meta property="og:description" content="${short}">
    <meta property="og:url" content="${address}">
    ${image != null && /^https:\/\//.test(image) && html`<meta property="og:image" content="${image}">`}
    ${feed && html`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${feed.path}">`}`
}

const frame = (body: Html): Html => html`<div class="served">
<header><a href="/"><img src="/mark.svg" alt="" width="28" height="28"> Slipway</a> <a href="/apps">Applications</a></header>
<main>${body}</main>
</div>`
