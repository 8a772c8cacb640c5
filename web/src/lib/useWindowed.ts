/**
 * Of a long list, what is in sight and some around it; the rest is room of the same height. Rows may be of different
 * heights, and stand beside each other: they are measured in bands.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Whole lines of cards, whether one, two, three, four or six stand beside each other. */
const BAND = 24
/** Lists up to this length are drawn whole. */
const WHOLE = 8 * BAND
/** What is drawn beyond both ends of what one sees, as a part of that. */
const AROUND = 0.75

/**
 * Rows that are drawn, or the height in pixels of some that are not; `from` is the first of them. All rows and gaps must
 * become one flat list: in lists of their own, rows would be made anew when stretches come and go, and lose the focus.
 */
export type Stretch = { from: number; end: number; gap: number | undefined }

type Options = {
  count: number
  /** about how high a row is in pixels, until some were measured */
  rowHeight: number
  /** what scrolls, when it is not the page */
  frame?: RefObject<HTMLElement | null>
  /** what list of the page it is: who comes back finds it as high as it was left */
  name: string
}

/** Heights of bands in pixels, as far as they were drawn at this width; `usual` stands for the others. */
type Measured = { width: number; usual: number | undefined; heights: number[] }

/** What was measured of the lists of pages one may come back to. */
const remembered = new Map<string, Measured>()

function measuredOf(key: string): Measured {
  const measured = remembered.get(key) ?? { width: 0, usual: undefined, heights: [] }
  remembered.set(key, measured)
  return measured
}

/** Marks the rows that bands begin with; `useWindowed` finds them by it. */
export const bandMark = (row: number): { 'data-band': number } | undefined =>
  row % BAND === 0 ? { 'data-band': row / BAND } : undefined

export const isWindowed = (count: number): boolean => count > WHOLE

/**
 * `list` has the rows as children, those that begin a band with `bandMark`, and for each stretch that is not drawn one
 * element with the attribute `data-gap`, which is as high as that says. The row with the focus stays.
 */
export function useWindowed(list: RefObject<HTMLElement | null>, options: Options): Stretch[] {
  const { count, rowHeight, frame, name } = options
  const [drawn, setDrawn] = useState<readonly number[]>([0])
  const windowed = isWindowed(count)
  const measured = measuredOf(`${location.pathname}${location.search} ${name}`)
  const heightOf = (band: number) => measured.heights[band] ?? measured.usual ?? rowHeight * BAND

  const look = useRef(() => {})
  look.current = () => {
    const element = list.current
    // Folded away, it has no heights to measure.
    if (element === null || element.clientWidth === 0) return
    const guessed = measured.usual
    measure(element, measured)
    const view = frame?.current ?? undefined
    const seen = view?.clientHeight ?? innerHeight
    const around = seen * AROUND
    let top = element.getBoundingClientRect().top - (view?.getBoundingClientRect().top ?? 0)
    const focused = bandWithFocus(element)
    const wanted: number[] = []
    for (let band = 0; band * BAND < count; band++) {
      const bottom = top + heightOf(band)
      if ((bottom > -around && top < seen + around) || band === focused) wanted.push(band)
      top = bottom
    }
    // The room for what is not drawn is right only when it was made with the same guess.
    setDrawn((before) => (before.join() === wanted.join() && guessed === measured.usual ? before : wanted))
  }

  // After each drawing: what is there now can be measured.
  useLayoutEffect(() => {
    if (windowed) look.current()
  })
  useEffect(() => {
    const element = list.current
    if (!windowed || element === null) return
    const heard = () => look.current()
    const source = frame?.current ?? window
    const observer = new ResizeObserver(heard)
    observer.observe(source === window ? element : (source as HTMLElement))
    source.addEventListener('scroll', heard, { passive: true })
    return () => {
      observer.disconnect()
      source.removeEventListener('scroll', heard)
    }
  }, [windowed, list, frame])

  if (!windowed) return [{ from: 0, end: count, gap: undefined }]
  const stretches: Stretch[] = []
  for (let band = 0; band * BAND < count; band++) {
    const gap = drawn.includes(band) ? undefined : heightOf(band)
    const [from, end] = [band * BAND, Math.min(count, (band + 1) * BAND)]
    const last = stretches.at(-1)
    // Gaps beside each other are one; so are bands.
    if (last !== undefined && (last.gap === undefined) === (gap === undefined)) {
      last.end = end
      if (last.gap !== undefined && gap !== undefined) last.gap += gap
    } else stretches.push({ from, end, gap })
  }
  return stretches
}

/** From where a band begins to where what follows it begins. Another width makes other heights; the first one is the guess. */
function measure(element: HTMLElement, measured: Measured): void {
  const { width, bottom } = element.getBoundingClientRect()
  if (Math.abs(width - measured.width) > 1) Object.assign(measured, { width, usual: undefined, heights: [] })
  const marks = [...element.querySelectorAll<HTMLElement>(':scope > :is([data-band], [data-gap])')]
  const tops = marks.map((mark) => mark.getBoundingClientRect().top)
  marks.forEach((mark, at) => {
    const { band } = mark.dataset
    if (band === undefined) return
    const height = (tops[at + 1] ?? bottom) - (tops[at] ?? bottom)
    measured.heights[Number(band)] = height
    measured.usual ??= height
  })
}

function bandWithFocus(element: HTMLElement): number | undefined {
  let row: Element | null = document.activeElement
  if (row === element || !element.contains(row)) return undefined
  while (row !== null && row.parentElement !== element) row = row.parentElement
  while (row instanceof HTMLElement && row.dataset.band === undefined) row = row.previousElementSibling
  return row instanceof HTMLElement ? Number(row.dataset.band) : undefined
}
