import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { WriteBehind } from './write-behind.ts'

const mebibyte = 1024 * 1024

test('lets no more come than twice 16 MiB beyond what the disk has taken', async () => {
  const taken: (() => void)[] = []
  const behind = new WriteBehind(() => new Promise((resolve) => taken.push(resolve)))
  for (let written = 0; written < 31; written++) {
    behind.wrote(mebibyte)
    await behind.ready()
  }
  expect(taken).toHaveLength(1)
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

test('leaves small files alone', async () => {
  const behind = new WriteBehind(() => Promise.reject(new Error('nobody asked for it')))
  behind.wrote(15 * mebibyte)
  await behind.ready()
  await behind.end()
})

test('tells who sends and who ends what the disk complained of, though it does so only once', async () => {
  const complaints = [new Error('EIO')]
  const behind = new WriteBehind(async () => {
    const complaint = complaints.pop()
    if (complaint) throw complaint
  })
  behind.wrote(16 * mebibyte)
  await behind.settle()
  behind.wrote(16 * mebibyte)
  await expect(behind.ready()).rejects.toThrow('EIO')
  await expect(behind.end()).rejects.toThrow('EIO')
})
