/** A password for an API key: what a command line does once, and then forgets the password. */
import { asSent, type Given } from '../call.ts'
import { type ClientOptions, createTransport } from '../client.ts'
import type { Account, ApiKeyInput, LoginInput, NewApiKey } from '../generated/api.ts'
import { bodyOf } from '../problem.ts'
import { Slipway } from '../slipway.ts'

/** Signs in, makes an API key, and signs out again. `secret` is what programs send; `key` is what is known of it. */
export async function signInForKey(
  options: ClientOptions & { url: string },
  credentials: LoginInput,
  key: Given<ApiKeyInput>,
): Promise<NewApiKey & { account: Account }> {
  const transport = createTransport({ ...options, key: undefined })
  const response = await transport.send(
    new Request(`${transport.url}/api/v2/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    }),
  )
  const { account } = await bodyOf<{ account: Account }>(response)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const session = new Slipway({ ...options, key: undefined, headers: { ...options.headers, cookie } })
  try {
    return { ...(await session.keys.create(asSent<ApiKeyInput>(key))), account }
  } finally {
    await session.session.logout()
  }
}
