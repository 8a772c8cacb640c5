/** What this protocol asks of the modules. */
import type { Keys, People, Sessions } from '../../modules/accounts/index.ts'
import type { Aliases } from '../../modules/aliases/index.ts'
import type { AppDirectory, Apps, Collections } from '../../modules/apps/index.ts'
import type { Downloads } from '../../modules/downloads/index.ts'
import type { Files, Uploads } from '../../modules/files/index.ts'
import type { Entries, Intake, Moving, PackageFiles } from '../../modules/packages/index.ts'
import type { Promotion, ReleaseLookup, Releases } from '../../modules/releases/index.ts'
import type { Answers } from '../../platform/http/answers.ts'
import type { GirderOptions } from './options.ts'

export type GirderServices = {
  sessions: Sessions
  keys: Keys
  people: People
  aliases: Aliases
  directory: AppDirectory
  apps: Apps
  collections: Collections
  releases: Releases
  releaseLookup: ReleaseLookup
  promotion: Promotion
  entries: Entries
  intake: Intake
  packageFiles: PackageFiles
  moving: Moving
  files: Files
  uploads: Uploads
  downloads: Downloads
  answers: Answers
  options: GirderOptions
}
