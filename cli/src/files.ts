/** Small files that somebody names. */
import { readFile } from 'node:fs/promises'

/** All of a text file. Failures tell which file it is. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw named(error, path)
  }
}

/** Reading a folder fails without saying which one. */
export const named = (error: unknown, path: string): unknown =>
  error instanceof Error ? Object.assign(error, { path }) : error
