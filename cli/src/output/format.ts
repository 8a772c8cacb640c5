/** Values for people. */

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Binary units, as the pages show them: `524288000` → `500 MiB` */
export function size(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** `2026-03-01 09:30`, in the time of this machine */
export function time(timestamp: string | null): string {
  if (timestamp === null) return '-'
  const at = new Date(timestamp)
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}`
}

export const yesNo = (value: boolean | null): string => (value === null ? '-' : value ? 'yes' : 'no')

/** `1 draft`, `2 drafts` */
export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

/** Seconds as `0:07`, `12:30`, `1:02:03` */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Names come from others; a terminal must not obey them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
export const harmless = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '�')
