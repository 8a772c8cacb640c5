/**
 * Sums of downloads made in a process of their own: while a command counts, another core adds up what it has counted.
 * The two talk by messages; when the command is gone, for whatever reason, its helper goes as well.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import type { Command } from 'commander'
import { RollUp } from '../modules/statistics/index.ts'
import { openDatabase } from '../platform/db/index.ts'
import { Failure } from './failure.ts'

const LOWER_PRIORITY = 10

/** The name of the command that only this program starts. */
const NAME = 'add-up'
/** `database`: a URL, which may hold a password and so is no argument. */
type Ask = { database: string } | 'run'
type Answer = { failed?: string }

export class SumsBeside {
  readonly #child: ChildProcess
  #waiting: { resolve: () => void; reject: (reason: Error) => void } | undefined

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', ({ failed }: Answer) => {
      if (failed === undefined) this.#waiting?.resolve()
      else this.#waiting?.reject(new Failure(`The sums could not be made: ${failed}`))
    })
    child.once('error', (error) => this.#waiting?.reject(error))
    child.once('exit', (code, signal) => {
      this.#waiting?.reject(new Failure(`The sums could not be made: their process ended (${signal ?? code}).`))
    })
  }

  static start(database: string): SumsBeside {
    const program = process.argv[1] as string
    const child = fork(program, ['stats', NAME], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    child.send({ database } satisfies Ask)
    return new SumsBeside(child)
  }

  /** Until nothing is new; one after the other. */
  run(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (!this.#child.connected) return reject(new Failure('The sums could not be made: their process has ended.'))
      this.#waiting = { resolve, reject }
      this.#child.send('run' satisfies Ask)
    }).finally(() => {
      this.#waiting = undefined
    })
  }

  stop(): void {
    if (this.#child.connected) this.#child.disconnect()
  }
}

/** The other end. */
export function registerSumsBeside(stats: Command): void {
  stats
    .command(NAME, { hidden: true })
    .description('adds up what the process that started this one has counted, whenever it says so')
    .action(() => {
      // With few cores, whoever serves comes first.
      setPriority(LOWER_PRIORITY)
      let rollUp: Promise<RollUp> | undefined
      process.once('disconnect', () => process.exit())
      process.on('message', async (ask: Ask) => {
        if (ask !== 'run') {
          rollUp = openDatabase(ask.database, { bulk: true }).then((db) => new RollUp({ db }))
          rollUp.catch(() => {})
          return
        }
        const answer: Answer = await (rollUp ?? Promise.reject(new Error('no database was named')))
          .then((it) => it.run('command'))
          .then(
            () => ({}),
            (error: Error) => ({ failed: error.message }),
          )
        process.send?.(answer)
      })
    })
}
