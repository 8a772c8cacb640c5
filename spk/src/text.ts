/** Text as the older server read it: strict encodings, and white space without the byte-order mark. */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text, or `undefined` when the bytes are not UTF-8. A byte-order mark stays, so that it is seen. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** The text, or `undefined` when a byte is not ASCII. */
export const decodeAscii = (bytes: Uint8Array): string | undefined =>
  bytes.every((byte) => byte < 0x80) ? Buffer.from(bytes).toString('latin1') : undefined

/** JavaScript counts a byte-order mark as white space and some separators not; the format sees it the other way. */
const isSpace = (character: string): boolean =>
  (/\s/.test(character) && character !== '\ufeff') || '\u001c\u001d\u001e\u001f\u0085'.includes(character)

/** Without white space at its ends. */
export function strip(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charAt(start))) start += 1
  while (end > start && isSpace(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** What stands between white space. */
export const words = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '')
