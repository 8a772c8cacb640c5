import sanitize from 'sanitize-html'

/** Changelogs may have simple markup; anything that could act on a page is taken out. */
export function cleanMarkup(html: string | null): string | null {
  if (html === null || !/[<&]/.test(html)) return html
  return sanitize(html, {
    allowedTags: ['br', 'b', 'i', 'strong', 'em', 'a', 'p', 'ul', 'ol', 'li', 'code'],
    allowedAttributes: { a: ['href'] },
    allowedSchemes: ['http', 'https', 'mailto'],
  }).replaceAll('<br />', '<br>')
}
