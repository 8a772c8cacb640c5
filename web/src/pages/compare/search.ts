/** The state of a comparison that is in its address. */
export const CHANGES = ['added', 'removed', 'updated', 'rebuilt'] as const
export type Change = (typeof CHANGES)[number]

export type CompareSearch = {
  from?: string | undefined
  to?: string | undefined
  change?: Change | undefined
  q?: string | undefined
}

/** What is not understood is left out. */
export function readCompareSearch(search: Record<string, unknown>): CompareSearch {
  const text = (key: string) => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  return {
    from: text('from'),
    to: text('to'),
    change: CHANGES.find((change) => change === search.change),
    q: text('q'),
  }
}
