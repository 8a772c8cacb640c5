/** The state of the list that is in its address. */
export type SynologySearch = { q?: string | undefined; category?: string | undefined; arch?: string | undefined }

export function readSynologySearch(search: Record<string, unknown>): SynologySearch {
  const text = (key: string) => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  return { q: text('q'), category: text('category'), arch: text('arch') }
}
