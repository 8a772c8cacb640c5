/** What nobody sends by mistake, and how it must be answered. */
import { expect } from 'vitest'

export const NUL = '\u0000'

export const strange = {
  'a NUL': `a${NUL}b`,
  'a path upwards': '../../../etc/passwd',
  'a prototype key': '__proto__',
  constructor: 'constructor',
  'ten thousand characters': 'x'.repeat(10_000),
  'half a surrogate pair': 'a\ud800b',
  'text from right to left': '\u202egnp.exe',
  'white space': ' \t\n',
  quotes: `'"\`;--`,
  percent: '%25%s%n%',
  'a very large number': '9'.repeat(40),
  nothing: '',
}

/** Anything but a failure of the server, and a refusal that says what is wrong. */
export function expectNoFailure(
  answer: { status: number; text: string; headers: Record<string, unknown> },
  what: string,
): void {
  expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
  if (answer.status >= 400 && answer.text !== '') {
    // The download page answers people with a page.
    expect(answer.headers['content-type'], what).toMatch(/^(application\/problem\+json|text\/html; charset=utf-8)$/)
  }
}
