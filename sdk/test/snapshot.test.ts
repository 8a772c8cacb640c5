import { readFile } from 'node:fs/promises'
import { beforeAll, expect, it } from 'vitest'
import { apiDocument, clientTypes } from './api-document.ts'

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')
const hint = 'It is stale. Run `npm run api` and commit what it writes.'

let document: string
beforeAll(async () => {
  document = await apiDocument()
})

it('has the API document of the server as it is', async () => {
  expect((await read('../openapi.json')) === document, `sdk/openapi.json: ${hint}`).toBe(true)
})

it('has the types of that document', async () => {
  expect(
    (await read('../src/generated/api.ts')) === (await clientTypes(document)),
    `sdk/src/generated/api.ts: ${hint}`,
  ).toBe(true)
})

it('names every operation once', () => {
  const paths = Object.values(JSON.parse(document).paths as Record<string, Record<string, { operationId?: string }>>)
  const ids = paths.flatMap((methods) => Object.values(methods).map((method) => method.operationId))
  expect(ids).not.toContain(undefined)
  expect(new Set(ids).size).toBe(ids.length)
})
