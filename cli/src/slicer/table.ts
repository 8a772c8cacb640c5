/** Tables in the form that scripts cut up: a line of heads, a line of dashes, rows; two spaces between columns. */
export function printTable(heads: readonly string[], rows: readonly (readonly unknown[])[]): void {
  const cells = rows.map((row) => row.map((cell) => oneLine(cell)))
  const widths = heads.map((head, at) => Math.max(head.length, ...cells.map((row) => row[at]?.length ?? 0)))
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  const dashes = widths.map((width) => '-'.repeat(width))
  for (const row of [heads, dashes, ...cells]) process.stdout.write(`${line(row)}\n`)
}

const oneLine = (cell: unknown): string =>
  cell === undefined || cell === null ? '' : String(cell).replaceAll(/[\s\p{Cc}]+/gu, ' ')
