/** Passwords on the command line: asked without an echo, read from a pipe, or made up and shown once. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { randomText } from '../platform/crypto/secrets.ts'
import { Failure } from './failure.ts'

const LEAST = 10

export type NewPassword = { password: string; generated: boolean }

/** On a terminal it asks, and nothing typed means: make one up. Elsewhere it makes one up. */
export async function newPassword(options: { fromStdin: boolean }): Promise<NewPassword> {
  if (options.fromStdin)
    return { password: checked((await text(process.stdin)).split(/\r?\n/)[0] ?? ''), generated: false }
  const typed = process.stdin.isTTY ? await ask('Password (empty: make one up): ') : ''
  if (typed === '') return { password: randomText(16), generated: true }
  checked(typed)
  if ((await ask('Again: ')) !== typed) throw new Failure('The two passwords differ.')
  return { password: typed, generated: false }
}

function checked(password: string): string {
  if (password.length < LEAST) throw new Failure(`A password needs at least ${LEAST} characters.`)
  return password
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
