/** Numbers on their way into a chart. */
import { formatDay } from '../../lib/format.ts'
import { language } from '../../texts/index.ts'

export type Series = { key: string; name: string; tone: 'stable' | 'draft' | 'imported'; values: readonly number[] }
type Item = { value: string; downloads: number }

export function valuesOf(items: readonly Item[], steps: readonly string[]): number[] {
  const known = new Map(items.map(({ value, downloads }) => [value, downloads]))
  return steps.map((step) => known.get(step) ?? 0)
}

/** Round numbers from 0 to at least `most`, four or five of them. */
export function ticksUpTo(most: number): number[] {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power)
  const whole = Number.isInteger(step) ? step : Math.ceil(step)
  const ticks: number[] = []
  for (let tick = 0; tick < most + whole; tick += whole) ticks.push(tick)
  return ticks
}

const monthFormat = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `2026-03` → `Mar 2026`, `2026-03-09` → `9 Mar 2026` */
export const stepText = (step: string): string =>
  step.length === 7 ? monthFormat.format(new Date(`${step}-01T00:00:00Z`)) : formatDay(step)
