/** Releases, drafts, promotion, retention, trash. */
import Type, { type Static } from 'typebox'
import { ByteCount, Id, Line, Name, Nullable, named, PageOf, Text, Timestamp } from './schema.ts'

export const Stage = Type.Enum(['draft', 'stable'])

export const Target = named('Target', {
  os: Type.String(),
  arch: Type.String(),
  packages: Type.Integer({ description: 'Application packages.' }),
  extensions: Type.Integer(),
})
export type Target = Static<typeof Target>

export const Release = named('Release', {
  id: Id,
  app: Type.String({ description: 'Slug of the application.' }),
  stage: Stage,
  name: Type.String({ description: 'A draft is named by its revision.' }),
  revision: Type.String({ description: 'The application revision it was built from.' }),
  description: Type.String({ description: 'Release notes, Markdown.' }),
  public: Type.Boolean(),
  pinned: Type.Boolean({ description: 'Retention leaves it alone.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  releasedAt: Nullable(Timestamp),
  packages: Type.Integer(),
  extensions: Type.Integer(),
  bytes: ByteCount,
})
export type Release = Static<typeof Release>
export const ListedRelease = named('ListedRelease', {
  ...Release.properties,
  platforms: Type.Array(Type.Object({ os: Type.String(), arch: Type.String() }, { additionalProperties: false }), {
    description: 'What there are installers for.',
  }),
})
export type ListedRelease = Static<typeof ListedRelease>
export const ReleasePage = PageOf('ReleasePage', ListedRelease)

export const ReleaseDetail = named('ReleaseDetail', {
  ...Release.properties,
  descriptionHtml: Type.String({ description: 'The release notes as simple HTML, safe to show as it is.' }),
  targets: Type.Array(Target, { description: 'What was built for which os and arch.' }),
  promotedFrom: Nullable(Type.String(), { description: 'Revision of the draft it was promoted from.' }),
})
export type ReleaseDetail = Static<typeof ReleaseDetail>

export const Revision = Name(120, 'Not empty. Numbers sort as numbers.')

export const ReleaseInput = named('ReleaseInput', {
  name: Name(120, 'Must differ, case aside, from all releases and drafts; not 24 hex digits, not `draft`.'),
  revision: Revision,
  description: Type.Optional(Text(200_000, 'Release notes, Markdown.')),
  public: Type.Optional(Type.Boolean({ description: "Default: the application's." })),
})
export type ReleaseInput = Static<typeof ReleaseInput>

export const ReleaseChange = named('ReleaseChange', {
  name: Type.Optional(Name(120, 'Stable releases only.')),
  description: Type.Optional(Text(200_000)),
  public: Type.Optional(Type.Boolean()),
  pinned: Type.Optional(Type.Boolean()),
})
export type ReleaseChange = Static<typeof ReleaseChange>

export const NotesInput = named('NotesInput', { text: Text(200_000, 'Release notes, Markdown.') })
export type NotesInput = Static<typeof NotesInput>

export const Notes = named('Notes', {
  html: Type.String({ description: 'Simple HTML, safe to show as it is.' }),
})
export type Notes = Static<typeof Notes>

export const PromotionInput = named('PromotionInput', {
  name: ReleaseInput.properties.name,
  description: Type.Optional(Text(200_000, 'Release notes, Markdown.')),
  public: Type.Optional(Type.Boolean()),
  only: Type.Optional(
    Type.Array(Id, {
      minItems: 1,
      maxItems: 20_000,
      description: 'Ids of packages and extensions to move; default: all. The rest stays in the draft.',
    }),
  ),
})
export type PromotionInput = Static<typeof PromotionInput>

export const PromotionItem = named('PromotionItem', {
  id: Id,
  kind: Type.Enum(['package', 'extension']),
  baseName: Type.String(),
  os: Type.String(),
  arch: Type.String(),
  bytes: ByteCount,
})
export type PromotionItem = Static<typeof PromotionItem>

export const PromotionPreview = named('PromotionPreview', {
  revision: Type.String(),
  comparedWith: Nullable(Type.String(), { description: 'Name of the stable release before.' }),
  moves: Type.Array(PromotionItem),
  missing: Type.Array(
    Type.Object({
      kind: Type.Enum(['package', 'extension']),
      baseName: Type.String(),
      os: Type.String(),
      arch: Type.String(),
    }),
    { description: 'What the stable release before had and this draft has not.' },
  ),
  packages: Type.Integer(),
  extensions: Type.Integer(),
  bytes: ByteCount,
})
export type PromotionPreview = Static<typeof PromotionPreview>

export const RetentionRules = named(
  'RetentionRules',
  {
    enabled: Type.Boolean({ description: 'Whether the nightly job applies the rules.' }),
    keepLast: Nullable(Type.Integer({ minimum: 0, maximum: 100_000 }), { description: 'Keep the newest N drafts.' }),
    keepDays: Nullable(Type.Integer({ minimum: 0, maximum: 36_500 }), {
      description: 'Keep drafts younger than D days.',
    }),
    keepMonthly: Type.Boolean({ description: 'Keep the newest draft of each month.' }),
    keepReplacedDays: Type.Integer({
      minimum: 0,
      maximum: 36_500,
      description: 'Keep replaced files reachable by their digest for this many days.',
    }),
  },
  'A draft goes when no rule keeps it. Pinned drafts always stay. With no rule set nothing goes.',
)
export type RetentionRules = Static<typeof RetentionRules>

export const RetentionPreview = named('RetentionPreview', {
  deletes: Type.Array(
    Type.Object({
      id: Id,
      revision: Type.String(),
      createdAt: Timestamp,
      packages: Type.Integer(),
      extensions: Type.Integer(),
      bytes: ByteCount,
    }),
  ),
  keeps: Type.Array(
    Type.Object({
      id: Id,
      revision: Type.String(),
      createdAt: Timestamp,
      why: Type.Enum(['pinned', 'last', 'young', 'monthly', 'no rule']),
    }),
  ),
  bytes: ByteCount,
})
export type RetentionPreview = Static<typeof RetentionPreview>

export const TrashEntry = named('TrashEntry', {
  id: Id,
  kind: Type.Enum(['app', 'release', 'draft', 'package', 'extension']),
  name: Type.String(),
  deletedAt: Timestamp,
  deletedBy: Nullable(Type.String(), { description: 'Login; null for the retention job.' }),
  purgedAt: Timestamp,
  bytes: ByteCount,
})
export type TrashEntry = Static<typeof TrashEntry>
export const TrashPage = PageOf('TrashPage', TrashEntry)
export const YankInput = named('YankInput', { reason: Line(1000, 'Shown to everybody who looks at it.') })
