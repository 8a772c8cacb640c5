import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { WriteBehind } from './write-behind.ts'

const mebibyte = 1024 * 1024

/** `files` files at a time; of the first one, what the disk has to take is taken when the test says so. */
function several(files: number) {
  const all = new Set<WriteBehind>()
  const taken: (() => void)[] = []
  const behind = new WriteBehind(() => new Promise((resolve) => taken.push(resolve)), all)
  const others = Array.from({ length: files - 1 }, () => new WriteBehind(async () => {}, all))
  return { behind, others, taken }
}

test.each([
  [1, 160],
  [2, 80],
  [10, 16],
  [100, 8],
])('of %i files at a time, each may have twice %i MiB that the disk has not taken', async (files, share) => {
  const { behind, taken } = several(files)
  for (let written = 1; written < 2 * share; written++) {
    behind.wrote(mebibyte)
    await behind.ready()
    expect(taken).toHaveLength(written < share ? 0 : 1)
  }
  behind.wrote(mebibyte)
  let more = false
  const ready = behind.ready().then(() => {
    more = true
  })
  await nextTurn()
  expect(more).toBe(false)
  taken[0]?.()
  await ready
  // What came meanwhile is being written at once.
  expect(taken).toHaveLength(2)
  taken[1]?.()
  await behind.end()
})

test('a file that is done leaves its share to the others', async () => {
  const { behind, others, taken } = several(2)
  behind.wrote(79 * mebibyte)
  for (const other of others) await other.end()
  behind.wrote(80 * mebibyte)
  expect(taken).toHaveLength(0)
  behind.wrote(mebibyte)
  expect(taken).toHaveLength(1)
})

test('tells who sends and who ends what the disk complained of, though it does so only once', async () => {
  const complaints = [new Error('EIO')]
  const behind = new WriteBehind(async () => {
    const complaint = complaints.pop()
    if (complaint) throw complaint
  }, new Set())
  behind.wrote(160 * mebibyte)
  await behind.settle()
  behind.wrote(160 * mebibyte)
  await expect(behind.ready()).rejects.toThrow('EIO')
  await expect(behind.end()).rejects.toThrow('EIO')
})
