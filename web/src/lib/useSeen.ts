/** Whether an element has come near the window: what is heavy and far below is loaded only then. */
import { type RefObject, useEffect, useState } from 'react'

const NEAR = '200px'

export function useSeen(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (seen || element.current === null) return
    const observer = new IntersectionObserver(
      // A busy page is told late, and of all that happened meanwhile.
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
      },
      { rootMargin: NEAR },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [seen, element])
  return seen
}
