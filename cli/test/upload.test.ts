import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type PublishedPackage, SlipwayProblem } from '@slipway/sdk'
import { describe, expect, it, onTestFinished } from 'vitest'
import { databases, sha256 } from '../../server/test/harness/index.ts'
import { retryNote } from '../src/transfer.ts'
import { lineTo } from './line.ts'
import { setting } from './setting.ts'

const MIB = 2 ** 20
const facts = ['--revision', '33000', '--version', '5.9.0', '--os', 'linux', '--arch', 'amd64']
const upload = (file: string) => ['package', 'upload', 'slicer', file, ...facts]

for (const database of databases) {
  it(`publishes a package and an extension on ${database.name}`, async () => {
    const { cli, file } = await setting({ database })
    const path = await file('Slicer.tar.gz', 9 * MIB)
    const published = await cli.json<PublishedPackage>(...upload('Slicer.tar.gz'))
    expect(published).toMatchObject({
      outcome: 'created',
      package: { baseName: 'Slicer', version: '5.9.0', release: { stage: 'draft', name: '33000' } },
    })
    expect(published.package.file.sha256).toBe(sha256(await readFile(path)))
    expect((await cli.run(upload('Slicer.tar.gz'))).stderr).toContain('already, with the same bytes')

    await file('Tools.zip', 1000)
    const extension = [
      ...['extension', 'upload', 'slicer', 'Tools.zip', '--base-name', 'Tools', '--revision', 'abc', '--tier', '3'],
      ...['--app-revision', '33000', '--os', 'win', '--arch', 'amd64', '--category', 'Segmentation', '--enabled'],
    ]
    expect(await cli.json(...extension)).toMatchObject({
      outcome: 'created',
      extension: { baseName: 'Tools', os: 'win', tier: 3, category: 'Segmentation', enabled: true },
    })
  })
}

it('does not publish an empty file', async () => {
  const { cli, file } = await setting()
  await file('Slicer.tar.gz', 0)
  const run = await cli.run(upload('Slicer.tar.gz'))
  expect([run.code, run.stderr]).toEqual([2, 'Error: Slicer.tar.gz is empty.\n'])
  expect(await cli.json('package', 'list', 'slicer')).toEqual([])
})

it('takes this machine for what is not said', async () => {
  const { cli, file } = await setting()
  await file('Slicer.tar.gz', 10)
  const { package: made } = await cli.json<PublishedPackage>(
    ...['package', 'upload', 'slicer', 'Slicer.tar.gz', '--revision', '1', '--version', '1'],
  )
  expect(made.os).toBe({ linux: 'linux', win32: 'win', darwin: 'macosx' }[process.platform as string])
  expect(made.arch).toBe({ x64: 'amd64', arm64: 'arm64', ia32: 'i386' }[process.arch as string] ?? process.arch)
})

it('says what is missing before anything is sent', async () => {
  const { cli, file } = await setting()
  expect((await cli.run(upload('nothing.zip'))).code).toBe(3)
  await file('Tools.zip', 10)
  const run = await cli.run(['extension', 'upload', 'slicer', 'Tools.zip', '--base-name', 'Tools'])
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--revision is missing.') })
})

it('says what is wrong with a file or a value, in words of the command line', async () => {
  const { cli, file } = await setting()
  await file('Slicer.tar.gz', 10)
  execFileSync('mkfifo', [join(cli.home, 'pipe')])
  const wrong = [
    [['verify', '.'], 1, '. is a folder; a file is expected.'],
    [upload('.'), 1, '. is a folder; a file is expected.'],
    [upload('pipe'), 1, 'pipe is a pipe or a device; a file is expected.'],
    [['verify', 'pipe'], 1, 'pipe is a pipe or a device; a file is expected.'],
    [['spk', 'lint', '.'], 1, '. is a folder; a file is expected.'],
    [['spk', 'upload', '.'], 1, '. is a folder; a file is expected.'],
    [['spk', 'inspect', 'nothing.spk'], 3, 'There is no file nothing.spk.'],
    [['spk', 'pack', 'nothing'], 3, 'There is no folder nothing.'],
    [['spk', 'pack', 'Slicer.tar.gz'], 1, 'Slicer.tar.gz is a file; a folder is expected.'],
    [
      ['release', 'create', 'slicer', '5.9', '--revision', '9', '--notes', '.'],
      1,
      '. is a folder; a file is expected.',
    ],
    [['upload-dir', 'slicer', 'nothing'], 3, 'There is no folder nothing.'],
    [['upload-dir', 'slicer', 'Slicer.tar.gz'], 1, 'Slicer.tar.gz is a file; a folder is expected.'],
    [['upload-dir', 'slicer', '.', '--manifest', '.'], 1, '. is a folder; a file is expected.'],
    [['upload-dir', 'slicer', '.', '--manifest', 'Slicer.tar.gz'], 2, 'Slicer.tar.gz is not JSON'],
    [[...upload('Slicer.tar.gz'), '--arch', 'Any CPU'], 2, 'Error: arch: '],
    [[...upload('Slicer.tar.gz'), '--build-date', 'today'], 2, 'Error: buildDate: must be a time such as'],
    [['app', 'create', 'Other', '--slug', 'No!'], 2, 'Error: slug: '],
  ] as const
  for (const [command, code, said] of wrong) {
    expect(await cli.run([...command]), command.join(' ')).toMatchObject({
      code,
      stderr: expect.stringContaining(said),
    })
  }
})

describe('an interrupted upload', () => {
  /** Begins to upload 40 MiB over a line that holds in the second piece; pieces have 32 MiB. */
  async function begun() {
    const all = await setting({ limits: { maxUpload: 100 * MIB } })
    const path = await all.file('Slicer.tar.gz', 40 * MIB)
    const line = await lineTo(all.url)
    // What breaks off is no failure of the server, but it says so in its log.
    all.expectTrouble()
    const held = line.hold(36 * MIB)
    const { child, ended } = await all.cli.start(upload('Slicer.tar.gz'), { env: { SLIPWAY_URL: line.url } })
    await held
    return { ...all, path, line, child, ended }
  }

  it('goes on after kill -9', async () => {
    const { cli, path, line, child, ended } = await begun()
    child.kill('SIGKILL')
    await ended
    await line.cut()
    await line.mend()
    const second = await cli.run([...upload('Slicer.tar.gz'), '--json'], { env: { SLIPWAY_URL: line.url } })
    expect(second.code, second.stderr).toBe(0)
    expect(second.stderr).toContain('Goes on after 32.0 MiB.')
    expect((JSON.parse(second.stdout) as PublishedPackage).package.file.sha256).toBe(sha256(await readFile(path)))
  })

  it('goes on after Ctrl-C, and says that it can', async () => {
    const { cli, line, child, ended } = await begun()
    child.kill('SIGINT')
    const first = await ended
    await line.cut()
    await line.mend()
    expect(first).toMatchObject({ code: 130, stdout: '' })
    expect(first.stderr).toContain('The same command goes on where this one stopped.')
    const second = await cli.run(upload('Slicer.tar.gz'), { env: { SLIPWAY_URL: line.url } })
    expect(second).toMatchObject({ code: 0, stderr: expect.stringContaining('Goes on after') })
  })

  it('goes on by itself when the server comes back', async () => {
    const { line, child, ended } = await begun()
    let said = ''
    const told = new Promise<void>((resolve) =>
      child.stderr?.on('data', (text: string) => {
        said += text
        if (said.includes('Next try')) resolve()
      }),
    )
    await line.cut()
    await told
    await line.mend()
    const run = await ended
    expect(run.code, run.stderr).toBe(0)
    expect(run.stderr).toContain('No answer from')
    expect(run.stdout).toContain('SHA-256')
  })
})

it('says at once that the disk of the server is full, and goes on when there is room', async () => {
  const { cli, file, url } = await setting({ limits: { maxUpload: 100 * MIB } })
  await file('Slicer.tar.gz', 33 * MIB)
  const disk = await smallDisk(url, 32 * MIB)
  const env = { SLIPWAY_URL: disk.url }
  const full = await cli.run(upload('Slicer.tar.gz'), { env })
  expect(full.code).toBe(7)
  expect(full.stderr).toMatch(/Error: There is no room left.*\n {2}The disk of the server is full;.*\n$/)
  expect(full.stderr).not.toContain('Next try')
  disk.grow()
  const run = await cli.run(upload('Slicer.tar.gz'), { env })
  expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('Goes on after 32.0 MiB.') })
})

/** Before the server at `url`: refuses what does not fit. */
async function smallDisk(url: string, bytes: number): Promise<{ url: string; grow: () => void }> {
  let room = bytes
  const server = createServer((request, reply) => {
    const offset = Number(request.headers['upload-offset'] ?? 0)
    if (offset + Number(request.headers['content-length'] ?? 0) > room || offset >= room) {
      request.resume()
      reply.writeHead(507, { 'content-type': 'application/problem+json' })
      return reply.end(JSON.stringify({ code: 'storage_full', detail: 'There is no room left to store this.' }))
    }
    const { method, headers } = request
    request.pipe(
      ask(url + request.url, { method, headers }, (answer) => {
        reply.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(reply)
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    grow() {
      room = Number.POSITIVE_INFINITY
    },
  }
}

it.each(['upload_locked', 'upload_offset'] as const)(
  'says in words for people that another sends the same file (%s)',
  (code) => {
    const problem = new SlipwayProblem(code, 'The server has 7 bytes; send the next piece from there.')
    expect(retryNote({ problem, pause: 800 })).toBe('Another transfer of this file came in between. Next try in 1 s.')
  },
)
