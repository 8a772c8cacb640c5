/** Uploads in chunks of which each may reach another process. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { sha512 } from '../harness/index.ts'
import { ensureBundle, newFolder, serve } from './program.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })
beforeAll(ensureBundle)

const KEY = 'slipway_presetForTheTestsOfOperations'
const MIB = 1024 ** 2

describe('an upload over /api/v1', () => {
  it('goes on at another process on the same data, also when the first has ended', async () => {
    const args = ['--data', newFolder()]
    const env = { SLIPWAY_ADMIN_API_KEY: KEY }
    const first = await serve(args, env)
    const second = await serve(args, env)
    let token = ''
    const call = async (base: string, method: string, path: string, query: Record<string, unknown>, body?: Buffer) => {
      const url = new URL(`${base}/api/v1${path}`)
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
      const headers = { 'girder-token': token, 'content-type': 'application/octet-stream' }
      const reply = await fetch(url, { method, headers, ...(body !== undefined && { body: new Uint8Array(body) }) })
      const answer = (await reply.json()) as Record<string, unknown> & { _id: string }
      expect(reply.status, JSON.stringify(answer)).toBe(200)
      return answer
    }
    const login = await call(first.url, 'POST', '/api_key/token', { key: KEY })
    token = (login.authToken as { token: string }).token
    const app = await call(first.url, 'POST', '/app', { name: 'Viewer' })
    const facts = { os: 'linux', arch: 'amd64', baseName: 'Viewer', revision: '1', version: '1' }
    const item = await call(second.url, 'POST', `/app/${app._id}/package`, {
      ...facts,
      repository_type: '',
      repository_url: '',
    })
    const bytes = Buffer.from(Array.from({ length: 16 * MIB }, (_, at) => at % 251))
    const target = { parentType: 'item', parentId: item._id, name: 'Viewer.zip', size: bytes.length }
    const { _id: uploadId } = await call(first.url, 'POST', '/file', target)
    const chunk = (base: string, from: number, to: number) =>
      call(base, 'POST', '/file/chunk', { uploadId, offset: from }, bytes.subarray(from, to))

    await chunk(first.url, 0, 5 * MIB)
    await chunk(second.url, 5 * MIB, 10 * MIB)
    expect(await call(first.url, 'GET', '/file/offset', { uploadId })).toEqual({ offset: 10 * MIB })
    first.kill('SIGKILL')
    await first.ended
    const file = await chunk(second.url, 10 * MIB, bytes.length)

    expect(file).toMatchObject({ _modelType: 'file', size: bytes.length, sha512: sha512(bytes) })
  })
})
