import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tar from 'tar-stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { md5, PAYLOAD, PIXEL, spkOf } from '../../../spk/test/archives.ts'
import { databases, startServer } from '../harness/index.ts'
import { repository } from './repository.ts'

let ring = ''
let stamper: Server
let behaviour: 'stamps' | 'bare' | 'fails' = 'stamps'
const received: string[] = []

const gpg = (args: readonly string[], input: string | Uint8Array = '') =>
  execFileSync('gpg', ['--homedir', ring, '--batch', '--no-tty', ...args], {
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
  }).toString('latin1')

beforeAll(async () => {
  // Sockets of gpg's agent need a short path.
  ring = mkdtempSync(join(tmpdir(), 'ring-'))
  gpg(['--passphrase', '', '--quick-gen-key', 'Slipway tests <tests@example.org>', 'rsa2048', 'sign'])
  stamper = createServer(async (request, reply) => {
    let body = ''
    for await (const piece of request) body += piece
    received.push(body)
    const signature = /\r\n\r\n([\s\S]*)\r\n--/.exec(body)?.[1] ?? ''
    if (behaviour === 'fails') reply.writeHead(503).end()
    else reply.end(behaviour === 'bare' ? signature : gpg(['--clear-sign'], signature))
  })
  await new Promise<void>((resolve) => stamper.listen(0, '127.0.0.1', resolve))
}, 60_000)

afterAll(() => {
  stamper.close()
  execFileSync('gpgconf', ['--homedir', ring, '--kill', 'all'], { stdio: 'ignore' })
  rmSync(ring, { recursive: true, force: true })
})

const options = () => ({
  keyring: ring,
  timestampUrl: `http://127.0.0.1:${(stamper.address() as AddressInfo).port}/timestamp.php`,
})

/** The parts of a package in an order that is not the one in which they are signed. */
const parts = {
  info: { support_conf_folder: 'yes' },
  add: [
    { name: 'scripts/zz', bytes: 'zz' },
    { name: 'WIZARD_UIFILES', type: 'directory' as const },
    { name: 'WIZARD_UIFILES/upgrade_uifile', bytes: 'upgrade' },
    { name: 'WIZARD_UIFILES/install_uifile_fre', bytes: 'install' },
    { name: 'WIZARD_UIFILES/install_uifile~', bytes: 'never signed' },
    { name: 'conf', type: 'directory' as const },
    { name: 'conf/resource', bytes: '{"r":1}' },
    { name: 'conf/privilege', bytes: '{"p":1}' },
    { name: 'PACKAGE_ICON_256.PNG', bytes: 'large' },
    { name: 'LICENSE', bytes: 'MIT' },
    { name: 'readme', bytes: 'never signed' },
  ],
}

async function membersOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const members = new Map<string, Buffer>()
  const extract = tar.extract()
  extract.end(bytes)
  for await (const entry of extract) {
    const pieces: Buffer[] = []
    for await (const piece of entry) pieces.push(piece as Buffer)
    members.set(entry.header.name, Buffer.concat(pieces))
  }
  return members
}

for (const database of databases) {
  describe(`signing on ${database.name}`, () => {
    it('signs the right bytes in the right order, by a job, and changes nothing else', async () => {
      behaviour = 'stamps'
      const server = await startServer({ database, spk: options() })
      const { build, act } = repository(server)
      const id = await build(parts, { active: false })
      expect(await act('activate', id)).toMatchObject([
        {
          outcome: 'refused',
          message: expect.stringMatching(/^Build\(s\) have no signature and cannot be activated: /),
        },
      ])
      await server.runJobs()

      const path = '/nas/btsync/10/btsync.v10.f1594%5B88f628x%5D.spk'
      const served = (await server.as.anonymous.request('GET', path)).bytes
      const members = await membersOf(served)
      const original = await spkOf(parts)
      expect(served.subarray(0, original.length - 1024)).toEqual(original.subarray(0, -1024))
      expect([...members.keys()].at(-1)).toBe('syno_signature.asc')
      const row = await server.db.read.selectFrom('spk_build').selectAll().executeTakeFirstOrThrow()
      expect(row).toMatchObject({ signed: 1, md5: md5(served), size: served.length, sign_error: null })

      const signature = members.get('syno_signature.asc')?.toString('latin1') ?? ''
      expect(() => gpg(['--verify'], signature)).not.toThrow()
      // gpg puts dashes into clear-signed text, and takes them out again.
      const inner = gpg(['--decrypt'], signature)
      const files = { signature: join(ring, 'inner.asc'), data: join(ring, 'data') }
      writeFileSync(files.signature, inner)
      writeFileSync(
        files.data,
        Buffer.concat([
          ...[members.get('INFO') ?? Buffer.alloc(0), Buffer.from('MIT'), PIXEL, Buffer.from('large')],
          ...[Buffer.from('installupgrade'), Buffer.from('{"p":1}{"r":1}'), PAYLOAD],
          Buffer.from('#!/bin/sh\nexit 0\nzz'),
        ]),
      )
      expect(() => gpg(['--verify', files.signature, files.data])).not.toThrow()
      expect(received.at(-1)).toMatch(
        /^--\S+\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n-----BEGIN PGP SIGNATURE/,
      )

      expect(await act('activate', id)).toMatchObject([{ outcome: 'done' }])
      expect(await act('unsign', id)).toMatchObject([
        { outcome: 'refused', message: 'Build btsync.v10.f1594[88f628x].spk must be deactivated before unsigning.' },
      ])
      await act('deactivate', id)
      expect(await act('unsign', id)).toMatchObject([{ outcome: 'done' }])
      expect((await server.as.anonymous.request('GET', path)).bytes).toEqual(original)
      expect(await act('unsign', id)).toMatchObject([{ outcome: 'refused', message: 'Not signed' }])
    })

    it('offers its public key to the devices that check signatures', async () => {
      const server = await startServer({ database, spk: options() })
      const keyringsAt = async (build: number) =>
        ((await repository(server).ask({ arch: 'x86', build })).json as { keyrings?: string[] }).keyrings
      const key = gpg(['--armor', '--export']).trim()
      expect(await keyringsAt(25556)).toEqual([key])
      expect(await keyringsAt(5003)).toBeUndefined()
      expect(await keyringsAt(64570)).toBeUndefined()
    })

    it.each([
      ['fails', 'Timestamp server returned with status code 503'],
      ['bare', 'Cannot verify timestamp'],
    ] as const)('asks again when the time-stamp service %s, and says why meanwhile', async (how, reason) => {
      behaviour = how
      const server = await startServer({ database, spk: options() })
      server.expectTrouble()
      await repository(server).build({}, { active: false })
      await server.runJobs()
      const build = () => server.db.read.selectFrom('spk_build').selectAll().executeTakeFirstOrThrow()
      expect(await build()).toMatchObject({ signed: 0, sign_error: reason, md5: md5(await spkOf()) })
      behaviour = 'stamps'
      server.travel({ minutes: 5 })
      await server.runJobs()
      expect(await build()).toMatchObject({ signed: 1, sign_error: null })
    })
  })
}
