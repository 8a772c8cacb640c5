/**
 * Passkeys as WebAuthn states them, by a library that is loaded with the first one: most requests have nothing to do with
 * them. https://www.w3.org/TR/webauthn-3/
 */
import type { FactorRow } from './factors-store.ts'

/** Where the browser is: a passkey works for this host only, and on pages from this origin only. */
export type Place = { host: string; origin: string }

type Json = Record<string, unknown>
type Library = typeof import('@simplewebauthn/server')
const library = (): Promise<Library> => import('@simplewebauthn/server')

const credentialOf = (row: FactorRow) => ({
  id: row.credential_id ?? '',
  ...(row.transports !== null && { transports: JSON.parse(row.transports) as string[] }),
})

/** What a browser needs to make a new passkey. */
export async function creationOptions(
  site: string,
  account: { login: string; name: string },
  known: readonly FactorRow[],
  place: Place,
): Promise<Json & { challenge: string }> {
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: site,
    rpID: place.host,
    userName: account.login,
    userDisplayName: account.name,
    excludeCredentials: known.map(credentialOf),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'discouraged' },
  })
  return options as unknown as Json & { challenge: string }
}

/** What a browser needs to prove that it has one of these passkeys. */
export async function requestOptions(known: readonly FactorRow[], place: Place): Promise<Json & { challenge: string }> {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({
    rpID: place.host,
    allowCredentials: known.map(credentialOf),
    userVerification: 'discouraged',
  })
  return options as unknown as Json & { challenge: string }
}

/** The challenge that an answer is to; `undefined` when it is no answer at all. */
export function challengeOf(answer: Json): string | undefined {
  try {
    const { clientDataJSON } = answer.response as { clientDataJSON: string }
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : undefined
  } catch {
    return undefined
  }
}

export type NewPasskey = Pick<FactorRow, 'secret' | 'counter'> & { credential_id: string; transports: string }

/** What to keep of a new passkey; `undefined` when the answer does not hold. */
export async function readCreated(answer: Json, challenge: string, place: Place): Promise<NewPasskey | undefined> {
  const { verifyRegistrationResponse } = await library()
  const verified = await verifyRegistrationResponse({
    response: answer as never,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: false,
  }).catch(() => undefined)
  if (!verified?.verified) return undefined
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
  return {
    credential_id: id,
    secret: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: JSON.stringify(transports),
  }
}

/** The passkey's new counter when it answers the challenge rightly, else `undefined`. */
export async function readProof(
  answer: Json,
  challenge: string,
  row: FactorRow,
  place: Place,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await library()
  const verified = await verifyAuthenticationResponse({
    response: answer as never,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    credential: {
      id: row.credential_id ?? '',
      publicKey: new Uint8Array(Buffer.from(row.secret, 'base64url')),
      counter: row.counter,
    },
    requireUserVerification: false,
  }).catch(() => undefined)
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined
}
