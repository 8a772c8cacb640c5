import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, startServer } from '../harness/index.ts'
import { repository } from './repository.ts'

const rings: string[] = []

/** Sockets of gpg's agent need a short path. */
function ring(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ring-'))
  rings.push(folder)
  return folder
}

const gpg = (folder: string, args: readonly string[], input: string | Uint8Array = '') =>
  execFileSync('gpg', ['--homedir', folder, '--batch', '--no-tty', '--pinentry-mode', 'loopback', ...args], {
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
  }).toString('latin1')

function makeKey(name: string, { passphrase = '' } = {}) {
  const folder = ring()
  const secret = ['--passphrase', passphrase]
  gpg(folder, [...secret, '--quick-gen-key', name, 'ed25519', 'sign', 'never'])
  return {
    fingerprint: /^fpr:+([0-9A-F]+):/m.exec(gpg(folder, ['--with-colons', '--list-keys']))?.[1] ?? '',
    secret: gpg(folder, [...secret, '--armor', '--export-secret-keys']),
    public: gpg(folder, ['--armor', '--export']),
  }
}

let old: ReturnType<typeof makeKey>
let next: ReturnType<typeof makeKey>

beforeAll(() => {
  old = makeKey('Old packages <old@example.org>')
  next = makeKey('New packages <new@example.org>')
})

afterAll(() => {
  for (const folder of rings) {
    execFileSync('gpgconf', ['--homedir', folder, '--kill', 'all'], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
})

for (const database of databases) {
  describe(`keys of Synology packages on ${database.name}`, () => {
    it('signs with an imported key, and changes over to another one without any device going without', async () => {
      const server = await startServer({ database, spk: { ownKeyring: join(ring(), 'keys') } })
      const { as } = server
      const { build, act, ask } = repository(server)
      const offered = async () =>
        ((await ask({ arch: '88f6281', build: 25556 })).json as { keyrings: string[] }).keyrings
      const states = async () =>
        (await as.admin.listSpkKeys()).value.items.map(({ fingerprint, state }) => [fingerprint, state])

      const before = await build({ info: { version: '1-1' } })
      expect((await as.anonymous.getSpkRepository()).value.signing).toBe(false)
      expect(await offered()).toEqual([])

      const first = (await as.admin.importSpkKey({ key: old.secret })).value
      expect(first).toMatchObject({
        fingerprint: old.fingerprint,
        name: 'Old packages <old@example.org>',
        state: 'signs',
      })
      expect((await as.anonymous.getSpkRepository()).value.signing).toBe(true)
      expect(await offered()).toEqual([old.public.trim()])

      const id = await build({ info: { version: '1-2' } }, { active: false })
      expect(await act('activate', id)).toMatchObject([{ outcome: 'refused' }])
      await server.runJobs()
      expect(await act('activate', id)).toMatchObject([{ outcome: 'done' }])
      expect(await act('verify', id, before)).toMatchObject([
        { outcome: 'done', message: `Its signature by ${old.fingerprint} is good, without time stamp.` },
        { outcome: 'refused', message: 'Not signed' },
      ])

      await as.admin.importSpkKey({ key: next.secret })
      expect(await states()).toEqual([
        [old.fingerprint, 'signs'],
        [next.fingerprint, 'idle'],
      ])
      expect((await as.admin.useSpkKey({ key: next.fingerprint.slice(-16).toLowerCase() })).value.state).toBe('signs')
      expect(await offered()).toEqual([next.public.trim(), old.public.trim()])
      expect(await as.admin.retireSpkKey({ key: next.fingerprint })).toMatchProblem('spk_state')
      const retired = await as.admin.retireSpkKey({ key: old.fingerprint })
      expect(retired).toMatchProblem('spk_state')
      expect((await as.admin.listSpkKeys()).value.items[0]).toMatchObject({ state: 'trusted', activeBuilds: 1 })

      expect((await as.admin.signSpksAnew()).value).toEqual({ builds: 1 })
      await server.runJobs()
      const detail = (await as.anonymous.getSpkPackage({ package: 'btsync' })).value
      const anew = detail.versions.flatMap(({ builds }) => builds).find((one) => one.id === id)
      expect(anew).toMatchObject({ active: true, signed: true, signedBy: next.fingerprint })
      expect(await act('verify', id)).toMatchObject([{ message: expect.stringContaining(next.fingerprint) }])
      const served = (await as.anonymous.request('GET', `/nas/${encodeURI(anew?.path ?? '')}`)).bytes
      expect(served.toString('latin1').match(/BEGIN PGP SIGNATURE/g)).toHaveLength(1)
      expect((await as.admin.signSpksAnew()).value).toEqual({ builds: 0 })

      expect((await as.admin.retireSpkKey({ key: old.fingerprint })).value.state).toBe('idle')
      expect(await offered()).toEqual([next.public.trim()])
    })

    it('takes over signed packages, and finds out who signed them when it has the key', async () => {
      const server = await startServer({ database, spk: { ownKeyring: join(ring(), 'keys') } })
      const { as, services } = server
      const { act } = repository(server)
      // What another server signed: our own bytes, signed there.
      const there = await startServer({ database, spk: { ownKeyring: join(ring(), 'keys') } })
      await there.as.admin.importSpkKey({ key: old.secret })
      await repository(there).build({}, { active: false })
      await there.runJobs()
      const path = 'btsync/10/btsync.v10.f1594[88f628x].spk'
      const signed = (await there.as.anonymous.request('GET', `/nas/${encodeURI(path)}`)).bytes
      await services.spk.arrivals.package({ name: 'btsync', author: null, maintainers: [], createdAt: 0 })
      const arrive = (bytes: Uint8Array, firmware: string) =>
        services.spk.arrivals.build(
          {
            path: path.replace('f1594', firmware),
            packageName: 'btsync',
            version: 10,
            active: true,
            createdAt: 0,
          },
          async () => Readable.from([bytes]),
        )
      const { id } = await arrive(signed, 'f1594')
      await as.admin.importSpkKey({ key: next.secret })
      expect((await as.admin.listSpkKeys()).value).toMatchObject({ unknown: 1 })
      expect(await act('verify', id)).toMatchObject([
        {
          outcome: 'refused',
          message: expect.stringMatching(/^The signature is not good\. The key [0-9A-F]+ it was made/),
        },
      ])
      expect((await as.admin.importSpkKey({ key: old.public })).value.state).toBe('verifies')
      expect(await act('verify', id)).toMatchObject([{ outcome: 'done' }])
      expect((await as.admin.listSpkKeys()).value).toMatchObject({ unknown: 0 })
      expect(await as.admin.useSpkKey({ key: old.fingerprint })).toMatchProblem('spk_state')
      await server.db.write((tx) => tx.deleteFrom('spk_build').execute())
      await server.db.write((tx) => tx.deleteFrom('spk_version').execute())

      const payload = signed.indexOf(Buffer.from('#!/bin/sh'))
      const forged = Buffer.from(signed)
      forged[payload + 2] = 'x'.charCodeAt(0)
      const wrong = await arrive(forged, 'f1594')
      expect(await act('verify', wrong.id)).toMatchObject([
        { outcome: 'refused', message: 'The signature is not good. It is not of these bytes.' },
      ])
    })

    it('takes no key that cannot sign, leaves the ring as it was, and lets only administrators near it', async () => {
      const server = await startServer({ database, spk: { ownKeyring: join(ring(), 'keys') } })
      const { as } = server
      const { role } = repository(server)
      const { secret } = makeKey('Locked <locked@example.org>', { passphrase: 'open sesame' })
      const detail = async (key: string) => {
        const answer = await as.admin.importSpkKey({ key })
        expect(answer).toMatchProblem('invalid_input')
        return (answer.json as { detail: string }).detail
      }
      expect(await detail(secret)).toMatch(/has a passphrase/)
      expect(await detail('no key at all')).toMatch(/finds no key/)
      expect(await detail(old.public + next.public)).toMatch(/holds several/)
      expect((await as.admin.listSpkKeys()).value.items).toEqual([])
      expect(await as.admin.signSpksAnew()).toMatchProblem('spk_state')
      expect(await as.admin.useSpkKey({ key: 'F'.repeat(40) })).toMatchProblem('spk_not_found')
      expect(await as.admin.useSpkKey({ key: 'mine' })).toMatchProblem('invalid_input')
      const jane = await role(as.person('jane'), 'package_admin')
      expect(await jane.listSpkKeys()).toMatchProblem('forbidden')
      expect(await jane.importSpkKey({ key: old.secret })).toMatchProblem('forbidden')
    })
  })
}

it('uses the key that the configuration names, whichever others are in the ring', async () => {
  const [database] = databases
  if (database === undefined) return
  const keyring = ring()
  for (const { secret } of [old, next]) {
    writeFileSync(join(keyring, 'key.asc'), secret)
    gpg(keyring, ['--import', join(keyring, 'key.asc')])
  }
  const server = await startServer({ database, spk: { keyring, key: next.fingerprint } })
  const { build } = repository(server)
  const id = await build({}, { active: false })
  await server.runJobs()
  const [row] = await server.db.read.selectFrom('spk_build').selectAll().where('id', '=', id).execute()
  expect(row).toMatchObject({ signed: 1, signed_by: next.fingerprint })
  expect(await server.as.admin.useSpkKey({ key: old.fingerprint })).toMatchProblem('spk_state')
  expect(await server.as.admin.listSpkKeys()).toMatchObject({ value: { fixed: true } })
})
