/** What a browser calls itself, in words one recognises; of programs, the word they begin with. */
const BROWSERS: [name: string, pattern: RegExp][] = [
  ['Edge', /Edg\//],
  ['Opera', /OPR\//],
  ['Firefox', /Firefox\//],
  ['Chrome', /Chrome\//],
  ['Safari', /Safari\//],
]
const SYSTEMS: [name: string, pattern: RegExp][] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh/],
  ['Linux', /Linux/],
]

export function browserOf(userAgent: string | null): string | undefined {
  if (userAgent === null || userAgent === '') return undefined
  const find = (all: [string, RegExp][]) => all.find(([, pattern]) => pattern.test(userAgent))?.[0]
  const browser = find(BROWSERS)
  if (browser === undefined) return userAgent.split(/[\s/]/)[0]
  const system = find(SYSTEMS)
  return system === undefined ? browser : `${browser}, ${system}`
}
