/**
 * Descriptions of extensions: simple HTML is kept, everything else is taken out, so that any page may show them. The
 * rules are those of the Slicer package manager's server, whose clients compare what they sent with what they get.
 */
import sanitize from 'sanitize-html'

const INLINE = ['strong', 'em', 'sub', 'sup'] as const
const HREF = /^(?:\/|#|mailto:|https?:|tel:)/i

const OPTIONS: sanitize.IOptions = {
  allowedTags: ['a', 'h1', 'h2', 'h3', 'strong', 'em', 'p', 'ul', 'ol', 'li', 'br', 'sub', 'sup', 'hr'],
  allowedAttributes: { a: ['href', 'name', 'target', 'title', 'rel'] },
  // Their content is code, not text; everything else that is not allowed leaves its content.
  nonTextTags: ['script', 'style'],
  // `href` is decided below: what is not allowed becomes `#` rather than nothing.
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  transformTags: {
    b: 'strong',
    i: 'em',
    form: 'p',
    span: (tag, attributes) => ({ tagName: styledTag(attributes.style ?? '') ?? tag, attribs: {} }),
    a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes) }),
  },
  exclusiveFilter: ({ tag, text, mediaChildren }) =>
    !['br', 'hr', 'a'].includes(tag) && text.trim() === '' && mediaChildren.length === 0,
}

/** The description as it is stored and shown. */
export function cleanDescription(html: string): string {
  const text = html.normalize('NFKC').replaceAll(/\s+/g, ' ')
  const clean = sanitize(text, OPTIONS)
    .replaceAll('<br />', '<br>')
    .replaceAll('<hr />', '<hr>')
    .replaceAll(/(?:<br>\s*){2,}/g, '<br>')
  return mergeInline(clean).replaceAll(/\s+/g, ' ').trim()
}

function mergeInline(html: string): string {
  return INLINE.reduce((merged, tag) => merged.replaceAll(new RegExp(`</${tag}>(\\s*)<${tag}>`, 'g'), '$1'), html)
}

function styledTag(style: string): string | undefined {
  if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(style)) return 'strong'
  return /font-style\s*:\s*(?:italic|oblique)/i.test(style) ? 'em' : undefined
}

function linkAttributes({ href, rel, ...others }: sanitize.Attributes): sanitize.Attributes {
  const attributes: sanitize.Attributes = {}
  if (href !== undefined) attributes.href = HREF.test(href.trim()) && !href.startsWith('//') ? href.trim() : '#'
  for (const name of ['name', 'target', 'title']) if (others[name] !== undefined) attributes[name] = others[name]
  if (others.target === '_blank') attributes.rel = 'noopener'
  else if (rel !== undefined) attributes.rel = rel
  return attributes
}
