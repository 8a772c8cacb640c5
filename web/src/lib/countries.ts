/** What countries are called. */
import { language } from '../texts/index.ts'

const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })

/** `DE` → `Germany`; what no list has stays as it is. */
export function countryName(code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
