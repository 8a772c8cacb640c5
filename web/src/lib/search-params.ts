/** Addresses as people would write them: `?q=5&os=win`, every value a plain text. */
export type SearchParams = Record<string, string>

export const parseSearch = (search: string): SearchParams => Object.fromEntries(new URLSearchParams(search))

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value))
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
