/** A small picture with a number, for README files. */

/** About what a character takes in 11 pixels of Verdana. */
const CHARACTER = 6.6
const PADDING = 10

export function badge(label: string, downloads: number): string {
  const value = short(downloads)
  const left = Math.round(label.length * CHARACTER + PADDING)
  const right = Math.round(value.length * CHARACTER + PADDING)
  const title = `${escapeXml(label)}: ${value}`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">` +
    `<title>${title}</title><rect width="${left + right}" height="20" rx="3" fill="#495057"/>` +
    `<path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${left}z" fill="#1864ab"/>` +
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">` +
    `<text x="${left / 2}" y="14">${escapeXml(label)}</text><text x="${left + right / 2}" y="14">${value}</text></g></svg>\n`
  )
}

/** `950`, `1.2k`, `34k`, `5.6M`. */
export function short(value: number): string {
  for (const [unit, sign] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (value < unit) continue
    const parts = value / unit
    return `${parts < 10 ? Math.floor(parts * 10) / 10 : Math.floor(parts)}${sign}`
  }
  return String(value)
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeXml = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
