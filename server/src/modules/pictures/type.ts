/** What a file is by its first bytes, of the kinds of pictures that browsers show; its name and its sender count nothing. */

const SIGNATURES: readonly [type: string, at: number, bytes: Buffer][] = [
  ['image/png', 0, Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  ['image/jpeg', 0, Buffer.from([0xff, 0xd8, 0xff])],
  ['image/gif', 0, Buffer.from('GIF8')],
  ['image/webp', 8, Buffer.from('WEBP')],
  ['image/avif', 4, Buffer.from('ftypavif')],
  ['image/avif', 4, Buffer.from('ftypavis')],
]
const BEGINNING = 2000
/** Declaration, comments and document type may come before the element. */
const BEFORE = /^(?:<\?xml[^>]*>|<!--(?:(?!-->)[\s\S])*-->|<!doctype\s[^>[]*(?:\[[^\]]*\]\s*)?>)/i

export function pictureType(bytes: Buffer): string | undefined {
  const [type] = SIGNATURES.find(([, at, start]) => bytes.subarray(at, at + start.length).equals(start)) ?? []
  return type ?? (isDrawing(bytes.toString('utf8', 0, BEGINNING)) ? 'image/svg+xml' : undefined)
}

function isDrawing(text: string): boolean {
  // It takes a byte order mark for white space, too.
  let rest = text.trimStart()
  for (let before = BEFORE.exec(rest); before !== null; before = BEFORE.exec(rest)) {
    rest = rest.slice(before[0].length).trimStart()
  }
  return /^<svg[\s>]/i.test(rest)
}
