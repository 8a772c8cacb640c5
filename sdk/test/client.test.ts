import { describe, expect, it } from 'vitest'
import { blobSource, createClient, isProblem, Slipway, SlipwayProblem } from '../src/index.ts'
import { atOnce, brokenLine, meddledFetch, packageFacts, setting } from './setting.ts'

const failure = async (call: Promise<unknown>): Promise<SlipwayProblem> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof SlipwayProblem) return error
  throw new Error('expected a problem', { cause: error })
}

/** A client whose server is a list of answers. */
function answering(...answers: (Response | Error)[]) {
  const calls: Request[] = []
  const fetch = (async (request: Request) => {
    calls.push(request)
    const next = answers.shift()
    if (next === undefined || next instanceof Error) throw next ?? brokenLine()
    return next
  }) as typeof globalThis.fetch
  return { slipway: new Slipway({ url: 'https://releases.example.org/', key: 'k', fetch, retry: atOnce }), calls }
}

const ok = (body: unknown) => Response.json(body)
const page = () => new Response('<html>', { headers: { 'content-type': 'text/html' } })
const away = (headers: Record<string, string> = {}) => new Response('<html>', { status: 503, headers })

describe('calls', () => {
  it('answer what the server has, by noun', async () => {
    const { client, given } = await setting()
    await given.release('slicer', '5.8', { packages: 2 })

    const release = await client().releases.get('slicer', '5.8')

    expect(release).toMatchObject({ name: '5.8', stage: 'stable', packages: 2 })
    expect((await client().info()).name).toBe('Slipway')
    expect((await client().session.get()).account?.login).toBe('admin')
  })

  it('take undefined for "not given"', async () => {
    const { client } = await setting()
    expect((await client().apps.list({ collection: undefined })).items).toHaveLength(1)
    expect((await client().apps.update('slicer', { name: undefined, description: 'Images' })).description).toBe(
      'Images',
    )
  })

  it('are typed by path, too', async () => {
    const { url } = await setting()
    const { data } = await createClient({ url }).GET('/api/v2/apps/{app}', { params: { path: { app: 'slicer' } } })
    expect(data?.name).toBe('Slicer')
  })

  it('walk all pages', async () => {
    const { client, given } = await setting()
    await given.draft('slicer', '33000', { extensions: 7 })

    const ids = new Set<string>()
    for await (const extension of client().extensions.iterate('slicer', { limit: 2 })) ids.add(extension.id)

    expect(ids.size).toBe(7)
  })

  it('fetch no page that nobody asks for', async () => {
    const { client, given } = await setting()
    await given.draft('slicer', '33000', { extensions: 5 })
    const { fetch, seen } = meddledFetch(() => undefined)

    for await (const _extension of client({ fetch }).extensions.iterate('slicer', { limit: 2 })) break

    expect(seen).toHaveLength(1)
  })
})

describe('answers', () => {
  it('may be nothing at all, or a table', async () => {
    const { slipway } = answering(new Response(null, { status: 202 }))
    await expect(slipway.registration.forgotPassword('ada')).resolves.toBeUndefined()

    const { url } = await setting()
    const path = '/api/v2/apps/{app}/statistics.csv'
    const table = await createClient({ url }).GET(path, { params: { path: { app: 'slicer' } }, parseAs: 'text' })
    expect(table.data).toBe('total,downloads\r\n')
  })
})

describe('problems', () => {
  it('say code, status, fields and request', async () => {
    const { client } = await setting()
    const problem = await failure(client().apps.create({ name: 'slicer' }))
    expect(problem).toMatchObject({ code: 'name_taken', status: 409 })
    expect(problem.errors[0]?.field).toBe('name')
    expect(problem.requestId).toMatch(/^[0-9a-f]{24}$/)
    expect(isProblem(problem, 'name_taken')).toBe(true)
    expect(isProblem(problem, 'forbidden')).toBe(false)
  })

  it('tell when something else answers', async () => {
    const { slipway } = answering(new Response('<html>', { status: 404 }))
    expect(await failure(slipway.apps.list())).toMatchObject({ code: 'not_slipway', status: 404 })
  })

  it('understand what a proxy means', async () => {
    const { slipway } = answering(new Response('<html>', { status: 413 }))
    expect(await failure(slipway.apps.create({ name: 'A' }))).toMatchObject({ code: 'too_large', status: 413 })
  })

  it('tell when nobody answers, and why', async () => {
    const { slipway } = answering()
    const problem = await failure(slipway.apps.list())
    expect(problem).toMatchObject({ code: 'unreachable', status: 0 })
    expect(problem.detail).toBe('No answer from https://releases.example.org: the line broke.')
  })

  it('tell in words why nobody answers, with the code of the system for programs', async () => {
    const { slipway } = answering(
      ...Array.from({ length: 1 + atOnce.retries }, () => {
        const cause = Object.assign(new Error('routines:ssl3_get_record'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER' })
        return new TypeError('fetch failed', { cause })
      }),
    )
    expect(await failure(slipway.apps.list())).toMatchObject({
      detail: 'No answer from https://releases.example.org: it does not speak HTTPS.',
      details: { reason: 'ERR_SSL_WRONG_VERSION_NUMBER' },
    })
  })

  it('do not take the page of another server for an answer', async () => {
    const { slipway } = answering(page(), page())
    expect(await failure(slipway.apps.list())).toMatchObject({ code: 'not_slipway', status: 200 })
    const uploading = slipway.packages.upload('slicer', packageFacts(), blobSource(new Blob(['bytes']), 'a.zip'))
    expect(await failure(uploading)).toMatchObject({ code: 'not_slipway', status: 200 })
  })
})

describe('trying again', () => {
  it('gets over a server that is away', async () => {
    const { slipway, calls } = answering(
      away(),
      brokenLine(),
      away({ 'retry-after': '0' }),
      ok({ items: [], cursor: null }),
    )
    expect(await slipway.apps.list()).toEqual({ items: [], cursor: null })
    expect(calls).toHaveLength(4)
    expect(calls.every((call) => call.headers.get('authorization') === 'Bearer k')).toBe(true)
  })

  it('sends the body again', async () => {
    const { slipway, calls } = answering(away(), new Response(null, { status: 204 }))
    await slipway.packages.yank('slicer', 'x', 'broken')
    expect(await calls[1]?.json()).toEqual({ reason: 'broken' })
  })

  it('ends some time', async () => {
    const { slipway, calls } = answering()
    expect((await failure(slipway.apps.list())).code).toBe('unreachable')
    expect(calls).toHaveLength(1 + atOnce.retries)
  })

  it('does not do twice what must happen once', async () => {
    for (const call of [
      (slipway: Slipway) => slipway.apps.create({ name: 'A' }),
      (slipway: Slipway) => slipway.apps.delete('a'),
      (slipway: Slipway) => slipway.releases.promote('a', '1', { name: '1.0' }),
    ]) {
      const { slipway, calls } = answering(away(), ok({}))
      expect((await failure(call(slipway))).code).toBe('unavailable')
      expect(calls).toHaveLength(1)
    }
  })

  it('does not try again what was refused', async () => {
    const { slipway, calls } = answering(new Response('', { status: 500 }), ok({}))
    expect((await failure(slipway.apps.list())).status).toBe(500)
    expect(calls).toHaveLength(1)
  })

  it('does not wait longer than it would like', async () => {
    const { slipway, calls } = answering(away({ 'retry-after': '3600' }), ok({}))
    expect(await failure(slipway.apps.list())).toMatchObject({ code: 'unavailable', retryAfter: 3600 })
    expect(calls).toHaveLength(1)
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const fetch = (async () => {
      stop.abort(new Error('enough'))
      throw brokenLine()
    }) as typeof globalThis.fetch
    const slipway = new Slipway({ url: 'https://releases.example.org', fetch })
    await expect(slipway.apps.list({}, { signal: stop.signal })).rejects.toThrow('enough')
  })
})
