/** A release as other things refer to it. */
import Type, { type Static } from 'typebox'
import { Id, Nullable, named } from './schema.ts'

export const ReleaseRef = named('ReleaseRef', {
  id: Id,
  name: Type.String({ description: 'A draft is named by its revision.' }),
  stage: Type.Enum(['draft', 'stable']),
  revision: Type.String({ description: 'Application revision.' }),
  at: Type.String({ format: 'date-time', description: 'When it was released; of a draft, when it was created.' }),
})
export type ReleaseRef = Static<typeof ReleaseRef>

export const LatestRelease = named('LatestRelease', {
  ...ReleaseRef.properties,
  packages: Type.Integer(),
  extensions: Type.Integer(),
})
export type LatestRelease = Static<typeof LatestRelease>

/** The newest of each stage that the caller may see. */
export const LatestReleases = named('LatestReleases', {
  stable: Nullable(LatestRelease),
  draft: Nullable(LatestRelease),
})
export type LatestReleases = Static<typeof LatestReleases>
