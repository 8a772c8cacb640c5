/** The words that clients and administrators of Girder know. */
export const OSES = ['linux', 'win', 'macosx'] as const

/** The release Girder's generic client compares with: the one whose answers are given here. */
export const GIRDER_RELEASE = '3.1.24'

export const DRAFT = 'draft'
export const PACKAGES = 'packages'
export const EXTENSIONS = 'extensions'

/** Scope of a token that may do all that its user may. */
export const LOGIN = 'core.user_auth'
/** Scope of a token that may know whose it is. */
export const USER_INFO = 'core.user_info.read'

export const DAY_MS = 86_400_000
/** Life of a token, unless less is asked for. */
export const TOKEN_LIFETIME = 180 * DAY_MS
