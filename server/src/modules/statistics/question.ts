/** What can be asked about downloads. */
import { dayOfPeriod, dayText, monthOf, type Unit } from './period.ts'
import type { SubjectColumns } from './store.ts'

/** Facts about what was downloaded, and the columns that have them. */
export const columnOfSubject = {
  kind: 'kind',
  stage: 'stage',
  release: 'release',
  revision: 'app_revision',
  version: 'version',
  baseName: 'base_name',
  package: 'package_id',
  file: 'file_name',
  os: 'os',
  arch: 'arch',
} as const satisfies Record<string, keyof SubjectColumns>
export type SubjectFact = keyof typeof columnOfSubject
export type Fact = SubjectFact | 'country' | 'client' | 'family' | 'visitorOs' | 'source'
export type Dimension = Fact | 'day' | 'month'

export type Question = {
  app: string
  by: Dimension | undefined
  /** days since 1970, both included */
  from: number | undefined
  to: number | undefined
  is: Partial<Record<Fact, string>>
  bots: boolean
  /** count series of older systems as well */
  imported: boolean
  /** leave out what private releases have; only where there are any */
  onlyPublic: boolean
}

export const isOfSubject = (fact: Dimension): fact is SubjectFact => fact in columnOfSubject

/** The size of periods that the answer tells apart. */
export const finestOf = ({ by }: Question): 'ever' | 'month' | 'day' => (by === 'day' || by === 'month' ? by : 'ever')

/** A period as text; days and thirds of the edges belong to a month. */
export const textOfPeriod = (by: 'day' | 'month', unit: Unit, period: number): string =>
  by === 'day' ? dayText(dayOfPeriod(period)) : monthOf(unit, period)
