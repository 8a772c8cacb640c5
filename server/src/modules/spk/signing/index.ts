/** Signing with a key ring of gpg, and the time-stamp service. */
export { checkSigning } from './check.ts'
export { GpgError, GpgMissing } from './gpg.ts'
export type { Key, KeyRing } from './ring.ts'
export { deactivateFirst, type Signed, type SigningOptions, SpkSigning } from './service.ts'
