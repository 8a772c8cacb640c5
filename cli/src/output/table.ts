import Table from 'cli-table3'
import type { Colors } from 'picocolors/types.js'
import { harmless } from './format.ts'

export type Column<T> = {
  head: string
  value: (row: T) => string
  /** Colours what is shown of the value: names come from others, so colours in the value itself would be taken out. */
  paint?: (text: string, row: T) => string
  right?: boolean
  /** gives way when the terminal is too narrow */
  gives?: boolean
}

const GAP = 2
const NARROWEST = 12

const noLines = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left']
    .concat(['left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((name) => [name, '']),
)

/** Rows as aligned columns, without lines. `width`: of the terminal; `undefined` for a file or a pipe. */
export function renderTable<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  { width, colors }: { width: number | undefined; colors: Colors },
): string {
  const cells = rows.map((row) => columns.map((column) => harmless(column.value(row)).replace(/\s+/g, ' ')))
  const widths = columns.map(({ head }, at) => Math.max(head.length, ...cells.map((row) => lengthOf(row[at]))) + GAP)
  if (width !== undefined) narrow(widths, columns, width)
  const table = new Table({
    chars: noLines,
    head: columns.map(({ head }) => colors.dim(head.toUpperCase())),
    colWidths: widths,
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': GAP },
  })
  const painted = cells.map((row, line) =>
    columns.map(({ paint }, at) => paint?.(row[at] ?? '', rows[line] as T) ?? row[at] ?? ''),
  )
  table.push(...painted)
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** `name   value` lines; what is empty is left out. */
export function renderFacts(facts: readonly (readonly [string, string | null | undefined])[], colors: Colors): string {
  const known = facts.filter((fact): fact is [string, string] => fact[1] != null && fact[1] !== '')
  const widest = Math.max(...known.map(([name]) => name.length))
  return known
    .map(([name, value]) => {
      const lines = value.split('\n').map(harmless)
      return `${colors.dim(name.padEnd(widest))}  ${lines.join(`\n${' '.repeat(widest + 2)}`)}`
    })
    .join('\n')
}

function narrow(widths: number[], columns: readonly Column<never>[], width: number): void {
  let excess = widths.reduce((sum, each) => sum + each, 0) - width
  for (const at of columns.keys()) {
    if (excess <= 0) return
    if (columns[at]?.gives !== true) continue
    const by = Math.min(excess, Math.max(0, (widths[at] ?? 0) - NARROWEST))
    widths[at] = (widths[at] ?? 0) - by
    excess -= by
  }
}

const lengthOf = (text: string | undefined): number => [...(text ?? '')].length
