/** Dates as Girder prints and reads them. */
import { isoTime } from '../../platform/iso-time.ts'

/** `2026-03-01T10:00:00.824000+00:00`; the fraction is left out when it is zero. */
export function printDate(ms: number): string {
  const iso = isoTime(ms)
  return ms % 1000 === 0 ? `${iso.slice(0, 19)}+00:00` : `${iso.slice(0, 23)}000+00:00`
}

const SHAPE =
  /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i

/** Milliseconds of what a lenient parser takes for a date; without a zone it is UTC. */
export function readDate(text: string): number | undefined {
  const match = SHAPE.exec(text.trim())
  if (match === null) return readWords(text.trim())
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const
  const ms = Date.UTC(...parts)
  const date = new Date(ms)
  const same =
    date.getUTCFullYear() === parts[0] &&
    date.getUTCMonth() === parts[1] &&
    date.getUTCDate() === parts[2] &&
    date.getUTCHours() === parts[3] &&
    date.getUTCMinutes() === parts[4] &&
    date.getUTCSeconds() === parts[5]
  if (!same) return undefined
  return ms + Math.floor(Number(`0.${fraction}`) * 1000) - offsetOf(zone)
}

function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}

/** `Mon, 21 Jun 2021 22:00:26 GMT` and the like. */
function readWords(text: string): number | undefined {
  if (!/[a-z]{3}/i.test(text) || !/\d{4}/.test(text)) return undefined
  const ms = Date.parse(/(?:Z|UTC|GMT|[+-]\d{4})$/i.test(text) ? text : `${text} UTC`)
  return Number.isNaN(ms) || Math.abs(ms) > 8e14 ? undefined : ms
}
