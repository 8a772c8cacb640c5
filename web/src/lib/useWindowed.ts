/** Of many rows of the same height, those that are in sight, and some around them. */
import { type RefObject, useEffect, useState } from 'react'

export type Windowed = {
  /** the rows to draw: from `first` up to but not including `end` */
  first: number
  end: number
  /** moves the frame, if need be, so that the row is in sight below the `covered` rows at its top */
  show: (row: number) => void
}

type Options = { count: number; rowHeight: number; around: number; covered: number }

/** `frame` scrolls; rows are `rowHeight` pixels high. */
export function useWindowed(frame: RefObject<HTMLElement | null>, options: Options): Windowed {
  const { count, rowHeight, around, covered } = options
  const [{ top, height }, setPlace] = useState({ top: 0, height: 800 })
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    // Only whole rows make a difference.
    const look = () =>
      setPlace((before) => {
        const now = { top: Math.floor(element.scrollTop / rowHeight) * rowHeight, height: element.clientHeight }
        return now.top === before.top && now.height === before.height ? before : now
      })
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [frame, rowHeight])
  return {
    first: Math.max(0, Math.min(Math.floor(top / rowHeight), count - 1) - around),
    end: Math.min(count, Math.ceil((top + height) / rowHeight) + around),
    show(row) {
      const element = frame.current
      if (element === null) return
      const lowest = (row + 1 + covered) * rowHeight - element.clientHeight
      if (element.scrollTop > row * rowHeight) element.scrollTop = row * rowHeight
      else if (element.scrollTop < lowest) element.scrollTop = lowest
    },
  }
}
