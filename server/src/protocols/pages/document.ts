/** The shell of the web app with something in it. */
import { type Html, html } from '../../platform/http/html.ts'
import { PREVIEW } from './preview.ts'
import type { Words } from './words/index.ts'

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
const LANG = '<html lang="en">'
const ROOT = '<div id="root"></div>'
const LONGEST_DESCRIPTION = 300

/** Name of the site, and where it is: `https://releases.example.org`. */
export type Site = { name: string; origin: string }

/** Throws when the shell has no place for a title or for content. */
export function completed(shell: string, content: PageContent, site: Site, w: Words): string {
  if (![LANG, TITLE, ROOT].every((place) => shell.includes(place))) {
    throw new Error('index.html lacks its language, its title or its root element')
  }
  // Replaced by functions: in a text `$&` would mean something.
  return inLanguage(shell, w)
    .replace(TITLE, () => head(content, site).text)
    .replace(ROOT, () => html`<div id="root">${frame(content.body, site, w)}</div>`.text)
    .replace(/<noscript>[\s\S]*<\/noscript>/, '')
}

/** The same shell for an address where there is nothing. */
export const withTitle = (shell: string, title: string, { name }: Pick<Site, 'name'>, w: Words): string =>
  inLanguage(shell, w).replace(
    TITLE,
    () => html`<title>${title} · ${name}</title>\n    <meta name="robots" content="noindex">`.text,
  )

const inLanguage = (shell: string, { lang }: Words): string => shell.replace(LANG, `<html lang="${lang}">`)

function head({ title, description, path, feed, image }: PageContent, { name, origin }: Site): Html {
  const short = description.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_DESCRIPTION)
  const address = origin + path
  return html`<title>${title} · ${name}</title>
    <meta name="description" content="${short}">
    <link rel="canonical" href="${address}">
    <meta property="og:type" content="website">
    <meta property="og:site_name" content="${name}">
    <meta property="og:title" content="${title}">
    <meta property="og:description" content="${short}">
    <meta property="og:url" content="${address}">
    <meta property="og:image" content="${pictureOf(image, origin)}">
    <meta name="twitter:card" content="summary">
    ${feed && html`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${feed.path}">`}`
}

/** Absolute, as previews want it; pictures within the page's own text cannot be fetched by them. */
function pictureOf(image: string | null | undefined, origin: string): string {
  if (image != null && /^(?:https?:\/\/|\/)/i.test(image) && URL.canParse(image, origin))
    return new URL(image, origin).href
  return origin + PREVIEW
}

const frame = (body: Html, { name }: Site, w: Words): Html => html`<div class="served">
<header><a href="/"><img src="/mark.svg" alt="" width="28" height="28"> ${name}</a> <a href="/apps">${w.apps}</a></header>
<main>${body}</main>
</div>`
