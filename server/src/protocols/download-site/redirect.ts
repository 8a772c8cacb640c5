/** A redirect as the old site printed it: a page for whoever does not follow. */
import { html } from '../../platform/http/html.ts'

/** `size`: bytes of the page. */
export type Redirect = { target: string; page: string; size: number }

export function redirectTo(target: string): Redirect {
  const page = html`<!doctype html>\n<title>Redirecting</title>\n<p>Go to <a href="${target}">${target}</a>.</p>\n`.text
  return { target, page, size: Buffer.byteLength(page) }
}
