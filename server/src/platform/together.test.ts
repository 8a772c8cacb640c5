import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Together } from './together.ts'

/** Askings that end when the test says so. */
function held() {
  const asked: { key: string; end: (answer: number) => void; fail: (error: Error) => void }[] = []
  const together = new Together<number>((key) => new Promise((end, fail) => void asked.push({ key, end, fail })))
  return { asked, together }
}

test('all who ask in one turn of the event loop share one asking', async () => {
  const { asked, together } = held()
  const both = [together.get('a'), Promise.resolve().then(() => together.get('a'))]
  await nextTurn()
  asked[0]?.end(1)
  expect(await Promise.all(both)).toEqual([1, 1])
  expect(asked.length).toBe(1)
})

test('whoever asks meanwhile gets an answer begun after they asked, and shares it', async () => {
  const { asked, together } = held()
  const first = together.get('a')
  await nextTurn()
  const later = [together.get('a'), together.get('a')]
  await nextTurn()
  expect(asked.length).toBe(1)
  asked[0]?.end(1)
  expect(await first).toBe(1)
  later.push(together.get('a'))
  await nextTurn()
  expect(asked.length).toBe(2)
  asked[1]?.end(2)
  expect(await Promise.all(later)).toEqual([2, 2, 2])
})

test('different questions do not wait for each other, and a failure is only that of its asking', async () => {
  const { asked, together } = held()
  const failing = together.get('a')
  const other = together.get('b')
  await nextTurn()
  const after = together.get('a')
  expect(asked.map(({ key }) => key)).toEqual(['a', 'b'])
  asked[0]?.fail(new Error('gone'))
  await expect(failing).rejects.toThrow('gone')
  await nextTurn()
  asked[2]?.end(3)
  asked[1]?.end(2)
  expect(await after).toBe(3)
  expect(await other).toBe(2)
})
