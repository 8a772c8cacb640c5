/** Changes that are seen before the server has agreed: what was there comes back when it does not, and the reason is told. */
import { type InfiniteData, type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'

type Options<Data, Input> = {
  /** what is on the page */
  query: QueryKey
  act: (input: Input) => Promise<unknown>
  /** as it will be */
  shown: (now: Data, input: Input) => Data
  /** what is asked for anew afterwards, all whose key begins like this; by default what is on the page */
  renew?: QueryKey
}

export function useAtOnce<Data, Input>({ query, act, shown, renew = query }: Options<Data, Input>) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: query,
    mutationFn: act,
    async onMutate(input: Input) {
      // An answer that is on its way would undo it.
      await client.cancelQueries({ queryKey: query, exact: true })
      const before = client.getQueryData<Data>(query)
      if (before !== undefined) client.setQueryData<Data>(query, shown(before, input))
      return before
    },
    onError: (_error, _input, before) => {
      if (before !== undefined) client.setQueryData<Data>(query, before)
    },
    // The last of several: what the server says meanwhile does not know of those that are on their way.
    onSettled: () =>
      client.isMutating({ mutationKey: query }) > 1 ? undefined : client.invalidateQueries({ queryKey: renew }),
  })
}

type Pages<Item> = InfiniteData<{ items: Item[]; cursor: string | null }, unknown>

/** A list that comes page by page, without one of it. */
export const without = <Item extends { id: string }>(now: Pages<Item>, id: string): Pages<Item> => ({
  ...now,
  pages: now.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== id) })),
})

/** One of a list that comes page by page, as it will be. */
export const changed = <Item extends { id: string }>(
  now: Pages<Item>,
  id: string,
  change: (item: Item) => Item,
): Pages<Item> => ({
  ...now,
  pages: now.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => (item.id === id ? change(item) : item)),
  })),
})
