import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

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

/** How long jobs take that were just asked for: most are done at once, a time stamp takes a moment. */
const LOOKS_MS = [1500, 5000, 15_000]

/** Asks again a few times for what a job changes meanwhile, as long as the page is open. */
export function useLooksLater(): () => void {
  const client = useQueryClient()
  const timers = useRef<ReturnType<typeof setTimeout>[]>([])
  useEffect(() => () => timers.current.forEach(clearTimeout), [])
  return () => {
    timers.current.forEach(clearTimeout)
    timers.current = LOOKS_MS.map((wait) => setTimeout(() => client.invalidateQueries({ queryKey: ['spk'] }), wait))
  }
}
