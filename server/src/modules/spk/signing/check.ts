/** Whether signing will work, before the first upload finds out. */
import { existsSync } from 'node:fs'
import type { Database } from '../../../platform/db/index.ts'
import * as store from '../store/index.ts'
import { KeyRing } from './ring.ts'
import type { SigningOptions } from './service.ts'

/** `fail`: what was signed here cannot be signed any more, or devices do not get the key of it. */
export type SigningVerdict = { status: 'ok' | 'warn' | 'fail'; detail: string }

/** Throws `GpgError` when the ring cannot be read. */
export async function checkSigning(
  db: Database,
  { keyring, ownKeyring, key, timestampUrl }: SigningOptions,
): Promise<SigningVerdict> {
  const folder = keyring ?? ownKeyring
  const chosen = key ?? [...(await store.keyStates(db.read))].find(([, state]) => state === 'signs')?.[0]
  if (!existsSync(folder)) {
    const signed = [...(await store.activeBuildsByKey(db.read)).values()].reduce((sum, builds) => sum + builds, 0)
    if (chosen !== undefined) return lost(`there is no key ring ${folder}, and ${chosen} of it is to sign`)
    if (keyring !== null) return lost(`there is no key ring ${folder}`)
    return signed === 0
      ? { status: 'ok', detail: 'Synology packages are not signed' }
      : {
          status: 'warn',
          detail: `devices get no key for ${signed} active builds that are signed: there is no key ring`,
        }
  }
  const keys = await new KeyRing({ db, folder, fixed: key }).keys()
  const signs = keys.find(({ state }) => state === 'signs')
  if (signs === undefined && chosen !== undefined) {
    return lost(`the secret key that signs, ${chosen}, is not in ${folder}`)
  }
  if (signs === undefined) return { status: 'warn', detail: `no key of ${folder} signs` }
  if (!signs.usable)
    return { status: 'warn', detail: `the key that signs, ${signs.fingerprint}, is expired or revoked` }
  if (timestampUrl !== null && !keys.some(({ state }) => state === 'verifies')) {
    return { status: 'warn', detail: 'no public key is in the ring to verify time stamps with' }
  }
  return { status: 'ok', detail: `${signs.name} (${signs.fingerprint})` }
}

const lost = (what: string): SigningVerdict => ({
  status: 'fail',
  detail: `${what}: nothing can be signed. Restore it from a backup, or import the key again`,
})
