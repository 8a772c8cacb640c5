/** What arrives, in the words of this server, and what can be said of it without asking anybody. */
import type { RoleName } from '@slipway/contract'
import { flag } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { ArrivedAccount } from '../accounts/index.ts'
import { checkTemplate, DEFAULT_TEMPLATES } from '../apps/index.ts'
import type { Staged } from '../files/index.ts'
import type { FactColumns, Kind } from '../packages/index.ts'

/** What every arrival says: its id and times (milliseconds since 1970) there, and how it looks there. */
export type Arrival = { id: string; createdAt: number; updatedAt: number; creator: string | null; fingerprint: string }
type Described = { name: string; description: string; public: boolean; extra: string | null }

/** `packagesFolder`: id of the folder of its applications. */
export type ArrivedCollection = Arrival & Described & { packagesFolder: string }
/** `draftFolder`: id of the folder of its drafts. Templates that cannot be used here become the default ones. */
export type ArrivedApp = Arrival &
  Described & { collection: string; draftFolder: string | undefined; templates: Record<Kind, string | undefined> }
export type ArrivedRelease = Arrival &
  Described & { app: string; stage: 'draft' | 'stable'; revision: string; extensionsFolder: string | undefined }
export type ArrivedItem = Arrival & {
  app: string
  release: string
  kind: Kind
  name: string
  facts: FactColumns
  extra: string | null
}
/** A file of an item. `staged`: its bytes, where they are not here yet. */
export type ArrivedFile = {
  id: string
  name: string
  contentType: string
  createdAt: number
  creator: string | null
  staged: Staged | undefined
}

/** `id`: of the role, among what came from there. */
export type ArrivedMember = { id: string; app: string; account: ArrivedAccount; role: RoleName }

export type Mark = { noun: string; id: string; fingerprint: string }

/** What trashes things that are no longer there names itself so; what comes back later is taken out again. */
export const BY_IMPORT = 'import'

/** Under which word a release is marked. */
export const NOUNS = { draft: 'drafts', stable: 'releases' } as const

export const described = ({ name, description, public: isPublic, extra }: Described) => ({
  name,
  description,
  public: flag(isPublic),
  extra,
})

export const taken = (detail: string): Problem => new Problem('name_taken', { detail })

/** Templates that cannot be used here become the default ones; `unusable`: which, in words. */
export function usableTemplates(given: Record<Kind, string | undefined>) {
  const templates = { ...DEFAULT_TEMPLATES }
  const unusable: string[] = []
  for (const kind of ['package', 'extension'] as const) {
    const template = given[kind]
    if (template === undefined) continue
    try {
      checkTemplate('template', kind, template)
      templates[kind] = template
    } catch (error) {
      unusable.push(`its template for ${kind}s cannot be used here (${(error as Error).message})`)
    }
  }
  return { templates, unusable: unusable.length === 0 ? undefined : unusable.join('; ') }
}
