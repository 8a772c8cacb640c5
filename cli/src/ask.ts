/** Questions to people. They appear on standard error, so that results stay clean. */
import { UsageError } from './failures.ts'
import type { Output } from './output/output.ts'

const where = { output: process.stderr }

/** A line of text. `flag`: how to answer without being asked. */
export async function askText(out: Output, message: string, flag: string, preset?: string): Promise<string> {
  requireSomebody(out, message, flag)
  const { default: input } = await import('@inquirer/input')
  return input({ message, required: true, ...(preset !== undefined && { default: preset }) }, where)
}

/** Text that does not appear on the screen. */
export async function askSecret(out: Output, message: string, flag: string): Promise<string> {
  requireSomebody(out, message, flag)
  const { default: password } = await import('@inquirer/password')
  return password({ message, mask: true }, where)
}

/** Before something goes: `true` to go on. Without anybody to ask, `--yes` must have been given. */
export async function confirm(out: Output, question: string, yes: boolean | undefined): Promise<boolean> {
  if (yes) return true
  if (!out.interactive) throw new UsageError(`${question} Nobody is here to answer.`, 'Add --yes to go ahead.')
  const { default: ask } = await import('@inquirer/confirm')
  const answer = await ask({ message: question, default: false }, where)
  if (!answer) out.note('Nothing was changed.')
  return answer
}

/** All of standard input, without the line end: for secrets that scripts pass on. */
export async function readStandardInput(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8') as AsyncIterable<string>) text += chunk
  return text.replace(/\r?\n$/, '')
}

function requireSomebody(out: Output, message: string, flag: string): void {
  if (!out.interactive) throw new UsageError(`${message.replace(/:$/, '')} is missing.`, `Give it with ${flag}.`)
}
