/** Tables for spreadsheets: RFC 4180, with a header line. */

/** `rows` begin with the header. */
export const printCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((cells) => `${cells.map((cell) => csv(String(cell))).join(',')}\r\n`).join('')

/** No cell begins like a formula, because spreadsheets would run it. */
function csv(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) && !/^-?\d+$/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
