/** Signing in and out. What one may see changes with it, so everything that was fetched before is forgotten. */
import type { LoginInput } from '@slipway/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { serverQuery, sessionQuery } from './queries.ts'
import { slipway } from './slipway.ts'

export async function signIn(client: QueryClient, input: LoginInput): Promise<void> {
  const session = await slipway.session.login(input)
  forget(client)
  client.setQueryData(sessionQuery.queryKey, session)
}

export async function signOut(client: QueryClient): Promise<void> {
  await slipway.session.logout()
  client.setQueryData(sessionQuery.queryKey, { account: null, permissions: [] })
  forget(client)
}

/** What is on the page is asked for again. All but who one is, which is known, and what server this is. */
function forget(client: QueryClient): void {
  const kept = [serverQuery.queryKey[0], sessionQuery.queryKey[0]]
  client.resetQueries({ predicate: ({ queryKey }) => !kept.includes(queryKey[0] as string) })
}
