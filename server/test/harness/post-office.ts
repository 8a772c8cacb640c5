import { onTestFinished } from 'vitest'
import { type PostOffice, startPostOffice } from '../post-office.ts'

/** A post office for one test. */
export async function openPostOffice(): Promise<PostOffice> {
  const office = await startPostOffice()
  onTestFinished(office.close)
  return office
}
