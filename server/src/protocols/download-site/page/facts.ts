/** Everything that a page is made of. */
import type { Platform } from '../visitor.ts'
import type { Words } from '../words/index.ts'
import type { SiteLook } from './look.ts'
import type { Offer } from './offers.ts'

export type PageFacts = {
  app: { slug: string; name: string; description: string; homepage: string | null }
  /** the first of each system and stability is what `/find` names */
  offers: readonly Offer[]
  platform: Platform | undefined
  /** as it was written into the address */
  query: URLSearchParams
  /** stable versions, newest first */
  versions: readonly string[]
  statisticsPath: string
  /** what links to this page begin with */
  path: string
  look: SiteLook
  signedIn: boolean
  words: Words
}
