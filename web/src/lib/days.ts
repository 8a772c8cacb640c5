/** Days, UTC, as statistics name them: `2026-09-12`. Those without downloads are not in their answers. */
type Day = { day: string; downloads: number }

const DAY_MS = 86_400_000
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10)
export const daysAgo = (days: number, now: Date): Date => new Date(now.getTime() - days * DAY_MS)

/** The last `days` days up to today, UTC, oldest first. */
export function everyDay(items: readonly { value: string; downloads: number }[], days: number, now: Date): Day[] {
  const known = new Map(items.map(({ value, downloads }) => [value, downloads]))
  return Array.from({ length: days }, (_, at) => {
    const day = dayOf(daysAgo(days - 1 - at, now))
    return { day, downloads: known.get(day) ?? 0 }
  })
}
