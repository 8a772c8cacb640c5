/** The catalogue as visitors browse it: one entry per extension, whatever it was built for; and how releases differ. */
import Type, { type Static } from 'typebox'
import { Extension } from './package.ts'
import { ReleaseRef } from './release-ref.ts'
import { ByteCount, Id, Nullable, named, PageOf, Sha256, Timestamp } from './schema.ts'

const plain = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

export const ExtensionSummary = named('ExtensionSummary', {
  app: Type.String({ description: 'Slug of the application.' }),
  baseName: Type.String(),
  line: Type.String({ description: 'The first words of the description, without markup.' }),
  iconUrl: Nullable(Type.String(), { description: 'As its author gave it.' }),
  icon: Nullable(Type.String(), {
    description:
      'Where pages load it from: a path of this server, or within the address itself (`data:`). null: nowhere.',
  }),
  category: Nullable(Type.String()),
  tier: Nullable(Type.Integer()),
  license: Nullable(Type.String()),
  builds: Type.Array(plain({ id: Id, os: Type.String(), arch: Type.String(), yanked: Type.Boolean() }), {
    description: 'By os and arch.',
  }),
  downloads: Type.Integer({ description: 'Of all builds for this application revision; a minute old at most.' }),
  createdAt: Type.String({ format: 'date-time', description: 'Of the first build.' }),
  updatedAt: Type.String({ format: 'date-time', description: 'Of the build that was changed last.' }),
})
export type ExtensionSummary = Static<typeof ExtensionSummary>

export const ExtensionSummaryPage = named('ExtensionSummaryPage', {
  items: Type.Array(ExtensionSummary),
  cursor: Nullable(Type.String(), { description: 'Give it back as `cursor` to get the next page; null at the end.' }),
  total: Nullable(Type.Integer(), { description: 'How many there are in all; null unless `total` was asked for.' }),
})
export type ExtensionSummaryPage = Static<typeof ExtensionSummaryPage>

const facets = {
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Words in name, keywords or description; spelling may be off a little.',
    }),
  ),
  os: Type.Optional(Type.String({ maxLength: 40 })),
  arch: Type.Optional(Type.String({ maxLength: 40 })),
  category: Type.Optional(Type.String({ maxLength: 200 })),
  tier: Type.Optional(Type.Integer({ description: 'At most this tier.' })),
  license: Type.Optional(Type.String({ maxLength: 400 })),
}
export const FacetQuery = Type.Object(facets, { additionalProperties: false })
export type FacetQuery = Static<typeof FacetQuery>

export const summarySorts = ['name', 'newest', 'updated', 'downloads'] as const
export const SummaryQuery = Type.Object(
  {
    ...facets,
    sort: Type.Optional(
      Type.Enum([...summarySorts], { description: 'Default: name, or with `q` the best matches first.' }),
    ),
    total: Type.Optional(Type.Boolean({ description: 'Count them all.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 512 })),
  },
  { additionalProperties: false },
)
export type SummaryQuery = Static<typeof SummaryQuery>

const Need = plain({ baseName: Type.String(), here: Type.Boolean({ description: 'Whether this release has it.' }) })

export const ExtensionOverview = named('ExtensionOverview', {
  release: ReleaseRef,
  summary: ExtensionSummary,
  screenshots: Type.Array(Type.String(), {
    description: 'Where pages load them from, like `icon` of the summary; of the build that was changed last.',
  }),
  builds: Type.Array(Extension, { description: 'Of this release, by os and arch.' }),
  needs: Type.Array(Need),
  recommends: Type.Array(Need),
  neededBy: Type.Array(Type.String(), { description: 'Base names of extensions of this release that need it.' }),
})
export type ExtensionOverview = Static<typeof ExtensionOverview>

export const OverviewQuery = Type.Object(
  {
    release: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'Release by name, revision or id. Default: the newest stable release that has the extension, or else the newest draft.',
      }),
    ),
  },
  { additionalProperties: false },
)

export const ExtensionVersion = named('ExtensionVersion', {
  id: Id,
  release: ReleaseRef,
  revision: Type.String({ description: 'The commit of the extension.' }),
  os: Type.String(),
  arch: Type.String(),
  fileName: Type.String(),
  size: ByteCount,
  sha256: Sha256,
  url: Type.String({ description: 'Path of the bytes on this server, by name.' }),
  createdAt: Timestamp,
  yanked: Type.Boolean(),
})
export type ExtensionVersion = Static<typeof ExtensionVersion>
export const ExtensionVersionPage = PageOf('ExtensionVersionPage', ExtensionVersion)

export const cellStates = ['same', 'changed', 'new', 'missing', 'none'] as const
const MatrixCell = plain({
  state: Type.Enum([...cellStates], {
    description:
      'same: built from the same commit as before; changed: from another; new: not there before; missing: there before, but not now; none: neither',
  }),
  id: Nullable(Id, { description: 'Of the build; null where there is none.' }),
  revision: Nullable(Type.String(), { description: 'Its commit.' }),
  before: Nullable(Type.String(), { description: 'The commit in the release compared with.' }),
})
export const Matrix = named('Matrix', {
  release: ReleaseRef,
  comparedWith: Nullable(ReleaseRef),
  targets: Type.Array(plain({ os: Type.String(), arch: Type.String() }), { description: 'The columns.' }),
  rows: Type.Array(
    plain({
      baseName: Type.String(),
      category: Nullable(Type.String()),
      tier: Nullable(Type.Integer()),
      cells: Type.Array(MatrixCell, { description: 'In the order of `targets`.' }),
    }),
    { description: 'By base name.' },
  ),
})
export type Matrix = Static<typeof Matrix>
export type MatrixCell = Matrix['rows'][number]['cells'][number]

export const MatrixQuery = Type.Object(
  {
    with: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'Release to compare with, by name, revision or id. Default: the stable release before; without one, the draft before.',
      }),
    ),
  },
  { additionalProperties: false },
)

const BuildState = Nullable(
  plain({ id: Id, revision: Type.String(), version: Type.String(), size: ByteCount, sha256: Sha256 }),
)
export const ReleaseComparison = named('ReleaseComparison', {
  from: ReleaseRef,
  to: ReleaseRef,
  items: Type.Array(
    plain({
      kind: Type.Enum(['package', 'extension']),
      baseName: Type.String(),
      os: Type.String(),
      arch: Type.String(),
      change: Type.Enum(['added', 'removed', 'updated', 'rebuilt'], {
        description: 'updated: from another commit or version; rebuilt: from the same, but other bytes',
      }),
      from: BuildState,
      to: BuildState,
    }),
    { description: 'What differs: packages first, then by base name, os and arch.' },
  ),
  same: Type.Integer({ description: 'How many packages and extensions have the same bytes in both.' }),
  bytes: plain({ from: ByteCount, to: ByteCount }),
})
export type ReleaseComparison = Static<typeof ReleaseComparison>

const Reference = Type.String({ maxLength: 200, description: 'Release by name, revision or id.' })
export const ComparisonQuery = Type.Object({ from: Reference, to: Reference }, { additionalProperties: false })

export const SearchQuery = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 200 }),
    app: Type.Optional(Type.String({ maxLength: 200, description: 'Only within this application: slug, id or name.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 5, description: 'Of each group.' })),
  },
  { additionalProperties: false },
)
export type SearchQuery = Static<typeof SearchQuery>

const InApp = { app: Type.String({ description: 'Slug.' }), appName: Type.String() }
export const SearchResults = named(
  'SearchResults',
  {
    apps: Type.Array(plain({ slug: Type.String(), name: Type.String(), description: Type.String() })),
    releases: Type.Array(plain({ ...InApp, release: ReleaseRef })),
    packages: Type.Array(
      plain({
        ...InApp,
        id: Id,
        baseName: Type.String(),
        version: Type.String(),
        os: Type.String(),
        arch: Type.String(),
        release: Type.String({ description: 'Name of its release.' }),
      }),
    ),
    extensions: Type.Array(
      plain({ ...InApp, baseName: Type.String(), category: Nullable(Type.String()), iconUrl: Nullable(Type.String()) }),
    ),
  },
  'The best of each group, best first.',
)
export type SearchResults = Static<typeof SearchResults>
