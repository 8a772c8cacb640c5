/** What pages are made from. */
import type { Apps } from '../../modules/apps/index.ts'
import type { Catalogue, Packages } from '../../modules/packages/index.ts'
import type { Releases } from '../../modules/releases/index.ts'
import type { Settings } from '../../modules/site/index.ts'
import type { Spk } from '../../modules/spk/index.ts'

export type PagesServices = {
  apps: Apps
  releases: Releases
  packages: Packages
  catalogue: Catalogue
  settings: Settings
  spk: Pick<Spk, 'browser'>
}
export type PagesOptions = {
  /** the web app's `index.html` */
  shell: string
  /** headers of every page */
  headers: Record<string, string>
  /** where the site is reached; default: as the request came */
  publicUrl?: string | null | undefined
}
