/** Figures, each with what it is to be compared with: as a table for people and as JSON for programs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { GIB } from './measure.ts'

export type Unit = 'per s' | 'ms' | 's' | 'MiB/s' | 'MiB' | 'downloads' | 'errors'

export type Figure = {
  suite: string
  database: 'sqlite' | 'postgres' | null
  what: string
  value: number
  unit: Unit
  /** the same thing done by something else in the same run */
  baseline?: { what: string; value: number }
  /** of `value` itself, or of its ratio to the baseline */
  target?: { of: 'value' | 'ratio'; least?: number; most?: number }
}

export type Verdict = Figure & { ratio: number | null; met: boolean | null }

export function judge(figure: Figure): Verdict {
  const ratio = figure.baseline === undefined ? null : figure.value / figure.baseline.value
  const { target } = figure
  if (target === undefined) return { ...figure, ratio, met: null }
  const judged = target.of === 'ratio' ? (ratio ?? Number.NaN) : figure.value
  const met = judged >= (target.least ?? -Infinity) && judged <= (target.most ?? Infinity)
  return { ...figure, ratio, met }
}

const HEADINGS = ['', 'database', 'figure', 'value', 'baseline', 'ratio', 'target', ''] as const

export function printTable(verdicts: readonly Verdict[]): void {
  const rows = verdicts.map((verdict) => cells(verdict))
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  console.log(`\n${line(HEADINGS)}\n${widths.map((width) => '─'.repeat(width)).join('──')}`)
  for (const row of rows) console.log(line(row))
}

function cells({ suite, database, what, value, unit, baseline, ratio, target, met }: Verdict): string[] {
  return [
    suite,
    database ?? '',
    what,
    `${inWords(value)} ${unit}`,
    baseline === undefined ? '' : `${inWords(baseline.value)} ${baseline.what}`,
    ratio === null ? '' : ratio.toFixed(2),
    target === undefined ? '' : bounds(target),
    met === null ? '' : met ? 'met' : 'MISSED',
  ]
}

const bounds = ({ of, least, most }: NonNullable<Figure['target']>): string =>
  `${of === 'ratio' ? 'ratio ' : ''}${least === undefined ? `≤ ${inWords(most ?? 0)}` : `≥ ${inWords(least)}`}`

function inWords(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en-US')
  return value.toPrecision(3)
}

export function writeJson(file: string, verdicts: readonly Verdict[], facts: Record<string, unknown>): void {
  mkdirSync(dirname(file), { recursive: true })
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / GIB),
    node: process.version,
  }
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine, ...facts, figures: verdicts }, null, 2)}\n`,
  )
}
