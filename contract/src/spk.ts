/** Synology packages: what people and administrators see of them. Devices have a protocol of their own. */
import Type, { type Static } from 'typebox'
import { ByteCount, Cursor, Formed, Id, Limit, Line, Nullable, named, PageOf, Timestamp } from './schema.ts'

export const SpkRole = Type.Enum(['developer', 'package_admin', 'admin'], {
  description: 'developer: the packages one maintains; package_admin: all packages; admin: also signing and deleting',
})
export const SpkName = Formed('^[\\p{L}\\p{N}_-]+$', 'letters, digits, dashes and underscores', {
  maxLength: 50,
  description: 'Letters, digits, dashes and underscores.',
})
export const SpkFirmware = named('SpkFirmware', {
  build: Type.Integer({ minimum: 1, maximum: 999_999, description: 'Unique among DSM and SRM.' }),
  version: Formed('^\\d+\\.\\d+$', 'two numbers such as 7.1', { description: 'For example `7.1`.' }),
  type: Type.Enum(['dsm', 'srm']),
})
export const SpkFirmwareList = named('SpkFirmwareList', { items: Type.Array(SpkFirmware) })
const Code = (most: number) =>
  Formed(`^[\\w-]{1,${most}}$`, `at most ${most} letters, digits, dashes and underscores`, {
    description: 'Letters, digits, _ and -.',
  })
export const SpkCode = named('SpkCode', { code: Code(30) })
export const SpkCodeList = named('SpkCodeList', { items: Type.Array(SpkCode) })
export const SpkLanguage = named('SpkLanguage', {
  code: Formed('^[a-z]{3}$', 'three small letters such as enu', {
    description: 'Three letters, as Synology writes it: `enu`.',
  }),
  name: Line(50),
})
export const SpkLanguageList = named('SpkLanguageList', { items: Type.Array(SpkLanguage) })

export const SpkRefusedDevice = named('SpkRefusedDevice', {
  field: Type.Enum(['arch', 'language'], { description: 'The table that lacks it.' }),
  value: Type.String({ description: 'What devices say they are.' }),
  requests: Type.Integer(),
  lastAt: Timestamp,
})
export type SpkRefusedDevice = Static<typeof SpkRefusedDevice>
export const SpkRefusedDeviceList = named('SpkRefusedDeviceList', { items: Type.Array(SpkRefusedDevice) })

export const SpkPerson = named('SpkPerson', { id: Id, login: Type.String(), name: Type.String() })
export const SpkMember = named('SpkMember', { id: Id, login: Type.String(), name: Type.String(), role: SpkRole })
export const SpkMemberList = named('SpkMemberList', { items: Type.Array(SpkMember) })
export const SpkRoleInput = named('SpkRoleInput', { role: Type.Enum(['developer', 'package_admin']) })

export const SpkCategory = Line(50, 'For example `Multimedia`.')
export const SpkPackage = named('SpkPackage', {
  id: Id,
  name: SpkName,
  displayName: Type.String({ description: 'In the asked language, or else in English.' }),
  description: Type.String(),
  category: Nullable(SpkCategory),
  icon: Nullable(Type.String(), { description: 'Path below the device address.' }),
  version: Nullable(Type.String(), {
    description: 'The highest with an active build, or else the highest at all: `1.4.103-10`.',
  }),
  beta: Type.Boolean(),
  active: Type.Boolean({ description: 'Whether any build is active; archived otherwise.' }),
  pending: Type.Boolean({ description: 'Waits for a package administrator.' }),
  architectures: Type.Array(Type.String(), { description: 'Of the builds of that version.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  downloads: Type.Integer(),
  recentDownloads: Type.Integer({ description: 'In the last 90 days.' }),
})
export type SpkPackage = Static<typeof SpkPackage>
export const SpkPackagePage = PageOf('SpkPackagePage', SpkPackage)

export const SpkBuild = named('SpkBuild', {
  id: Id,
  architectures: Type.Array(Type.String()),
  firmware: Type.String({ description: 'The least it needs: `3.1-1594`.' }),
  firmwareMax: Nullable(Type.String(), { description: 'The highest it is for; null: no limit.' }),
  active: Type.Boolean(),
  signed: Type.Boolean(),
  signedBy: Nullable(Type.String(), { description: 'Fingerprint of the key; null: not known.' }),
  signError: Nullable(Type.String(), { description: 'Why the last try to sign it failed.' }),
  path: Type.String({ description: 'Below the device address.' }),
  size: ByteCount,
  md5: Type.String(),
  sha256: Type.String(),
  changelog: Nullable(Type.String(), { description: 'Simple HTML, cleaned.' }),
  descriptions: Type.Record(Type.String(), Type.String(), { description: 'By language.' }),
  dependencies: Nullable(Type.String()),
  conflicts: Nullable(Type.String()),
  checksum: Nullable(Type.String(), { description: 'MD5 of package.tgz, as INFO has it.' }),
  confDependencies: Nullable(Type.String(), { description: 'conf/PKG_DEPS, as JSON by section.' }),
  confConflicts: Nullable(Type.String(), { description: 'conf/PKG_CONX, as JSON by section.' }),
  confPrivilege: Nullable(Type.String()),
  confResource: Nullable(Type.String()),
  unsignedFiles: Type.Array(Type.String(), {
    description: 'Files that no signature covers: DSM up to 6 calls a signed package with such files corrupted.',
  }),
  publisher: Nullable(Type.String(), { description: 'Login.' }),
  createdAt: Timestamp,
})
export type SpkBuild = Static<typeof SpkBuild>

export const SpkVersion = named('SpkVersion', {
  id: Id,
  version: Type.Integer(),
  text: Type.String({ description: 'As devices see it: `1.4.103-10`.' }),
  upstreamVersion: Type.String(),
  beta: Type.Boolean(),
  reportUrl: Nullable(Type.String()),
  distributor: Nullable(Type.String()),
  distributorUrl: Nullable(Type.String()),
  maintainer: Nullable(Type.String()),
  maintainerUrl: Nullable(Type.String()),
  installWizard: Nullable(Type.Boolean()),
  upgradeWizard: Nullable(Type.Boolean()),
  startable: Nullable(Type.Boolean()),
  license: Nullable(Type.String()),
  displayNames: Type.Record(Type.String(), Type.String(), { description: 'By language.' }),
  services: Type.Array(Type.String()),
  icons: Type.Array(Type.String(), { description: 'Paths below the device address, smallest first.' }),
  builds: Type.Array(SpkBuild),
  createdAt: Timestamp,
})
export type SpkVersion = Static<typeof SpkVersion>

export const SpkPackageDetail = named('SpkPackageDetail', {
  id: Id,
  name: SpkName,
  author: Nullable(Type.String(), { description: 'Login.' }),
  maintainers: Type.Array(SpkPerson),
  screenshots: Type.Array(Type.String(), { description: 'Paths below the device address.' }),
  versions: Type.Array(SpkVersion, { description: 'Highest first.' }),
  category: Nullable(SpkCategory),
  pending: Type.Boolean({ description: 'Waits for a package administrator.' }),
  downloads: Type.Integer(),
  recentDownloads: Type.Integer(),
  lastDownload: Nullable(Type.String({ format: 'date' }), { description: 'The day of the last download, in UTC.' }),
  mayMaintain: Type.Boolean({ description: 'Whether the caller may activate its builds.' }),
  createdAt: Timestamp,
})
export type SpkPackageDetail = Static<typeof SpkPackageDetail>

export const SpkPackageInput = named('SpkPackageInput', {
  name: SpkName,
  maintainers: Type.Optional(Type.Array(Type.String({ description: 'Account ids or logins.' }))),
  category: Type.Optional(Nullable(SpkCategory)),
})
export type SpkPackageInput = Static<typeof SpkPackageInput>
export const SpkPackageChange = named('SpkPackageChange', {
  author: Type.Optional(Nullable(Type.String())),
  maintainers: Type.Optional(Type.Array(Type.String({ description: 'Account ids or logins.' }))),
  category: Type.Optional(Nullable(SpkCategory)),
  pending: Type.Optional(Type.Literal(false, { description: 'false: the package is approved.' })),
})
export type SpkPackageChange = Static<typeof SpkPackageChange>

export const SpkUploaded = named('SpkUploaded', {
  build: Id,
  path: Type.String({ description: 'Below the device address.' }),
  package: Type.String(),
  version: Type.String(),
  firmware: Type.String(),
  architectures: Type.Array(Type.String()),
  unsignedFiles: Type.Array(Type.String(), { description: 'Files that no signature will cover.' }),
})

export const SpkBuildAction = named('SpkBuildAction', {
  action: Type.Enum(['activate', 'deactivate', 'sign', 'unsign', 'verify', 'reread', 'delete']),
  builds: Type.Array(Id, { minItems: 1, maxItems: 500 }),
  dryRun: Type.Optional(
    Type.Boolean({ default: false, description: 'Changes nothing, and refuses what would be refused.' }),
  ),
})
export const SpkBuildResults = named('SpkBuildResults', {
  items: Type.Array(
    named('SpkBuildResult', {
      build: Id,
      outcome: Type.Enum(['done', 'queued', 'unchanged', 'refused', 'possible']),
      message: Type.String({ description: 'For `possible`: the file name of the build.' }),
    }),
  ),
})

export const SpkDeviceQuery = Type.Object(
  {
    arch: Type.String(),
    build: Type.String({ description: 'Firmware build, e.g. 64570.' }),
    language: Type.Optional(Type.String({ default: 'enu' })),
    major: Type.Optional(Type.String({ description: 'Of the firmware; inferred when it is not given.' })),
    channel: Type.Optional(Type.Enum(['stable', 'beta'])),
  },
  { additionalProperties: false },
)
export const SpkExplanation = named('SpkExplanation', {
  arch: Type.String(),
  build: Type.Integer(),
  major: Type.Integer(),
  beta: Type.Boolean(),
  builds: Type.Array(
    named('SpkExplainedBuild', {
      build: Id,
      version: Type.String(),
      firmware: Type.String(),
      architectures: Type.Array(Type.String()),
      outcome: Type.Enum(['chosen', 'passed_over', 'refused']),
      rule: Type.String(),
      because: Type.String(),
    }),
  ),
})

export const SpkListQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100, description: 'In names, display names and descriptions.' })),
    category: Type.Optional(Type.String({ maxLength: 50 })),
    arch: Type.Optional(Type.String({ maxLength: 30, description: 'Has an active build for it, or for `noarch`.' })),
    status: Type.Optional(
      Type.Enum(['active', 'archived', 'pending', 'all'], {
        description: 'active: has an active build; archived: has none; pending: for package administrators.',
        default: 'active',
      }),
    ),
    maintainer: Type.Optional(Type.Enum(['me'], { description: 'Only packages that the caller maintains.' })),
    language: Type.Optional(Type.String({ pattern: '^[a-z]{3}$', default: 'enu' })),
    limit: Limit,
    cursor: Cursor,
  },
  { additionalProperties: false },
)
export type SpkListQuery = Static<typeof SpkListQuery>

export const SpkBuildQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100, description: 'In the name of the package.' })),
    arch: Type.Optional(Type.String({ maxLength: 30 })),
    firmware: Type.Optional(
      Formed('^\\d+(\\.\\d+)?$', 'one or two numbers such as 7.1', { description: 'Least version: `7` or `7.1`.' }),
    ),
    publisher: Type.Optional(Type.String({ maxLength: 200, description: 'Id or login.' })),
    active: Type.Optional(Type.Boolean()),
    signed: Type.Optional(Type.Boolean()),
    beta: Type.Optional(Type.Boolean()),
    limit: Limit,
    cursor: Cursor,
  },
  { additionalProperties: false },
)
export type SpkBuildQuery = Static<typeof SpkBuildQuery>
export const SpkBuildEntry = named('SpkBuildEntry', {
  id: Id,
  package: Type.String(),
  version: Type.String(),
  beta: Type.Boolean(),
  architectures: Type.Array(Type.String()),
  firmware: Type.String({ description: 'The least it needs: `3.1-1594`.' }),
  firmwareMax: Nullable(Type.String(), { description: 'The highest it is for; null: no limit.' }),
  publisher: Nullable(Type.String(), { description: 'Login.' }),
  active: Type.Boolean(),
  signed: Type.Boolean(),
  signError: Nullable(Type.String(), { description: 'Why the last try to sign it failed.' }),
  size: ByteCount,
  path: Type.String({ description: 'Below the device address.' }),
  createdAt: Timestamp,
})
export type SpkBuildEntry = Static<typeof SpkBuildEntry>
export const SpkBuildPage = PageOf('SpkBuildPage', SpkBuildEntry)

export const SpkRepository = named('SpkRepository', {
  url: Nullable(Type.String(), { description: 'Address for devices; null: `/nas` on this host.' }),
  packages: Type.Integer({ description: 'Packages with an active build.' }),
  categories: Type.Array(Type.String(), { description: 'Of these packages, by name.' }),
  signing: Type.Boolean({ description: 'Whether builds are signed here.' }),
  role: Nullable(SpkRole, { description: 'Of the caller.' }),
  pending: Type.Integer({ description: 'Packages that wait for approval; 0 for who cannot approve.' }),
})
export type SpkRepository = Static<typeof SpkRepository>

const Share = (name: string, key: string) =>
  Type.Array(named(name, { [key]: Type.String(), downloads: Type.Integer() }), { description: 'Most first.' })
const PackageShares = Share('SpkPackageShare', 'package')
const ArchitectureShares = Share('SpkArchitectureShare', 'architecture')
const FirmwareShares = Share('SpkFirmwareShare', 'firmware')
export const SpkStatistics = named('SpkStatistics', {
  days: Type.Array(named('SpkDownloadDay', { day: Type.String({ format: 'date' }), downloads: Type.Integer() }), {
    description: 'The last 90 days that had any, oldest first.',
  }),
  versions: Share('SpkVersionShare', 'version'),
  architectures: ArchitectureShares,
  firmwares: FirmwareShares,
})

export const SpkKey = named('SpkKey', {
  fingerprint: Type.String(),
  name: Type.String({ description: 'Who it is of.' }),
  algorithm: Type.String({ description: 'For example `RSA 4096`.' }),
  state: Type.Enum(['signs', 'trusted', 'idle', 'verifies'], {
    description:
      'signs: new signatures are made with it; trusted: signed before, and devices still get it; idle: neither; ' +
      'verifies: a public key, for time stamps',
  }),
  usable: Type.Boolean({ description: 'Neither expired nor revoked.' }),
  activeBuilds: Type.Integer({ description: 'Active builds that are signed with it.' }),
  createdAt: Timestamp,
  expiresAt: Nullable(Timestamp),
})
export type SpkKey = Static<typeof SpkKey>
export const SpkKeyList = named('SpkKeyList', {
  items: Type.Array(SpkKey, { description: 'Oldest first.' }),
  unknown: Type.Integer({ description: 'Active builds that are signed, and with which key was never looked at.' }),
  fixed: Type.Boolean({ description: 'Whether the configuration says which key signs.' }),
  stamps: Type.Boolean({ description: 'Whether signatures get a time stamp.' }),
})
export type SpkKeyList = Static<typeof SpkKeyList>
export const SpkKeyInput = named('SpkKeyInput', {
  name: Formed('^[^\\x00-\\x1f-]\\P{Cc}{4,198}$', '5 to 199 characters on one line that do not begin with a dash', {
    description: 'Who it is of: `Packages <packages@example.org>`.',
  }),
})
export const SpkKeyImport = named('SpkKeyImport', {
  key: Type.String({ minLength: 1, maxLength: 1_000_000, description: 'As gpg exports it with `--armor`.' }),
})
export const SpkSignAnew = named('SpkSignAnew', {
  builds: Type.Integer({ description: 'How many will be signed.' }),
})

export const SpkOverviewQuery = Type.Object(
  { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 90, description: 'For what has most.' })) },
  { additionalProperties: false },
)
export const SpkOverview = named('SpkOverview', {
  packages: Type.Integer(),
  builds: Type.Integer(),
  inactiveBuilds: Type.Integer(),
  recentDownloads: Type.Integer({ description: 'In the last 90 days.' }),
  latest: Type.Array(
    named('SpkLatestVersion', {
      package: Type.String(),
      version: Type.String(),
      size: ByteCount,
      active: Type.Boolean({ description: 'Whether all its builds are.' }),
      recentDownloads: Type.Integer({ description: 'In the last 90 days.' }),
      createdAt: Timestamp,
    }),
    { description: 'Newest first.' },
  ),
  topPackages: PackageShares,
  topArchitectures: ArchitectureShares,
  topFirmwares: FirmwareShares,
})
export type SpkOverview = Static<typeof SpkOverview>
