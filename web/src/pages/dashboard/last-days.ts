/** The last days, today among them, and as many before. Days as `2026-01-31`, in UTC. */
import { dayOf, daysAgo } from '../../lib/days.ts'

export type LastDays = { days: number; from: string; to: string; before: { from: string; to: string } }

export function lastDays(days: number, now = new Date()): LastDays {
  const day = (ago: number) => dayOf(daysAgo(ago, now))
  return { days, from: day(days - 1), to: day(0), before: { from: day(2 * days - 1), to: day(days) } }
}
