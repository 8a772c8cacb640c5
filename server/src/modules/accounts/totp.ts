/** Codes of authenticator apps: RFC 6238 with what all of them understand (SHA-1, six digits, 30 seconds). */
import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30
/** Clocks differ: a code counts one step before and after its own. */
const WINDOW = 1

const totpOf = (secret: Secret, issuer: string, label: string) =>
  new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_S })

/** A new secret, and the address that an app reads from a picture. */
export function newTotp(issuer: string, label: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 })
  return { secret: secret.base32, uri: totpOf(secret, issuer, label).toString() }
}

/** The time step a code is right for, or `undefined` when it is wrong. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const delta = totpOf(Secret.fromBase32(secret), '', '').validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_S) + delta
}
