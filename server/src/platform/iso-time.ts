const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const upTo = (most: number, digits: number): string[] =>
  Array.from({ length: most }, (_none, number) => String(number).padStart(digits, '0'))
const PARTS = upTo(60, 2)
const THOUSANDTHS = upTo(1000, 3)

let day = { number: Number.NaN, text: '' }
let last = { ms: Number.NaN, text: '' }

/**
 * A time in milliseconds since 1970, a whole number, as `Date.toISOString` prints it: that takes eight times as long, as
 * much as ten other texts of an answer. Times that are printed together are mostly of one day, and often the same.
 */
export function isoTime(ms: number): string {
  if (ms === last.ms) return last.text
  const number = Math.floor(ms / DAY_MS)
  if (number !== day.number) day = { number, text: new Date(number * DAY_MS).toISOString().slice(0, -13) }
  const within = ms - number * DAY_MS
  const hours = PARTS[Math.floor(within / HOUR_MS)]
  const minutes = PARTS[Math.floor((within % HOUR_MS) / MINUTE_MS)]
  const seconds = PARTS[Math.floor((within % MINUTE_MS) / SECOND_MS)]
  last = { ms, text: `${day.text}${hours}:${minutes}:${seconds}.${THOUSANDTHS[within % SECOND_MS]}Z` }
  return last.text
}
