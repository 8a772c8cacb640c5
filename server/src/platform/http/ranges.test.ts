import { expect, test } from 'vitest'
import { readRange } from './ranges.ts'

test.each([
  [undefined, 100, undefined],
  ['bytes=0-0', 100, { start: 0, end: 0 }],
  ['bytes=0-', 100, { start: 0, end: 99 }],
  ['bytes=10-19', 100, { start: 10, end: 19 }],
  ['bytes=90-200', 100, { start: 90, end: 99 }],
  ['bytes=99-', 100, { start: 99, end: 99 }],
  ['bytes=-1', 100, { start: 99, end: 99 }],
  ['bytes=-100', 100, { start: 0, end: 99 }],
  ['bytes=-1000', 100, { start: 0, end: 99 }],
  ['Bytes=0-9', 100, { start: 0, end: 9 }],
  ['bytes=0-1, 5-6, 9-', 100, { start: 0, end: 1 }],
  ['bytes=200-300,5-6', 100, { start: 5, end: 6 }],
  ['bytes=0-99999999999999999999999999', 100, { start: 0, end: 99 }],
  ['bytes=100-', 100, 'unsatisfiable'],
  ['bytes=100-200', 100, 'unsatisfiable'],
  ['bytes=-0', 100, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-5', 0, 'unsatisfiable'],
  ['bytes=9-5', 100, undefined],
  ['bytes=', 100, undefined],
  ['bytes=-', 100, undefined],
  ['bytes=a-b', 100, undefined],
  ['bytes=1-2-3', 100, undefined],
  ['bytes=0x1-2', 100, undefined],
  ['bytes=1-2,x', 100, undefined],
  ['bytes 1-2', 100, undefined],
  ['lines=1-2', 100, undefined],
  ['', 100, undefined],
])('%j of %i bytes is %j', (header, size, expected) => {
  expect(readRange(header, size)).toEqual(expected)
})
