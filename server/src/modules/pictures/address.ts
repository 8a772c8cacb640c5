/** Where pages load the pictures from that authors keep elsewhere. */
import { createHash } from 'node:crypto'

export const isRemote = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url)

/** Tells the pictures of a package apart, and one that was put in the place of another. */
export const keyOf = (url: string): string => digestOf(url).slice(0, 16)

export const digestOf = (url: string): string => createHash('sha256').update(url).digest('hex')

/** Within the page itself, or a path of this server. */
const isOwn = (url: string): boolean =>
  /^data:image\//i.test(url) ||
  (url.startsWith('/') && URL.canParse(url, 'http://here') && new URL(url, 'http://here').host === 'here')

/** What a page may load for the address that an author gave; null: nothing. `id` is that of the package. */
export function pictureAddress(id: string, url: string | null, remote: boolean): string | null {
  if (url === null) return null
  if (isOwn(url)) return url
  return remote && isRemote(url) ? `/pictures/${id}/${keyOf(url)}` : null
}

/** The addresses in a field that holds several, separated by spaces. */
export const addressesIn = (field: string | null): string[] => (field ?? '').split(/\s+/).filter((it) => it !== '')
