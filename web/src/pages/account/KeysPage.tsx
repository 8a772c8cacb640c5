/** One's own API keys. */
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { Inside } from '../../inside/Inside.tsx'
import { Keys } from '../../inside/Keys.tsx'
import { keysQuery } from '../../inside/queries.ts'
import { ti } from '../../inside/texts/index.ts'

export function KeysPage() {
  useSuspenseInfiniteQuery(keysQuery(undefined))
  return (
    <Inside title={ti('keys.title')} intro={ti('keys.intro')}>
      <Keys account={undefined} />
    </Inside>
  )
}
