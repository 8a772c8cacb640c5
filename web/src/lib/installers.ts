/** Which of the packages of a release is "the" installer. */
import type { Package } from '@slipway/sdk'
import { byPlatform } from './platform.ts'

/**
 * Some releases hold more than the application itself (a viewer, a development kit …): what is named like the
 * application comes first, else the first name. What was yanked is not offered.
 */
export function mainInstallers(packages: readonly Package[], appName: string): Package[] {
  const offered = packages.filter(({ yanked }) => yanked === null)
  const names = [...new Set(offered.map(({ baseName }) => baseName))].sort()
  const wanted = names.find((name) => name.toLowerCase() === appName.toLowerCase()) ?? names[0]
  return offered.filter(({ baseName }) => baseName === wanted).sort(byPlatform)
}
