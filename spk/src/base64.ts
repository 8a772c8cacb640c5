/**
 * Base64 as Python's `b64decode` reads it: characters outside the alphabet are passed over, only wrong padding is an
 * error. Node's own decoder takes more alphabets and never complains.
 */

/** The bytes, or `undefined` when the padding is wrong. */
export function decodeBase64(text: string): Buffer | undefined {
  const digits: string[] = []
  let pads = 0
  for (const character of text) {
    if (character === '=') {
      pads += 1
      const rest = digits.length % 4
      if (rest >= 2 && rest + pads >= 4) return Buffer.from(digits.join(''), 'base64')
    } else if (/^[A-Za-z0-9+/]$/.test(character)) {
      pads = 0
      digits.push(character)
    }
  }
  return digits.length % 4 === 0 ? Buffer.from(digits.join(''), 'base64') : undefined
}
