/** Results go to standard output, for people or as JSON; everything else goes to standard error. */
import pc from 'picocolors'
import { barMeter, lineMeter, type Meter, silentMeter } from './meter.ts'
import { type Column, renderFacts, renderTable } from './table.ts'

export type OutputOptions = { json: boolean; quiet: boolean }
export type Facts = readonly (readonly [string, string | null | undefined])[]

export class Output {
  readonly json: boolean
  readonly quiet: boolean
  /** colours of standard output */
  readonly colors = pc.createColors(hasColours(process.stdout))
  readonly #noteColors = pc.createColors(hasColours(process.stderr))

  constructor({ json, quiet }: OutputOptions) {
    this.json = json
    this.quiet = quiet
  }

  /** Whether somebody sits there who can answer. */
  get interactive(): boolean {
    return Boolean(process.stdin.isTTY && process.stderr.isTTY) && !inCi()
  }

  /** A list: the rows themselves as JSON, or a table. */
  table<T>(rows: readonly T[], columns: readonly Column<T>[], none: string): void {
    const width = process.stdout.isTTY ? process.stdout.columns : undefined
    if (this.json) this.#print(rows)
    else if (rows.length === 0) this.note(none)
    else process.stdout.write(`${renderTable(columns, rows, { width, colors: this.colors })}\n`)
  }

  /** One thing: itself as JSON, or its facts. */
  thing(value: unknown, facts: Facts): void {
    if (this.json) this.#print(value)
    else process.stdout.write(`${renderFacts(facts, this.colors)}\n`)
  }

  /** What was done: the value as JSON, or a sentence. */
  result(value: unknown, sentence: string): void {
    if (this.json) this.#print(value)
    else process.stdout.write(`${sentence}\n`)
  }

  /** Text that is a result as it stands, whether or not JSON was asked for. */
  text(text: string): void {
    process.stdout.write(text)
  }

  /** Something worth knowing beside the result. */
  note(text: string): void {
    if (!this.quiet) process.stderr.write(`${text}\n`)
  }

  warn(text: string): void {
    process.stderr.write(`${this.#noteColors.yellow('Note:')} ${text}\n`)
  }

  error(message: string, lines: readonly string[]): void {
    const rest = lines.map((line) => `  ${line}\n`).join('')
    process.stderr.write(`${this.#noteColors.red('Error:')} ${message}\n${rest}`)
  }

  /** Progress of something that has `total` bytes. */
  meter(label: string, total: number): Meter {
    const say = (text: string) => this.note(text)
    if (this.quiet) return silentMeter(say)
    if (process.stderr.isTTY && !inCi()) return barMeter(process.stderr, label, total)
    return lineMeter(say, label, total)
  }

  #print(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
  }
}

export const inCi = (): boolean => Boolean(process.env.CI) && process.env.CI !== 'false'

/** https://no-color.org: any value but an empty one. */
function hasColours(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) return false
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0'
  return Boolean(stream.isTTY) && process.env.TERM !== 'dumb'
}
