/** Whether signing will work, before the first upload finds out. */
import { existsSync } from 'node:fs'
import type { Database } from '../../../platform/db/index.ts'
import { KeyRing } from './ring.ts'
import type { SigningOptions } from './service.ts'

/** Throws `GpgError` when the ring cannot be read. */
export async function checkSigning(
  db: Database,
  { keyring, ownKeyring, key, timestampUrl }: SigningOptions,
): Promise<{ status: 'ok' | 'warn'; detail: string }> {
  const folder = keyring ?? ownKeyring
  if (!existsSync(folder)) {
    return keyring === null
      ? { status: 'ok', detail: 'Synology packages are not signed' }
      : { status: 'warn', detail: `there is no key ring ${folder}` }
  }
  const keys = await new KeyRing({ db, folder, fixed: key }).keys()
  const signs = keys.find(({ state }) => state === 'signs')
  if (signs === undefined) return { status: 'warn', detail: `no key of ${folder} signs` }
  if (!signs.usable)
    return { status: 'warn', detail: `the key that signs, ${signs.fingerprint}, is expired or revoked` }
  if (timestampUrl !== null && !keys.some(({ state }) => state === 'verifies')) {
    return { status: 'warn', detail: 'no public key is in the ring to verify time stamps with' }
  }
  return { status: 'ok', detail: `${signs.name} (${signs.fingerprint})` }
}
