/** Which language the pages speak: what was chosen here before, or else the first of the browser's that there is. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

const REMEMBERED_AS = 'slipway.language'

export const language: Language = chosen() ?? ofBrowser() ?? 'en'

/** Remembers the choice and loads the page again: a language is there from its first word on. */
export function choose(next: Language): void {
  localStorage.setItem(REMEMBERED_AS, next)
  location.reload()
}

function chosen(): Language | undefined {
  const known = globalThis.localStorage?.getItem(REMEMBERED_AS)
  return languages.find((one) => one === known)
}

function ofBrowser(): Language | undefined {
  const wanted = globalThis.navigator?.languages ?? []
  for (const tag of wanted) {
    const found = languages.find((one) => tag.toLowerCase().split('-')[0] === one)
    if (found !== undefined) return found
  }
  return undefined
}
