/** SQLite files of other programs, for imports: read only, row by row, never touched. */
import Sqlite from 'better-sqlite3'

/** A file that is none, or that holds something else. The message is for operators. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError'
}

export type ForeignFile = {
  /** Rows of a query, one after the other. Throws `ForeignFileError` when the file has no such table or column. */
  rows(query: string): IterableIterator<Record<string, unknown>>
  close(): void
}

/** Throws `ForeignFileError` when the file is not there or no SQLite database. */
export function openForeignFile(path: string): ForeignFile {
  let db: Sqlite.Database
  try {
    db = new Sqlite(path, { readonly: true, fileMustExist: true })
    // The file is looked at no sooner than somebody asks for something.
    db.pragma('schema_version')
  } catch (error) {
    throw new ForeignFileError(`${path} cannot be read as an SQLite database: ${(error as Error).message}`, {
      cause: error,
    })
  }
  return {
    rows(query) {
      try {
        return db.prepare(query).iterate() as IterableIterator<Record<string, unknown>>
      } catch (error) {
        throw new ForeignFileError(`${path} is not the database that was expected: ${(error as Error).message}`, {
          cause: error,
        })
      }
    },
    close: () => void db.close(),
  }
}
