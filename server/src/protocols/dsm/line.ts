/**
 * JSON on one line as Python prints it: a blank behind colons and commas, only ASCII, a line break at the end. Scripts
 * of build systems look for lines that begin with `{"package":` or `{"message":`.
 */

export type LineValue = string | readonly string[]

/** `members` in the order in which they are to be printed. As bytes, so that the content type gets no charset. */
export function printLine(members: Readonly<Record<string, LineValue>>): Buffer {
  const pairs = Object.entries(members).map(([key, value]) => `${text(key)}: ${print(value)}`)
  return Buffer.from(`{${pairs.join(', ')}}\n`)
}

const print = (value: LineValue): string =>
  typeof value === 'string' ? text(value) : `[${value.map(text).join(', ')}]`

const text = (value: string): string =>
  JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
