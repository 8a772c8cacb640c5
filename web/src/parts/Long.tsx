/**
 * Tables and lists that may become very long: only what is near the window is in the page. Programs that read pages aloud
 * are told which row of how many each is; short ones are left as they are.
 */
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { bandMark, isWindowed, useWindowed } from '../lib/useWindowed.ts'
import table from './Table.module.css'

const ROW_PX = 45
const CARD_PX = 180
/** What ARIA says of a number nobody knows. */
const UNKNOWN = -1

type Common<Item> = {
  /** which of the lists on the page it is */
  name: string
  items: readonly Item[]
  /** there are others that were not fetched yet */
  more?: boolean
}

/** To be spread over the row. */
export type RowProps = { 'aria-rowindex'?: number; 'data-band'?: number }

type TableProps<Item> = Common<Item> & {
  /** the row of column heads */
  head: ReactNode
  className?: string | undefined
  children: (item: Item, row: RowProps) => ReactNode
}

export function LongTable<Item>({
  name,
  items,
  more = false,
  head,
  className = table.table,
  children,
}: TableProps<Item>) {
  const whole = useRef<HTMLTableElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const windowed = isWindowed(items.length)
  const stretches = useWindowed(body, { name, count: items.length, rowHeight: ROW_PX })
  useSteadyColumns(whole, windowed)
  return (
    <table ref={whole} className={className} aria-rowcount={windowed ? (more ? UNKNOWN : items.length + 1) : undefined}>
      <thead>{head}</thead>
      <tbody ref={body}>
        {stretches.flatMap(({ from, end, gap }) =>
          gap === undefined ? (
            items
              .slice(from, end)
              .map((item, at) =>
                children(item, windowed ? { 'aria-rowindex': from + at + 2, ...bandMark(from + at) } : {}),
              )
          ) : (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
            <tr key={`gap ${from}`} data-gap aria-hidden="true" style={{ height: gap, padding: 0, border: 0 }} />
          ),
        )}
      </tbody>
    </table>
  )
}

/** Columns stay as wide as they are when other rows come into the page. */
function useSteadyColumns(whole: React.RefObject<HTMLTableElement | null>, windowed: boolean): void {
  useLayoutEffect(() => {
    const element = whole.current
    if (!windowed || element === null) return
    const heads = [...element.querySelectorAll<HTMLElement>('thead th')]
    let width = 0
    const settle = () => {
      if (element.clientWidth === width) return
      width = element.clientWidth
      for (const head of heads) head.style.width = ''
      const widths = heads.map((head) => head.getBoundingClientRect().width)
      heads.forEach((head, at) => {
        head.style.width = `${widths[at]}px`
      })
    }
    settle()
    const observer = new ResizeObserver(settle)
    observer.observe(element)
    return () => observer.disconnect()
  }, [whole, windowed])
}

type ListProps<Item> = Common<Item> & {
  className: string | undefined
  /** what scrolls, when it is not the page */
  frame?: React.RefObject<HTMLElement | null>
  /** about how high an item is in pixels, until some were measured */
  itemHeight?: number
  /** all there are, where that is known */
  total?: number | undefined
  /** what was asked for before, until there is an answer */
  old?: boolean
  keyOf: (item: Item) => string
  children: (item: Item) => ReactNode
}

/** Cards or short items, in as many columns as its style gives it. */
export function LongList<Item>({
  name,
  items,
  more = false,
  total,
  className,
  frame,
  itemHeight = CARD_PX,
  old = false,
  keyOf,
  children,
}: ListProps<Item>) {
  const list = useRef<HTMLUListElement>(null)
  const windowed = isWindowed(items.length)
  const stretches = useWindowed(list, { name, count: items.length, rowHeight: itemHeight, ...(frame && { frame }) })
  const size = total ?? (more ? UNKNOWN : items.length)
  return (
    <ul ref={list} className={className} data-old={old}>
      {stretches.flatMap(({ from, end, gap }) =>
        gap === undefined ? (
          items.slice(from, end).map((item, at) => (
            <li
              key={keyOf(item)}
              {...(windowed && { 'aria-setsize': size, 'aria-posinset': from + at + 1, ...bandMark(from + at) })}
            >
              {children(item)}
            </li>
          ))
        ) : (
          // The room between lines of cards is beside it as well.
          <li
            key={`gap ${from}`}
            data-gap
            aria-hidden="true"
            style={{ gridColumn: '1 / -1', height: `calc(${gap}px - var(--between, 0px))`, minHeight: 0 }}
          />
        ),
      )}
    </ul>
  )
}
