/** The tables of Synology packages. */
import type { Flag } from '../../../platform/db/index.ts'

declare module '../../../platform/db/tables.ts' {
  interface Tables {
    spk_state: { id: number; generation: number; removals: number }
    spk_role: { account_id: string; role: StoredRole; created_at: number }
    spk_architecture: { code: string; created_at: number }
    spk_firmware: FirmwareRow
    spk_language: LanguageRow
    spk_service: { code: string; created_at: number }
    spk_package: PackageRow
    spk_maintainer: { package_id: string; account_id: string }
    spk_version: VersionRow
    spk_display_name: { version_id: string; language: string; name: string }
    spk_version_service: { version_id: string; service: string }
    spk_build: BuildRow
    spk_build_architecture: BuildArchitectureRow
    spk_description: { build_id: string; language: string; description: string }
    spk_file: FileRow
    spk_key: KeyRow
    spk_download: DownloadRow
    spk_package_total: { package_id: string; count: number }
    spk_package_day: { day: number; package_id: string; count: number }
    spk_former_build: { former: number; build_id: string }
    spk_former_architecture: { former: number; code: string }
  }
}

/** What is written down; site administrators are administrators here as well. */
export type StoredRole = 'developer' | 'package_admin'

export type FirmwareRow = { build: number; version: string; type: string; created_at: number }
export type LanguageRow = { code: string; name: string; position: number }

export type PackageRow = {
  id: string
  name: string
  author_id: string | null
  category: string | null
  /** waits for a package administrator: nobody else sees it, and no build of it can be activated */
  pending: Flag
  /** of the catalogue, when something public of it changed last */
  generation: number
  created_at: number
}

export type VersionRow = {
  id: string
  package_id: string
  version: number
  upstream_version: string
  beta: Flag
  report_url: string | null
  distributor: string | null
  distributor_url: string | null
  maintainer: string | null
  maintainer_url: string | null
  install_wizard: Flag | null
  upgrade_wizard: Flag | null
  /** null: not stated (old rows) */
  startable: Flag | null
  /** an empty text is not null: both switch quick installation differently */
  license: string | null
  created_at: number
}

export type BuildRow = {
  id: string
  version_id: string
  firmware_min: number
  firmware_max: number | null
  publisher_id: string | null
  checksum: string | null
  changelog: string | null
  path: string
  sha256: string
  md5: string
  size: number
  signed: Flag
  /** fingerprint of the key; null: not signed, or by whom is not known */
  signed_by: string | null
  /** why the last try to sign it failed */
  sign_error: string | null
  /** JSON list of names: what DSM up to 6 calls corrupted in a signed package */
  unsigned_files: string
  active: Flag
  dependencies: string | null
  conflicts: string | null
  conf_dependencies: string | null
  conf_conflicts: string | null
  conf_privilege: string | null
  conf_resource: string | null
  created_at: number
}

/** `signs`: new signatures are made with it; `trusted`: devices still get it; a key without a row is `idle`. */
export type KeyRow = { fingerprint: string; state: 'signs' | 'trusted' | 'idle'; changed_at: number }

/** `version_id` and `firmware_min` are the build's, so that an index keeps two builds from the same place. */
export type BuildArchitectureRow = {
  build_id: string
  architecture: string
  position: number
  version_id: string
  firmware_min: number
}

export type FileKind = 'build' | 'icon' | 'screenshot'

/** What can be fetched below the device address, by path. `position`: size of an icon, number of a screenshot. */
export type FileRow = {
  path: string
  kind: FileKind
  package_id: string
  version_id: string | null
  build_id: string | null
  position: number
  sha256: string
  size: number
  content_type: string
  created_at: number
}

/** Counts of one day (days since 1970, UTC). `''` and 0: not known. */
export type DownloadRow = {
  package_id: string
  day: number
  build_id: string
  architecture: string
  firmware_build: number
  target_firmware: number
  target_noarch: Flag
  source: 'catalog' | 'manual'
  count: number
}
