/** Where files are below the device address: where spkrepo had them, so that links stay good. */

export const versionPath = (packageName: string, version: number): string => `${packageName}/${version}`

export const iconPath = (packageName: string, version: number, size: number): string =>
  `${versionPath(packageName, version)}/icon_${size}.png`

/** A path as part of an address: brackets and everything else that is not plain percent-encoded. */
export const pathInUrl = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
