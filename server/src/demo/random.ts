/** Chance that falls the same way each time: what is made from a name depends on nothing but the name. */

export type Random = {
  /** a number from 0 up to 1 */
  next(): number
  /** a whole number, both ends included */
  between(least: number, most: number): number
  /** true with this probability */
  chance(probability: number): boolean
  bytes(count: number): Buffer
}

/** mulberry32, which is small and good enough for a demo. */
export function randomOf(name: string): Random {
  let state = seedOf(name)
  const next32 = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const next = () => next32() / 0x1_0000_0000
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    bytes(count) {
      const words = new Uint32Array(Math.ceil(count / 4))
      for (let at = 0; at < words.length; at++) words[at] = next32()
      return Buffer.from(words.buffer, 0, count)
    },
  }
}

/** FNV-1a */
function seedOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

const HEX = '0123456789abcdef'

/** Like the abbreviated name of a commit. */
export function commitOf(name: string, digits = 7): string {
  const random = randomOf(`commit ${name}`)
  return Array.from({ length: digits }, () => HEX[random.between(0, 15)]).join('')
}
