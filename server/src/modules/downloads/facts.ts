/** What counting needs of statistics: a book in which each delivery is written, in the transaction that counts it. */
import type { Queryable } from '../../platform/db/index.ts'
import type { Visitor } from '../../platform/http/send-bytes.ts'

/** Stands in `Subject.app` for Synology packages. */
export const SPK_SUBJECTS = 'spk'

export const SUBJECT_KINDS = ['package', 'extension', 'spk'] as const

/** What was delivered, as it was then: it may be renamed or gone later. */
export type Subject = {
  /** id of the application; Synology packages belong to none and have a word of their own here */
  app: string
  kind: (typeof SUBJECT_KINDS)[number]
  packageId: string
  fileId: string
  fileName: string
  baseName: string
  appRevision: string
  release: string
  stage: 'draft' | 'stable'
  version: string
  os: string
  arch: string
}

/**
 * Who asked: never an address. `country`: two capital letters, or nothing when it is unknown. `visitor` tells one
 * visitor from another and is not kept either; nothing when nobody is known to stand behind the request.
 */
export type Asker = { agent: string; country: string; visitor?: string | undefined }

export type Delivery = { at: number; subject: Subject; asker: Asker }
/** Of an application's own, which the counters of the catalogue count. */
export type CatalogueDelivery = Delivery & { subject: { kind: 'package' | 'extension' } }

export interface FactBook {
  describe(visitor: Visitor | undefined): Promise<Asker>
  /**
   * `by`: 1, or -1 to take the same delivery back. What the same visitor had that day already is no fact. Answers of each
   * whether it changed the book.
   */
  write(tx: Queryable, deliveries: readonly { delivery: Delivery; by: 1 | -1 }[]): Promise<boolean[]>
  /** Bots are in the book, and in no number unless somebody asks for them. */
  isBot(asker: Asker): boolean
}

/** For those who only count. */
export const noFacts: FactBook = {
  describe: async () => ({ agent: '', country: '' }),
  write: async (_tx, deliveries) => deliveries.map(() => true),
  isBot: () => false,
}
