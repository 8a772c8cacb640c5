/** Collections and applications. */
import Type, { type Static } from 'typebox'
import { Action } from './permission.ts'
import { LatestReleases } from './release-ref.ts'
import { ByteCount, Formed, Id, Name, Nullable, named, PageOf, Text, Timestamp } from './schema.ts'

export const Collection = named('Collection', {
  id: Id,
  name: Type.String(),
  description: Type.String(),
  public: Type.Boolean(),
  empty: Type.Boolean({ description: 'Has no application, in the trash neither: only then it can be deleted.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
export type Collection = Static<typeof Collection>
export const CollectionPage = PageOf('CollectionPage', Collection)
export const CollectionInput = named('CollectionInput', {
  name: Name(120),
  description: Type.Optional(Text(4000)),
  public: Type.Optional(Type.Boolean({ default: true })),
})
export type CollectionInput = Static<typeof CollectionInput>
export const CollectionChange = named('CollectionChange', {
  name: Type.Optional(Name(120)),
  description: Type.Optional(Text(4000)),
  public: Type.Optional(Type.Boolean()),
})
export type CollectionChange = Static<typeof CollectionChange>

const Template = (example: string) =>
  Text(400, `Names of packages, e.g. \`${example}\`. Keys in braces; \`{{\` and \`}}\` stand for braces.`)

export const App = named('App', {
  id: Id,
  slug: Type.String({ description: 'The word that stands for it in addresses and commands.' }),
  name: Type.String(),
  description: Type.String(),
  collection: Type.String({ description: 'Name of its collection.' }),
  homepage: Nullable(Type.String()),
  public: Type.Boolean(),
  applicationPackageNameTemplate: Type.String(),
  extensionPackageNameTemplate: Type.String(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  latest: LatestReleases,
  permissions: Type.Array(Action, { description: 'What the caller may do here.' }),
})
export type App = Static<typeof App>
export const AppPage = PageOf('AppPage', App)

export const AppInput = named('AppInput', {
  name: Name(120, 'Must be new within its collection; not 24 hex digits.'),
  slug: Type.Optional(
    Formed(
      '^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$',
      '1 to 64 small letters, digits, dots, dashes and underscores, with a letter or digit at both ends',
      { description: 'Made from the name if absent.' },
    ),
  ),
  description: Type.Optional(Text(20_000)),
  collection: Type.Optional(Name(120, 'Made if there is none of this name; default `Applications`.')),
  homepage: Type.Optional(Type.String({ format: 'uri', maxLength: 2000 })),
  public: Type.Optional(Type.Boolean({ default: true })),
  applicationPackageNameTemplate: Type.Optional(Template('{baseName}_{os}_{arch}_{revision}')),
  extensionPackageNameTemplate: Type.Optional(Template('{app_revision}_{baseName}_{os}_{arch}_{revision}')),
})
export type AppInput = Static<typeof AppInput>

export const AppChange = named('AppChange', {
  name: Type.Optional(Name(120)),
  slug: AppInput.properties.slug,
  description: Type.Optional(Text(20_000)),
  homepage: Type.Optional(Nullable(Type.String({ format: 'uri', maxLength: 2000 }))),
  public: Type.Optional(Type.Boolean()),
  applicationPackageNameTemplate: AppInput.properties.applicationPackageNameTemplate,
  extensionPackageNameTemplate: AppInput.properties.extensionPackageNameTemplate,
})
export type AppChange = Static<typeof AppChange>

/** What goes when something is deleted. */
export const DeletionPreview = named('DeletionPreview', {
  releases: Type.Integer(),
  drafts: Type.Integer(),
  packages: Type.Integer(),
  extensions: Type.Integer(),
  files: Type.Integer({ description: 'Current and earlier files.' }),
  bytes: ByteCount,
  restorableUntil: Nullable(Timestamp, { description: 'When it leaves the trash.' }),
})
export type DeletionPreview = Static<typeof DeletionPreview>

export const DownloadCount = named('DownloadCount', {
  revision: Type.String({ description: 'Application revision.' }),
  kind: Type.Enum(['package', 'extension']),
  baseName: Type.String(),
  os: Type.String(),
  arch: Type.String(),
  downloads: Type.Integer(),
})
export type DownloadCount = Static<typeof DownloadCount>
export const DownloadCountPage = PageOf('DownloadCountPage', DownloadCount)
