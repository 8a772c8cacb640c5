/** Questions about what was not said on the command line, answered by people or by standard input. */
import { createInterface, type Interface } from 'node:readline'

/** Nobody answered. */
export class Aborted extends Error {}

let input: { lines: AsyncIterator<string>; face: Interface } | undefined

function open() {
  const face = createInterface({ input: process.stdin })
  // Answers may come before they are asked for.
  return { face, lines: face[Symbol.asyncIterator]() }
}

/** `Name: ` until something is answered. Throws `Aborted` at the end of the input. */
export async function ask(title: string): Promise<string> {
  input ??= open()
  for (;;) {
    process.stdout.write(`${title}: `)
    const { done, value } = await input.lines.next()
    if (done) throw new Aborted()
    if (value !== '') return value
  }
}

/** No more questions: standard input need not keep the program. */
export function stopAsking(): void {
  input?.face.close()
  input = undefined
}
