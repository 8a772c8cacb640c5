/**
 * The cells, of which only those in sight exist. One cell has the focus; arrow keys, Home, End, Page Up and Page Down move
 * it (https://www.w3.org/WAI/ARIA/apg/patterns/grid/), Enter opens what it stands for.
 */
import type { Matrix } from '@slipway/sdk'
import { Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { formatNumber, shortRevision } from '../../lib/format.ts'
import { byPlatform, osName, platformKey, platformName } from '../../lib/platform.ts'
import { bandMark, useWindowed } from '../../lib/useWindowed.ts'
import css from './Matrix.module.css'
import type { Cell, Row } from './rows.ts'
import { tm } from './texts.ts'

const ROW_PX = 36
/** How much of the frame the head covers, in rows. */
const HEAD_ROWS = 2

type Place = { row: number; column: number }

type Props = { app: string; matrix: Matrix; rows: readonly Row[]; label: string; release: string }

export function Grid({ app, matrix, rows, label, release }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const columns = matrix.targets.map((target, at) => ({ target, at })).sort((a, b) => byPlatform(a.target, b.target))
  const [active, setActive] = useState<Place>({ row: 0, column: 0 })
  const wantsFocus = useRef(false)
  const body = useRef<HTMLTableSectionElement>(null)
  const stretches = useWindowed(body, { name: 'matrix', count: rows.length, rowHeight: ROW_PX, frame })
  const at = { row: Math.min(active.row, rows.length - 1), column: Math.min(active.column, columns.length) }
  // The cell that takes the focus may have come into being just now.
  useEffect(() => {
    if (!wantsFocus.current) return
    const cell = frame.current?.querySelector<HTMLElement>(`[data-at="${at.row} ${at.column}"]`)
    if (cell == null) return
    wantsFocus.current = false
    cell.focus({ preventScroll: true })
  })

  /** Moves the frame, if need be, so that the row is in sight below the head. */
  const show = (row: number) => {
    const element = frame.current
    if (element === null) return
    const lowest = (row + 1 + HEAD_ROWS) * ROW_PX - element.clientHeight
    if (element.scrollTop > row * ROW_PX) element.scrollTop = row * ROW_PX
    else if (element.scrollTop < lowest) element.scrollTop = lowest
  }
  const move = (to: Place) => {
    wantsFocus.current = true
    setActive(to)
    show(to.row)
  }
  const onKey = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW_PX) - 2)
    const last = { row: rows.length - 1, column: columns.length }
    const whole = event.ctrlKey || event.metaKey
    const to: Place | undefined = {
      ArrowDown: { ...at, row: Math.min(at.row + 1, last.row) },
      ArrowUp: { ...at, row: Math.max(at.row - 1, 0) },
      ArrowRight: { ...at, column: Math.min(at.column + 1, last.column) },
      ArrowLeft: { ...at, column: Math.max(at.column - 1, 0) },
      PageDown: { ...at, row: Math.min(at.row + page, last.row) },
      PageUp: { ...at, row: Math.max(at.row - page, 0) },
      Home: { row: whole ? 0 : at.row, column: 0 },
      End: { row: whole ? last.row : at.row, column: last.column },
    }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
      return
    }
    const row = rows[at.row]
    // The name is a link, and opens by itself.
    if (event.key !== 'Enter' || row === undefined || at.column === 0) return
    event.preventDefault()
    open(row, columns[at.column - 1]?.target)
  }
  /** What this release does not have is shown as it was in another. */
  const pageOf = (row: Row) => (row.cells.every(({ id }) => id === null) ? undefined : release)
  const open = (row: Row, target: Matrix['targets'][number] | undefined) =>
    navigate({
      to: '/apps/$app/extensions/$name',
      params: { app, name: row.baseName },
      search: { release: pageOf(row), ...target },
    })
  return (
    <div ref={frame} className={css.frame}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table one moves in by arrow keys is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        className={css.grid}
        onKeyDown={onKey}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{tm('extension')}</th>
            {columns.map(({ target, at: index }) => {
              const built = matrix.rows.filter(({ cells }) => cells[index]?.id !== null).length
              return (
                <th key={platformKey(target)} scope="col">
                  <span className={css.os}>{osName(target.os)}</span> <span>{target.arch}</span>
                  <span className={css.built} title={tm('builtOf', { built, all: matrix.rows.length })}>
                    {formatNumber(built)}
                  </span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody ref={body}>
          {stretches.flatMap(({ from, end, gap }) => {
            if (gap !== undefined) return <Gap key={`gap ${from}`} height={gap} columns={columns.length + 1} />
            return rows.slice(from, end).map((row, place) => {
              const index = from + place
              const props = (column: number) => ({
                'data-at': `${index} ${column}`,
                tabIndex: at.row === index && at.column === column ? 0 : -1,
                onFocus: () => setActive({ row: index, column }),
              })
              return (
                <tr key={row.baseName} aria-rowindex={index + 2} {...bandMark(index)}>
                  <th scope="row">
                    <Link
                      to="/apps/$app/extensions/$name"
                      params={{ app, name: row.baseName }}
                      search={{ release: pageOf(row) }}
                      title={row.baseName}
                      {...props(0)}
                    >
                      {row.baseName}
                    </Link>
                  </th>
                  {columns.map(({ target, at: index }, column) => {
                    const cell = row.cells[index] as Cell
                    return (
                      // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by the grid
                      <td
                        key={platformKey(target)}
                        data-state={cell.state}
                        title={explain(cell, matrix)}
                        aria-label={`${platformName(target)}: ${explain(cell, matrix)}`}
                        onClick={() => cell.id !== null && open(row, target)}
                        {...props(column + 1)}
                      >
                        <span className={css.mark} data-state={cell.state} aria-hidden="true" />
                      </td>
                    )
                  })}
                </tr>
              )
            })
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Room for the rows that are out of sight. */
const Gap = ({ height, columns }: { height: number; columns: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
  <tr aria-hidden="true" data-gap style={{ height }}>
    <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
  </tr>
)

/** `changed: now f3b9a1c, 2c0d11e in 5.8.1` */
function explain({ state, revision, before }: Cell, { comparedWith }: Matrix): string {
  const release = comparedWith?.name ?? ''
  const now = shortRevision(revision ?? '')
  const then = shortRevision(before ?? '')
  if (comparedWith === null && state === 'same') return tm('cellThere', { now })
  return tm(`${state}Cell`, { now, then, release })
}
