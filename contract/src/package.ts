/** Application packages (installers) and extensions, and how they are published. */
import Type, { type Static } from 'typebox'
import { Revision } from './release.ts'
import { ByteCount, Formed, Id, Name, Nullable, named, PageOf, Sha256, Sha512, Text, Timestamp } from './schema.ts'

export const oses = ['linux', 'win', 'macosx'] as const
export const Os = Type.Enum([...oses])
export const Arch = Formed('^[a-z0-9][a-z0-9_-]{0,30}$', '1 to 31 small letters, digits, dashes and underscores', {
  description: '`amd64`, `arm64`, `i386` or any other.',
})

export const File = named('File', {
  id: Id,
  name: Type.String(),
  size: ByteCount,
  sha256: Sha256,
  sha512: Sha512,
  contentType: Type.String(),
  createdAt: Timestamp,
  replacedAt: Nullable(Timestamp, { description: 'When newer bytes took its place.' }),
  url: Type.String({ description: 'Path of the bytes on this server, by digest.' }),
})
export type File = Static<typeof File>
export const FilePage = PageOf('FilePage', File)

export const FileMatch = named('FileMatch', {
  kind: Type.Enum(['package', 'extension']),
  id: Id,
  app: Type.String({ description: 'Slug of the application.' }),
  appRevision: Type.String(),
  baseName: Type.String(),
  os: Type.String(),
  arch: Type.String(),
  fileName: Type.String(),
  size: ByteCount,
  current: Type.Boolean({ description: 'false: other bytes have taken their place since.' }),
  createdAt: Timestamp,
})
export type FileMatch = Static<typeof FileMatch>
export const FileMatchList = named('FileMatchList', { items: Type.Array(FileMatch) })

const shared = {
  id: Id,
  app: Type.String({ description: 'Slug of the application.' }),
  release: Type.Object(
    {
      id: Id,
      name: Type.String(),
      stage: Type.Enum(['draft', 'stable']),
      revision: Type.String({ description: 'Application revision.' }),
    },
    { additionalProperties: false },
  ),
  name: Type.String({ description: "Rendered by the application's naming template." }),
  baseName: Type.String(),
  os: Type.String(),
  arch: Type.String(),
  revision: Type.String(),
  repositoryType: Type.String(),
  repositoryUrl: Type.String(),
  description: Type.String(),
  file: File,
  url: Type.String({ description: 'Path of the bytes on this server, by name.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  yanked: Nullable(Type.Object({ at: Timestamp, reason: Type.String() }, { additionalProperties: false })),
  bytesChangedAt: Nullable(Timestamp, {
    description: 'When other bytes were put under the same revision of a stable release.',
  }),
}

export const Package = named('Package', {
  ...shared,
  version: Type.String(),
  preRelease: Type.Boolean(),
  buildDate: Timestamp,
})
export type Package = Static<typeof Package>
export const PackagePage = PageOf('PackagePage', Package)

export const Extension = named('Extension', {
  ...shared,
  category: Nullable(Type.String()),
  tier: Nullable(Type.Integer()),
  iconUrl: Nullable(Type.String()),
  homepage: Nullable(Type.String()),
  screenshots: Nullable(Type.String()),
  contributors: Nullable(Type.String()),
  dependency: Nullable(Type.String()),
  recommends: Nullable(Type.String()),
  license: Nullable(Type.String()),
  developmentStatus: Nullable(Type.String()),
  enabled: Nullable(Type.Boolean()),
  dicomSupportRule: Nullable(Type.String()),
  keywords: Nullable(Type.String()),
})
export type Extension = Static<typeof Extension>
export const ExtensionPage = PageOf('ExtensionPage', Extension)

const sharedFacts = {
  baseName: Name(120, 'e.g. `Slicer` or `SegmentTools`.'),
  os: Os,
  arch: Arch,
  repositoryType: Type.Optional(Text(60, 'e.g. `git`.')),
  repositoryUrl: Type.Optional(Text(2000)),
}

/** What an uploader says of an installer. */
export const PackageFacts = named('PackageFacts', {
  ...sharedFacts,
  revision: Revision,
  version: Name(120, 'e.g. `5.8.1`.'),
  description: Type.Optional(Text(20_000)),
  preRelease: Type.Optional(Type.Boolean()),
  buildDate: Type.Optional(Type.String({ format: 'date-time', description: 'Default: now.' })),
})
export type PackageFacts = Static<typeof PackageFacts>

const extensionExtras = {
  category: Type.Optional(Text(200)),
  tier: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
  iconUrl: Type.Optional(Text(2000)),
  homepage: Type.Optional(Text(2000)),
  screenshots: Type.Optional(Text(8000, 'Addresses separated by spaces.')),
  contributors: Type.Optional(Text(8000)),
  dependency: Type.Optional(Text(8000, 'Base names separated by spaces.')),
  recommends: Type.Optional(Text(8000, 'Base names separated by spaces.')),
  license: Type.Optional(Text(400)),
  developmentStatus: Type.Optional(Text(400)),
  enabled: Type.Optional(Type.Boolean()),
  dicomSupportRule: Type.Optional(Text(8000)),
  keywords: Type.Optional(Text(8000)),
}

/** What an uploader says of an extension. */
export const ExtensionFacts = named('ExtensionFacts', {
  ...sharedFacts,
  revision: Name(120, 'The commit of the extension.'),
  appRevision: Revision,
  description: Type.Optional(Text(100_000, 'Simple HTML is kept, everything else is taken out.')),
  ...extensionExtras,
})
export type ExtensionFacts = Static<typeof ExtensionFacts>

/** How the bytes come: what the uploader knows of them. */
const delivery = {
  fileName: Name(255, 'The name under which people get it.'),
  sha256: Type.Optional(Sha256),
  sha512: Type.Optional(Sha512),
  contentType: Type.Optional(
    Formed('^[\\w.+-]+/[\\w.+-]+$', 'a media type such as application/zip', {
      maxLength: 120,
      description: 'Default: by the file name.',
    }),
  ),
  replace: Type.Optional(
    Type.Boolean({ description: 'Maintainers: put other bytes in place of those of a stable release. It is shown.' }),
  ),
}

export const PutPackageQuery = Type.Object({ ...PackageFacts.properties, ...delivery }, { additionalProperties: false })
export const PutExtensionQuery = Type.Object(
  { ...ExtensionFacts.properties, ...delivery },
  { additionalProperties: false },
)
export const PackageInput = named('PackageInput', {
  ...PackageFacts.properties,
  ...delivery,
  fileName: Type.Optional(delivery.fileName),
  upload: Id,
})
export type PackageInput = Static<typeof PackageInput>
export const ExtensionInput = named('ExtensionInput', {
  ...ExtensionFacts.properties,
  ...delivery,
  fileName: Type.Optional(delivery.fileName),
  upload: Id,
})
export type ExtensionInput = Static<typeof ExtensionInput>

export const outcomes = ['created', 'unchanged', 'updated', 'replaced'] as const
export const Outcome = Type.Enum([...outcomes], {
  description:
    'created: new; unchanged: the same bytes and facts were there; updated: same bytes, other facts; replaced: other bytes took their place',
})
export const PublishedPackage = named('PublishedPackage', { outcome: Outcome, package: Package })
export type PublishedPackage = Static<typeof PublishedPackage>
export const PublishedExtension = named('PublishedExtension', { outcome: Outcome, extension: Extension })
export type PublishedExtension = Static<typeof PublishedExtension>

export const PackageChange = named('PackageChange', {
  version: Type.Optional(PackageFacts.properties.version),
  description: Type.Optional(Text(20_000)),
  preRelease: Type.Optional(Type.Boolean()),
  repositoryType: Type.Optional(Text(60)),
  repositoryUrl: Type.Optional(Text(2000)),
})
export type PackageChange = Static<typeof PackageChange>

const clearable = Object.fromEntries(
  Object.entries(extensionExtras).map(([key, schema]) => [key, Type.Optional(Nullable(schema))]),
) as unknown as {
  [K in keyof typeof extensionExtras]: ReturnType<
    typeof Type.Optional<ReturnType<typeof Nullable<(typeof extensionExtras)[K]>>>
  >
}
export const ExtensionChange = named('ExtensionChange', {
  description: Type.Optional(Text(100_000)),
  repositoryType: Type.Optional(Text(60)),
  repositoryUrl: Type.Optional(Text(2000)),
  ...clearable,
})
export type ExtensionChange = Static<typeof ExtensionChange>

const listing = {
  release: Type.Optional(Type.String({ maxLength: 200, description: 'Release by name, revision or id.' })),
  stage: Type.Optional(Type.Enum(['draft', 'stable'])),
  os: Type.Optional(Type.String({ maxLength: 40 })),
  arch: Type.Optional(Type.String({ maxLength: 40 })),
  baseName: Type.Optional(Type.String({ maxLength: 200 })),
  revision: Type.Optional(Type.String({ maxLength: 200 })),
  q: Type.Optional(
    Type.String({ maxLength: 200, description: 'Words in name, keywords or description; best matches first.' }),
  ),
  yanked: Type.Optional(Type.Boolean({ description: 'false: leave out what was yanked.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 512 })),
}
export const PackageQuery = Type.Object(
  { ...listing, version: Type.Optional(Type.String({ maxLength: 200 })), preRelease: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export type PackageQuery = Static<typeof PackageQuery>
export const ExtensionQuery = Type.Object(
  {
    ...listing,
    appRevision: Type.Optional(Type.String({ maxLength: 200 })),
    category: Type.Optional(Type.String({ maxLength: 200 })),
    tier: Type.Optional(Type.Integer({ description: 'At most this tier.' })),
    license: Type.Optional(Type.String({ maxLength: 400 })),
    sort: Type.Optional(
      Type.Enum(['newest', 'name'], {
        default: 'newest',
        description: 'newest: by creation, latest first; name: by base name, then os and arch.',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ExtensionQuery = Static<typeof ExtensionQuery>

const FacetValue = Type.Object({ value: Type.String(), count: Type.Integer() }, { additionalProperties: false })
export const ExtensionFacets = named(
  'ExtensionFacets',
  {
    categories: Type.Array(FacetValue),
    tiers: Type.Array(FacetValue),
    licenses: Type.Array(FacetValue),
    targets: Type.Array(FacetValue),
    total: Type.Integer({ description: 'How many extensions match all filters.' }),
  },
  'How many extensions (by base name) of a release there are for each value, of those that match the other filters.',
)
export type ExtensionFacets = Static<typeof ExtensionFacets>

export const Upload = named('Upload', {
  id: Id,
  size: ByteCount,
  offset: ByteCount,
  fileName: Nullable(Type.String()),
  complete: Type.Boolean(),
  sha256: Nullable(Sha256),
  sha512: Nullable(Sha512),
  createdAt: Timestamp,
  expiresAt: Timestamp,
})
export type Upload = Static<typeof Upload>
