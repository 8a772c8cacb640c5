import { create as contentDisposition } from 'content-disposition'

/**
 * The value of `Content-Disposition` that offers a file under `name`. The plain form is always in quotes, because old
 * clients cut the name out between them, and always ASCII: accents are dropped and other characters become `_`, with the
 * true name beside it as `filename*`.
 */
export function fileNameHeader(name: string, disposition: 'attachment' | 'inline'): string {
  const fallback = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_')
  const header = contentDisposition(name, { type: disposition, ...(fallback !== name && { fallback }) })
  return header.replace(/; filename=([^";]+)/, '; filename="$1"')
}
