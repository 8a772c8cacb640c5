/** What counting needs of statistics: a book in which each delivery is written, in the transaction that counts it. */
import type { Queryable } from '../../platform/db/index.ts'
import type { Visitor } from '../../platform/http/send-bytes.ts'

/** What was delivered, as it was then: it may be renamed or gone later. */
export type Subject = {
  app: string
  kind: 'package' | 'extension'
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

/** What is kept of who asked: never an address. `country`: two capital letters, or nothing when it is unknown. */
export type Asker = { agent: string; country: string }

export type Delivery = { at: number; subject: Subject; asker: Asker }

export interface FactBook {
  describe(visitor: Visitor | undefined): Promise<Asker>
  /** `by`: 1, or -1 to take one back. */
  write(tx: Queryable, deliveries: readonly { delivery: Delivery; by: 1 | -1 }[]): Promise<void>
}

/** For those who only count. */
export const noFacts: FactBook = {
  describe: async () => ({ agent: '', country: '' }),
  write: async () => {},
}
