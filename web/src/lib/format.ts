/** Numbers, sizes and times as people read them. */
import { language, t } from '../texts/index.ts'

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

export const formatNumber = (value: number): string => whole.format(value)

const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
/** Of a share: `0.043` → `4.3%`. */
export const formatPercent = (share: number): string => percent.format(share)

const alignedPercent = new Intl.NumberFormat(language, {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
/** Of a share among others below each other, which all have their decimal: `0.13` → `13.0%`. */
export const formatShare = (share: number): string => alignedPercent.format(share)

/** Binary units: `812 B`, `4.3 KiB`, `48.2 GiB`; from a hundred on without a decimal. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  // 999.5, so that rounding never shows 1,000 of a unit where 1.0 of the next is meant.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${(unit === 0 || value >= 99.95 ? whole : oneDecimal).format(value)} ${UNITS[unit]}`
}

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
/** English has the day before the month, too. */
const dates = language === 'en' ? 'en-GB' : language
const day = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat(dates, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `just now`, `5 minutes ago`, `yesterday`, `6 days ago`; what is older has its date. */
export function formatWhen(time: string, now = Date.now()): string {
  const ago = now - Date.parse(time)
  // A clock that is a little ahead is no reason to speak of the future.
  if (ago < MINUTE) return ago > -5 * MINUTE ? t('units.justNow') : day.format(new Date(time))
  if (ago < HOUR) return relative.format(-Math.floor(ago / MINUTE), 'minute')
  if (ago < DAY) return relative.format(-Math.floor(ago / HOUR), 'hour')
  if (ago < 14 * DAY) return relative.format(-Math.floor(ago / DAY), 'day')
  return day.format(new Date(time))
}

/** `this minute`, `in 5 minutes`, `in 3 hours`, `in 6 days`; what is farther off has its date. What is due is so this minute. */
export function formatPlanned(time: string, now = Date.now()): string {
  const left = Math.max(0, Date.parse(time) - now)
  if (left < HOUR) return relative.format(Math.floor(left / MINUTE), 'minute')
  if (left < DAY) return relative.format(Math.floor(left / HOUR), 'hour')
  if (left < 14 * DAY) return relative.format(Math.floor(left / DAY), 'day')
  return day.format(new Date(time))
}

const utcDay = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
/** Of a day such as `2026-09-12`: `12 Sep 2026`. */
export const formatDay = (date: string): string => utcDay.format(new Date(date))

const utcShortDay = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', timeZone: 'UTC' })
/** Of a day in the last months: `12 Sep`. */
export const formatShortDay = (date: string): string => utcShortDay.format(new Date(date))

/** `12 Sep 2026, 02:14 UTC` */
export const formatExact = (time: string): string => t('site.exactly', { exact: exact.format(new Date(time)) })

/** `a3f1c2d4…90b7e6f1` */
export const shortDigest = (digest: string): string => `${digest.slice(0, 8)}…${digest.slice(-8)}`

/** Of a commit, what one recognises it by; other revisions stay whole. */
export const shortRevision = (revision: string): string =>
  /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(revision) ? revision.slice(0, 10) : revision
