/** The words that clients and administrators of Girder know. */
export const OSES = ['linux', 'win', 'macosx'] as const

/** The release Girder's generic client compares with; the contract was observed on it. */
export const GIRDER_RELEASE = '3.1.24'

export const DRAFT = 'draft'
export const PACKAGES = 'packages'
export const EXTENSIONS = 'extensions'

export const DAY_MS = 86_400_000
/** Life of a token, unless less is asked for. */
export const TOKEN_LIFETIME = 180 * DAY_MS
