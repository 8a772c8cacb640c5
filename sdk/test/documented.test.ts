import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { Slipway } from '../src/index.ts'

it('the documentation names every noun with all its methods, and no others', async () => {
  const text = await readFile(new URL('../../docs/sdk.md', import.meta.url), 'utf8')
  const documented = [...text.matchAll(/^\| (`[^|]+`) \| `([a-zA-Z ]+)` \|$/gm)].flatMap(
    ([, nouns = '', methods = '']) =>
      [...nouns.matchAll(/\w+/g)].map(([noun]) => [noun, methods.split(' ').sort()] as const),
  )
  const { transport: _transport, ...nouns } = new Slipway({ url: 'https://releases.example.org' })
  const there = Object.entries(nouns).map(
    ([noun, methods]) =>
      [
        noun,
        Object.getOwnPropertyNames(Object.getPrototypeOf(methods)).filter((name) => name !== 'constructor'),
      ] as const,
  )
  const sorted = there.map(([noun, methods]) => [noun, [...methods].sort()])
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(sorted))
})
