import { type RefObject, useEffect, useRef } from 'react'

/** For a row of links of which a phone does not show all: the one that one is at is never the hidden one. */
export function useCurrentSeen(at: string): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place has another link in it
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (current != null) row.current?.scrollTo({ left: current.offsetLeft - current.clientWidth })
  }, [at])
  return row
}
