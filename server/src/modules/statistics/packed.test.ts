import { expect, test } from 'vitest'
import { addUp, LEFT_OUT, packMore, partsIn, UNKNOWN, unpack } from './packed.ts'

const dice = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** What is in a pack, as `name number downloads`. */
function told(packed: string, most: number): string[] {
  const bytes = unpack(packed)
  const places = Int32Array.from({ length: most }, (_none, number) => number)
  return [...partsIn(bytes)].flatMap((part) => {
    const sums = new Float64Array(most)
    expect(addUp(bytes, part, 1, places, sums)).toBe(true)
    return [...sums].flatMap((count, number) => (count === 0 ? [] : [`${part.name} ${number} ${count}`]))
  })
}

test('packs hold what was added to them, whatever it was', () => {
  const random = dice(3)
  const names = ['', 'curl\n\nLinux', 'Ünïcode', 'x'.repeat(300)]
  const truth = new Map<string, number>()
  let packed: string | undefined
  for (let time = 0; time < 60; time++) {
    const parts = names
      .filter(() => random(3) > 0)
      .map((name) => {
        const numbers = [...new Set(Array.from({ length: random(40) }, () => random(random(2) ? 300 : 40_000)))]
        numbers.sort((a, b) => a - b)
        return { name, numbers, downloads: numbers.map(() => random(5) ** random(14) - random(3)) }
      })
    packed = packMore(packed, parts)
    for (const { name, numbers, downloads } of parts) {
      for (const [at, number] of numbers.entries()) {
        const key = `${name} ${number}`
        truth.set(key, (truth.get(key) ?? 0) + (downloads[at] as number))
      }
    }
  }
  const expected = [...truth].flatMap(([key, count]) => (count === 0 ? [] : [`${key} ${count}`]))
  expect(Math.max(...truth.values())).toBeGreaterThan(2 ** 26)
  expect(told(packed as string, 40_000).sort()).toEqual(expected.sort())
})

test('what is taken back leaves nothing', () => {
  const packed = packMore(undefined, [{ name: 'a', numbers: [5, 9_000_000_000], downloads: [2 ** 40, -3] }])
  expect(packMore(packed, [{ name: 'a', numbers: [5, 9_000_000_000], downloads: [-(2 ** 40), 3] }])).toBe('')
})

test('numbers that are not asked for are left out, and those that nobody knows are told', () => {
  const bytes = unpack(packMore(undefined, [{ name: 'a', numbers: [0, 1, 2], downloads: [1, 2, 4] }]))
  const part = [...partsIn(bytes)][0] as never
  const sums = new Float64Array(1)
  expect(addUp(bytes, part, 1, Int32Array.of(0, LEFT_OUT, 0), sums)).toBe(true)
  expect(addUp(bytes, part, -1, Int32Array.of(LEFT_OUT, UNKNOWN, 0), sums)).toBe(false)
  expect(addUp(bytes, part, -1, Int32Array.of(LEFT_OUT), sums)).toBe(false)
  expect(sums[0]).toBe(5 - 4)
})
