import type { Place } from './outline.ts'

/** As bash and zsh take it literally. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The words that lead to a place, as the pattern of a `case`: `'app'|'app list'|…` */
export const pathPattern = (places: readonly Place[]): string =>
  places
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path))
    .join('|')
