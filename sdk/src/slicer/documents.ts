/** Documents as the server sends them, as far as they are read here. */

/** An application, release or draft (a folder), or a package or extension (an item). */
export type GirderDocument = {
  _id: string
  name: string
  description: string
  created: string
  updated: string
  size: number
  meta: Record<string, unknown>
}

/** The bytes of a package or extension. */
export type GirderFile = { _id: string; name: string; size: number; mimeType: string; sha512?: string }

/** Names of 24 hex digits are ids, everywhere. */
export const isGirderId = (text: string): boolean => /^[0-9a-f]{24}$/i.test(text)
