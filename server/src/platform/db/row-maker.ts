type Row = readonly unknown[]

/** Makes the object of a row from its values in the order of `columns`. */
export type RowMaker = { columns: number; make: (row: Row) => unknown }

/**
 * Both drivers make the object of a row by adding one column after the other, which for wide rows ends in a slow kind of
 * object: slow to make and slow to read. A function that names all columns at once makes a fast one, in half the time.
 */
export function rowMaker(columns: readonly { name: string }[]): RowMaker {
  const cells = columns.map(({ name }, at) => `${JSON.stringify(name)}: row[${at}]`)
  return { columns: columns.length, make: new Function('row', `return { ${cells.join(', ')} }`) as RowMaker['make'] }
}
