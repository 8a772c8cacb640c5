/** Byte ranges of RFC 9110, section 14, as far as this server gives them: one range per reply. */

import type { ByteRange } from '../blobs/index.ts'

const shape = /^bytes=(.*)$/i
const spec = /^(?:(\d+)-(\d*)|-(\d+))$/

/**
 * Reads a `Range` header for a file of `size` bytes: the first range that can be satisfied (a client that asks for
 * several takes what it gets), 'unsatisfiable' when none can, and undefined when the header is to be ignored because it
 * is absent, malformed or not about bytes.
 *
 * The library range-parser is not used because it refuses two requests that the RFC wants answered: a suffix longer
 * than the file (readers of ZIP directories send it for small files) and a range whose ends are swapped.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const list = shape.exec(header ?? '')?.[1]
  if (list === undefined) return undefined
  const ranges: ByteRange[] = []
  for (const text of list.split(',')) {
    const [match, first, last, suffix] = spec.exec(text.trim()) ?? []
    if (match === undefined) return undefined
    if (last && Number(last) < Number(first)) return undefined
    const start = suffix === undefined ? Number(first) : Math.max(0, size - Number(suffix))
    ranges.push({ start, end: last ? Math.min(Number(last), size - 1) : size - 1 })
  }
  return ranges.find(({ start, end }) => start <= end) ?? 'unsatisfiable'
}
