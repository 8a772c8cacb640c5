/** The state of a matrix that is in its address. */
export const SHOWN = ['missing', 'lost', 'changed', 'new'] as const
export type Shown = (typeof SHOWN)[number]

export type MatrixSearch = {
  /** release to compare with */
  with?: string | undefined
  show?: Shown | undefined
  category?: string | undefined
  q?: string | undefined
}

/** What is not understood is left out. */
export function readMatrixSearch(search: Record<string, unknown>): MatrixSearch {
  const text = (key: string) => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  return {
    with: text('with'),
    show: SHOWN.find((shown) => shown === search.show),
    category: text('category'),
    q: text('q'),
  }
}
