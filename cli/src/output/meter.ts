/** How far something is: a bar on a terminal, a line now and then in a log. */
import { MultiBar, type SingleBar } from 'cli-progress'
import { duration, size } from './format.ts'

export interface Meter {
  /** bytes so far */
  update(done: number, label?: string): void
  /** The line starts at this many bytes: they were there before. */
  startAt(done: number): void
  /** Says something beside the bar. */
  note(text: string): void
  /** Takes the bar away. */
  end(): void
}

type Stream = NodeJS.WriteStream
const LOGGED_PERCENT = 25

/** A bar that ends at `total` bytes. */
export function barMeter(stream: Stream, label: string, total: number): Meter {
  const bars = new MultiBar({
    stream,
    format: '{label}  {bar}  {percent} %  {amount}  {rate}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: barWidth(stream.columns ?? 80, label),
    hideCursor: true,
    clearOnComplete: true,
    autopadding: false,
    emptyOnZero: true,
    forceRedraw: false,
  })
  const speed = new Speed()
  const facts = (done: number) => ({
    label: shortened(current, Math.max(12, (stream.columns ?? 80) - 72)),
    percent: String(total === 0 ? 100 : Math.floor((done / total) * 100)).padStart(3),
    amount: `${size(done)} of ${size(total)}`,
    rate: speed.describe(total - done),
  })
  let current = label
  const bar: SingleBar = bars.create(Math.max(total, 1), 0, facts(0))
  return {
    startAt(done) {
      speed.startAt(done)
      bar.update(done, facts(done))
    },
    update(done, next = current) {
      current = next
      speed.at(done)
      bar.update(done, facts(done))
    },
    note: (text) => bars.log(`${text}\n`),
    end: () => bars.stop(),
  }
}

/** What stands beside a bar needs some sixty columns; it is the bar that gives way. */
const barWidth = (columns: number, label: string): number =>
  Math.max(8, Math.min(24, columns - 60 - Math.min(label.length, 12)))

/** A line at the beginning and at each quarter. */
export function lineMeter(say: (text: string) => void, label: string, total: number): Meter {
  let told = 0
  say(`${label}: ${size(total)}`)
  return {
    startAt(done) {
      told = Math.floor((done / Math.max(total, 1)) * 100)
    },
    update(done) {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
      if (percent < told + LOGGED_PERCENT || percent >= 100) return
      told = percent - (percent % LOGGED_PERCENT)
      say(`${label}: ${percent} %`)
    },
    note: say,
    end() {},
  }
}

export const silentMeter = (say: (text: string) => void): Meter => ({
  startAt() {},
  update() {},
  note: say,
  end() {},
})

/** Bytes per second over the last few seconds. */
class Speed {
  #samples: { at: number; done: number }[] = []

  startAt(done: number): void {
    this.#samples = [{ at: performance.now(), done }]
  }

  at(done: number): void {
    const now = performance.now()
    if (this.#samples.length === 0) this.startAt(done)
    const last = this.#samples.at(-1)
    // What was sent twice does not count as going backwards.
    if (last !== undefined && done < last.done) this.startAt(done)
    else if (last === undefined || now - last.at > 250) this.#samples.push({ at: now, done })
    while (this.#samples.length > 2 && now - (this.#samples[0]?.at ?? now) > 5000) this.#samples.shift()
  }

  describe(left: number): string {
    const [first] = this.#samples
    const last = this.#samples.at(-1)
    const seconds = ((last?.at ?? 0) - (first?.at ?? 0)) / 1000
    if (first === undefined || last === undefined || seconds < 0.5) return ''
    const rate = (last.done - first.done) / seconds
    if (rate <= 0) return ''
    return `${size(rate)}/s  ${duration(left / rate)} left`
  }
}

const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`
