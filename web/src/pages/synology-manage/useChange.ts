import { useMutation, useQueryClient } from '@tanstack/react-query'

/** A change on the server after which everything about Synology packages is asked for again. */
export function useChange<V, R>(change: (value: V) => Promise<R>, onDone?: (result: R) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    async onSuccess(result) {
      await client.invalidateQueries({ queryKey: ['spk'] })
      onDone?.(result)
    },
  })
}
