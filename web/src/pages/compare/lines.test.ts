import { expect, it } from 'vitest'
import { linesOf } from './lines.ts'

const state = (revision: string, size: number) => ({ id: '', revision, version: '1', size, sha256: '' })
const item = { kind: 'extension', baseName: 'Tools', arch: 'amd64', change: 'updated' } as const

it('puts together what happened in the same way on several platforms', () => {
  const lines = linesOf([
    { ...item, os: 'linux', from: state('a', 10), to: state('b', 12) },
    { ...item, os: 'win', from: state('a', 20), to: state('b', 19) },
    { ...item, os: 'macosx', from: state('a', 5), to: state('c', 5) },
    { ...item, os: 'macosx', arch: 'arm64', change: 'removed', from: state('a', 5), to: null },
  ])
  expect(
    lines.map(({ change, platforms, from, to, before, after }) => [change, platforms.length, from, to, before, after]),
  ).toEqual([
    ['updated', 2, 'a', 'b', 30, 31],
    ['updated', 1, 'a', 'c', 5, 5],
    ['removed', 1, 'a', null, 5, 0],
  ])
})
