/** In which language a visitor reads what the server itself has to say. Programs that ask for none get English. */

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** Each language's words for the same things. */
export type InLanguages<Words> = Record<Language, Words>

/** Where the web app keeps what somebody has chosen. */
const CHOSEN = /(?:^|;\s*)slipway-language=(\w+)/

/** What answers in several languages depend on. */
export const LANGUAGE_VARIES = 'accept-language, cookie'

type Headers = { cookie?: string | undefined; 'accept-language'?: string | undefined }

/** What was chosen here before, or else what the browser would like best of what there is (RFC 9110, 12.5.4). */
export function languageOf(headers: Headers): Language {
  const chosen = CHOSEN.exec(headers.cookie ?? '')?.[1]
  return known(chosen) ?? preferred(headers['accept-language'] ?? '')
}

function preferred(header: string): Language {
  if (header === '') return 'en'
  let best: { language: Language; weight: number } | undefined
  for (const range of header.split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const primary = tag.toLowerCase().split('-')[0]
    const language = primary === '*' ? 'en' : known(primary)
    const quality = parameters.find((parameter) => /^q=/i.test(parameter))
    const weight = quality === undefined ? 1 : Number(quality.slice(2))
    if (language !== undefined && weight > (best?.weight ?? 0)) best = { language, weight }
  }
  return best?.language ?? 'en'
}

const known = (code: string | undefined): Language | undefined => languages.find((language) => language === code)
