import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { settings } from '../../src/config/index.ts'
import { databases } from '../harness/index.ts'
import { newPlace } from './place.ts'
import { ask, ensureBundle, launch, newFolder, type RunningServer, run, serve } from './program.ts'

// Whole processes and whole servers: on a busy machine they take their time, and none of these tests is about time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

beforeAll(ensureBundle)

const KEY = 'slipway_presetForTheTestsOfOperations'
const preset = { SLIPWAY_ADMIN_LOGIN: 'root', SLIPWAY_ADMIN_PASSWORD: 'correct horse', SLIPWAY_ADMIN_API_KEY: KEY }

async function publish(server: RunningServer, bytes: Buffer): Promise<string> {
  const headers = { authorization: `Bearer ${KEY}` }
  await fetch(`${server.url}/api/v2/apps`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Viewer' }),
  })
  const query = 'baseName=Viewer&os=linux&arch=amd64&revision=1&version=1.0&fileName=viewer.tar.gz'
  const reply = await fetch(`${server.url}/api/v2/apps/viewer/packages?${query}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: bytes,
  })
  expect(reply.status).toBe(201)
  return `${server.url}/dl/viewer/1/viewer.tar.gz`
}

const downloadsAt = async (url: string) =>
  ((await ask(`${url}/api/v2/apps/viewer/downloads`)).body as { items: { downloads: number }[] }).items[0]?.downloads

describe.each(databases)('the first start on $name', (database) => {
  it('makes an administrator whose secrets work and are shown once', async () => {
    const { args } = await newPlace(database)
    const first = await serve(args)
    const [, password] = /password {2}(\S+)/.exec(first.printed) ?? []
    const [, key] = /API key {3}(\S+)/.exec(first.printed) ?? []
    expect((await ask(`${first.url}/api/v2/accounts`, key)).status).toBe(200)
    const login = await fetch(`${first.url}/api/v2/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'admin', password }),
    })
    expect(login.status).toBe(200)
    first.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)

    const second = await serve(args)
    expect(second.printed).toBe('')
  })

  it('takes presets and does not repeat them', async () => {
    const server = await serve((await newPlace(database)).args, preset)
    expect(server.printed).toContain('root')
    expect(server.printed).not.toContain(KEY)
    expect(server.printed).not.toContain('correct horse')
    expect(await ask(`${server.url}/api/v2/session`, KEY)).toMatchObject({ body: { account: { login: 'root' } } })
  })

  it('makes one administrator when several processes start at once', async () => {
    const { args } = await newPlace(database)
    const servers = await Promise.all([1, 2, 3].map(() => serve(args)))
    expect(servers.filter(({ printed }) => printed.includes('first administrator'))).toHaveLength(1)
    const { out } = await run(['user', 'list', '--json', ...args])
    expect(JSON.parse(out)).toHaveLength(1)
  })
})

describe.each(databases)('stopping by SIGTERM on $name', (database) => {
  it.each([[[]], [['--workers', '2']]])('lets a slow download end, and counts it (%s)', async (flags) => {
    const { args } = await newPlace(database)
    const server = await serve([...args, ...flags], preset)
    // More than the buffers of both ends hold, so that it cannot be over before somebody reads it.
    const size = 48 * 1024 ** 2
    const url = await publish(server, Buffer.alloc(size, 'x'))
    const [reply] = (await once(get(url), 'response')) as [IncomingMessage]
    await once(reply, 'readable')

    server.kill('SIGTERM')
    await refusal(server.url)
    let received = 0
    for await (const chunk of reply) received += (chunk as Buffer).length

    expect(received).toBe(size)
    expect(await server.ended).toMatchObject({ code: 0, err: '' })
    const again = await serve(args)
    expect(await downloadsAt(again.url)).toBe(1)
  })
})

/** Resolves when nobody listens at the address any more. */
async function refusal(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  for (;;) {
    const socket = connect(Number(port), hostname)
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (!open) return
  }
}

describe('what keeps it from starting', () => {
  it.each([[[]], [['--workers', '2']]])('a port in use is named in a sentence (%s)', async (flags) => {
    const server = await serve(['--data', newFolder()])
    const { port } = new URL(server.url)
    const args = ['serve', '--data', newFolder(), '--host', '127.0.0.1', '--port', port, '--log-level', 'silent']
    const { code, err } = await run([...args, ...flags])
    expect(code).toBe(1)
    expect(err).toBe(
      `slipway-server: Port ${port} on 127.0.0.1 is in use. Stop the program that has it, or choose another port with --port.\n`,
    )
  })

  it('a database that does not answer', async () => {
    const { code, err } = await run(['serve', '--data', newFolder(), '--database', 'postgres://u:secret@127.0.0.1:1/x'])
    expect(code).toBe(1)
    expect(err).toContain('The database postgres://u:***@127.0.0.1:1/x cannot be opened')
  })

  it('a demo where a catalogue is already', async () => {
    const data = newFolder()
    await run(['migrate', '--data', data])
    await run(['user', 'create', 'somebody', '--data', data])
    const { code, err } = await run(['serve', '--demo', '--data', data])
    expect(code).toBe(1)
    expect(err).toContain('has a catalogue already')
  })
})

describe.runIf(existsSync('/dev/full'))('where nothing can be printed', () => {
  const stdout = '/dev/full'

  it('a command says so in one line and fails', async () => {
    const { code, err } = await launch(['config', '--data', newFolder()], { stdout }).ended
    expect(code).toBe(1)
    expect(err).toMatch(/^slipway-server: standard output cannot be written: .*no space left.*\n$/)
  })

  it('the server goes on serving without its log', async () => {
    const port = String(await freePort())
    const server = launch(['serve', '--data', newFolder(), '--host', '127.0.0.1', '--port', port], { stdout })
    const url = `http://127.0.0.1:${port}`
    await vi.waitFor(() => ask(`${url}/healthz`), { timeout: 30_000, interval: 50 })
    for (const path of ['apps', 'nothing', 'apps']) await ask(`${url}/api/v2/${path}`)
    expect((await ask(`${url}/readyz`)).status).toBe(200)
    server.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

describe('the configuration', () => {
  it('is what a flag says, else a variable, else the file, else the default', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'slipway.toml'), 'port = 1111\nhost = "file"\ncache = "1M"\n')
    const configOf = async (args: string[], env: Record<string, string> = {}) =>
      JSON.parse((await run(['config', ...args], { env, folder })).out)

    expect(await configOf(['--port', '3333'], { SLIPWAY_PORT: '2222', SLIPWAY_HOST: 'variable' })).toMatchObject({
      port: 3333,
      host: 'variable',
      cache: 1024 ** 2,
      workers: 1,
    })
    expect(await configOf([], { SLIPWAY_PORT: '' })).toMatchObject({ port: 1111, host: 'file' })
    writeFileSync(join(folder, 'slipway.toml'), 'accessLogs = ["/a.log", "/b c.log"]\ngirderArches = "amd64, arm64"\n')
    expect(await configOf([])).toMatchObject({ accessLogs: ['/a.log', '/b c.log'], girderArches: ['amd64', 'arm64'] })
  })

  it('is described for operators, each setting of it', async () => {
    const guide = await readFile(new URL('../../../docs/operating.md', import.meta.url), 'utf8')
    expect(settings.map(({ name }) => name).filter((name) => !guide.includes(`| \`${name}\` |`))).toEqual([])
  })

  it('is printed without secrets', async () => {
    const env = { ...preset, SLIPWAY_DATABASE: 'postgres://user:hunter22@db.example.org/slipway?sslpassword=hunter22' }
    const { out } = await run(['config'], { env, folder: newFolder() })
    expect(out).not.toMatch(/hunter22|correct horse|presetFor/)
    expect(JSON.parse(out)).toMatchObject({ adminPassword: '***', database: expect.stringContaining('db.example.org') })
  })

  it.each([
    ['prot = 80', 'unknown setting prot'],
    ['port = "many"', 'port in the configuration file: expected a whole number'],
    ['port = [80]', 'port in the configuration file: expected one value'],
    ['accessLogs = ["/a.log", 1]', 'accessLogs in the configuration file: expected a list of texts without commas'],
    ['accessLogs = ["relative.log"]', 'expected absolute paths'],
    ['girderOrigins = []', 'expected *, none, or origins'],
    ['port = ', 'slipway.toml'],
  ])('refuses %s', async (text, message) => {
    const folder = newFolder()
    writeFileSync(join(folder, 'slipway.toml'), `${text}\n`)
    const { code, err } = await run(['config'], { folder })
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})
