import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Gathered } from './gathered.ts'

/** Questions that end when the test says so. */
function held(most?: number) {
  const asked: { keys: string[]; end: (found: Record<string, number>) => void; fail: (error: Error) => void }[] = []
  const ask = (keys: string[]) =>
    new Promise<Map<string, number>>((end, fail) => {
      asked.push({ keys, end: (found) => end(new Map(Object.entries(found))), fail })
    })
  return { asked, gathered: new Gathered<number>(ask, most) }
}

test('what is asked at the same moment is one question, and each gets the answer to its own', async () => {
  const { asked, gathered } = held()
  const answers = Promise.all(['a', 'b', 'a', 'none'].map((key) => gathered.get(key)))
  await nextTurn()
  expect(asked.map(({ keys }) => keys)).toEqual([['a', 'b', 'none']])
  asked[0]?.end({ a: 1, b: 2 })
  expect(await answers).toEqual([1, 2, 1, undefined])
})

test('whoever asks meanwhile gets an answer begun after they asked', async () => {
  const { asked, gathered } = held()
  const first = gathered.get('a')
  await nextTurn()
  const later = Promise.all([gathered.get('a'), gathered.get('b')])
  await nextTurn()
  expect(asked.length).toBe(1)
  asked[0]?.end({ a: 1 })
  expect(await first).toBe(1)
  await nextTurn()
  expect(asked[1]?.keys).toEqual(['a', 'b'])
  asked[1]?.end({ a: 3, b: 4 })
  expect(await later).toEqual([3, 4])
})

test('a failure is only that of its question, and no question is too long', async () => {
  const { asked, gathered } = held(2)
  const failing = [gathered.get('a'), gathered.get('b')].map((answer) => answer.catch((error: Error) => error.message))
  const other = gathered.get('c')
  await nextTurn()
  asked[0]?.fail(new Error('gone'))
  expect(await Promise.all(failing)).toEqual(['gone', 'gone'])
  await nextTurn()
  expect(asked.map(({ keys }) => keys)).toEqual([['a', 'b'], ['c']])
  asked[1]?.end({ c: 5 })
  expect(await other).toBe(5)
})
