/**
 * Release notes: Markdown (CommonMark, tables, strikethrough) becomes simple HTML that any page may show. HTML within it
 * stays text, pictures become their description, links lead to the web, to mail or within the site. The time it takes
 * grows with the length of the text and nothing else, whatever is in it.
 */
import MarkdownIt from 'markdown-it'
import { escapeHtml } from '../../platform/http/html.ts'

const markdown = new MarkdownIt()
markdown.validateLink = (address) => /^(?:https?:|mailto:|\/(?!\/)|#)/i.test(address)
markdown.renderer.rules.image = (tokens, at) => escapeHtml(tokens[at]?.content ?? '')
// The page that shows them has the first two levels.
markdown.core.ruler.push('levels', ({ tokens }) => {
  for (const token of tokens) if (/^h[1-6]$/.test(token.tag)) token.tag = token.tag <= 'h2' ? 'h3' : 'h4'
})

/** Empty when there is nothing to show. */
export const notesHtml = (text: string): string => markdown.render(text).trim()
