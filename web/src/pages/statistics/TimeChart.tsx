/**
 * Downloads over time: one bar a step, the series on top of each other, and the period before as a line. With the
 * keyboard one goes from step to step like on a slider, and each is read aloud.
 */
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react'
import { formatNumber } from '../../lib/format.ts'
import css from './Statistics.module.css'
import { type Series, stepText, ticksUpTo } from './series.ts'
import { ts } from './texts.ts'
import { useWidth } from './useWidth.ts'

type Props = {
  steps: readonly string[]
  series: readonly Series[]
  before: readonly number[] | undefined
  title: string
}

const HEIGHT = 260
const TOP = 12
const BOTTOM = 28
const RIGHT = 4
const CHARACTER = 7.2
/** A date, and half as much again: the last one stands left of its step. */
const LABEL = 130

export function TimeChart({ steps, series, before, title }: Props) {
  const [width, room] = useWidth()
  const [at, setAt] = useState<number>()
  const hatch = useId()
  const sums = steps.map((_step, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
  const ticks = ticksUpTo(Math.max(1, ...sums, ...(before ?? [])))
  const most = ticks.at(-1) ?? 1
  const left = Math.ceil(formatNumber(most).length * CHARACTER) + 10
  const inner = Math.max(width - left - RIGHT, 1)
  const slot = inner / steps.length
  const y = (value: number) => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM)
  const x = (index: number) => left + index * slot
  const step = at === undefined ? undefined : steps[at]

  const move = (event: KeyboardEvent) => {
    const last = steps.length - 1
    const now = at ?? last
    const next = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, Home: 0, End: last }[
      event.key
    ]
    if (next === undefined) return
    event.preventDefault()
    setAt(Math.min(Math.max(next, 0), last))
  }
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const index = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left - left) / slot)
    setAt(index >= 0 && index < steps.length ? index : undefined)
  }
  const words = (index: number) =>
    [
      stepText(steps[index] ?? ''),
      ...series.map(({ name, values }) => `${name} ${formatNumber(values[index] ?? 0)}`),
      ...(before === undefined ? [] : [`${ts('before')} ${formatNumber(before[index] ?? 0)}`]),
    ].join(', ')

  return (
    <div className={css.time}>
      <ul className={css.legend}>
        {series.map(({ key, name, tone, values }) => (
          <li key={key}>
            <span className={css.swatch} data-tone={tone} aria-hidden />
            {name} <b>{formatNumber(at === undefined ? total(values) : (values[at] ?? 0))}</b>
          </li>
        ))}
        {before !== undefined && (
          <li>
            <span className={css.swatch} data-tone="before" aria-hidden />
            {ts('before')} <b>{formatNumber(at === undefined ? total(before) : (before[at] ?? 0))}</b>
          </li>
        )}
        <li className={css.when}>{step === undefined ? ts('altogether') : stepText(step)}</li>
      </ul>
      <div
        ref={room}
        className={css.plot}
        role="slider"
        tabIndex={0}
        aria-label={ts('stepsOf', { title })}
        aria-valuemin={0}
        aria-valuemax={steps.length - 1}
        aria-valuenow={at ?? steps.length - 1}
        aria-valuetext={words(at ?? steps.length - 1)}
        onKeyDown={move}
        onBlur={() => setAt(undefined)}
      >
        <svg width={width} height={HEIGHT} aria-hidden onPointerMove={point} onPointerLeave={() => setAt(undefined)}>
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="3" height="6" className={css.hatch} />
            </pattern>
          </defs>
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={left} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={css.rule} />
              <text x={left - 8} y={y(tick) + 4} textAnchor="end">
                {formatNumber(tick)}
              </text>
            </g>
          ))}
          {at !== undefined && (
            <rect x={x(at)} y={TOP} width={slot} height={HEIGHT - TOP - BOTTOM} className={css.here} />
          )}
          {steps.map((name, index) => {
            let below = 0
            return (
              <g key={name}>
                {series.map(({ key, tone, values }) => {
                  const value = values[index] ?? 0
                  const bar = (
                    <rect
                      key={key}
                      x={x(index) + slot * 0.12}
                      width={slot * 0.76}
                      y={y(below + value)}
                      height={y(below) - y(below + value)}
                      data-tone={tone}
                      fill={tone === 'imported' ? `url(#${hatch})` : undefined}
                    />
                  )
                  below += value
                  return bar
                })}
              </g>
            )
          })}
          {before !== undefined && (
            <path
              d={before.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index) + slot / 2} ${y(value)}`).join('')}
              className={css.beforeLine}
            />
          )}
          {labelled(steps, inner).map((index) => (
            <text key={index} x={x(index) + slot / 2} y={HEIGHT - 8} textAnchor={anchor(index, steps.length)}>
              {stepText(steps[index] ?? '')}
            </text>
          ))}
        </svg>
      </div>
    </div>
  )
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Steps that have room for their name, evenly, the last among them. */
function labelled(steps: readonly string[], width: number): number[] {
  const every = Math.ceil(steps.length / Math.max(1, Math.floor(width / LABEL)))
  return steps.map((_step, index) => index).filter((index) => (steps.length - 1 - index) % every === 0)
}

const anchor = (index: number, many: number) =>
  many > 6 && index === many - 1 ? 'end' : many > 6 && index === 0 ? 'start' : 'middle'
