/** Signing with a key ring of gpg, and the time-stamp service. */
export { SigningError } from './failure.ts'
export { deactivateFirst, type SigningOptions, SpkSigning } from './service.ts'
