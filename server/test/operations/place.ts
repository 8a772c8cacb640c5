/** Where a program keeps its things: an empty data folder, and a blank database of the kind under test. */
import { onTestFinished } from 'vitest'
import type { TestDatabase } from '../harness/index.ts'
import { blank } from './databases.ts'
import { newFolder } from './program.ts'

export type Place = { data: string; database: string; args: readonly string[] }

export async function newPlace(kind: TestDatabase): Promise<Place> {
  const own = await blank(kind).take()
  onTestFinished(() => own.release())
  const data = newFolder()
  return { data, database: own.url, args: ['--data', data, '--database', own.url] }
}
