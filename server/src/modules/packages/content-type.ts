/** The content type by the end of a file name; installers are few, and browsers must never show what they should save. */
const TYPES: readonly [end: string, type: string][] = [
  ['.tar.gz', 'application/gzip'],
  ['.tgz', 'application/gzip'],
  ['.tar.bz2', 'application/x-bzip2'],
  ['.tar.xz', 'application/x-xz'],
  ['.tar.zst', 'application/zstd'],
  ['.tar', 'application/x-tar'],
  ['.zip', 'application/zip'],
  ['.7z', 'application/x-7z-compressed'],
  ['.dmg', 'application/x-apple-diskimage'],
  ['.pkg', 'application/vnd.apple.installer+xml'],
  ['.exe', 'application/vnd.microsoft.portable-executable'],
  ['.msi', 'application/x-msi'],
  ['.deb', 'application/vnd.debian.binary-package'],
  ['.rpm', 'application/x-rpm'],
  ['.json', 'application/json'],
  ['.txt', 'text/plain; charset=utf-8'],
]

export function contentTypeOf(fileName: string): string {
  const name = fileName.toLowerCase()
  return TYPES.find(([end]) => name.endsWith(end))?.[1] ?? 'application/octet-stream'
}
