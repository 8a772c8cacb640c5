/** The keys that sign packages: a server that was restored elsewhere goes on signing, and says when it cannot. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '../../src/migrations/index.ts'
import { makeBackup, restoreBackup, verifyBackup } from '../../src/modules/backup/index.ts'
import { checkSigning } from '../../src/modules/spk/index.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { repository } from '../spk/repository.ts'
import { blank } from './databases.ts'
import { newFolder } from './program.ts'

/** Sockets of gpg's agent need a short path. */
function newRing(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ring-'))
  const ring = join(folder, 'keys')
  onTestFinished(() => {
    for (const name of readdirSync(folder)) {
      execFileSync('gpgconf', ['--homedir', join(folder, name), '--kill', 'all'], { stdio: 'ignore' })
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  return ring
}

const storageOf = ({ db, blobs }: TestServer, keyring: string) => ({
  ...{ db, blobs, migrations, version: '0.0.0-test' },
  keyring,
})

const modesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => [entry.isFile(), statSync(join(entry.parentPath, entry.name)).mode & 0o777])

for (const database of databases) {
  describe(`the key ring in a backup of ${database.name}`, () => {
    it('comes back with it, for its owner only, so that the restored server signs; without it the doctor says so', async () => {
      const ring = newRing()
      const source = await startServer({ database, spk: { ownKeyring: ring } })
      const { fingerprint } = (await source.as.admin.createSpkKey({ name: 'Packages <p@example.org>' })).value
      await repository(source).build({}, { active: false })
      await source.runJobs()
      const folder = newFolder()
      expect(await makeBackup(storageOf(source, ring), folder)).toMatchObject({ keyring: true })
      const [snapshot = ''] = readdirSync(join(folder, 'snapshots'))
      const file = join(folder, 'snapshots', snapshot, 'keyring.ndjson.gz')
      expect(statSync(file).mode & 0o777).toBe(0o600)

      const other = newRing()
      const options = { keyring: null, ownKeyring: other, key: null, timestampUrl: null }
      const target = await startServer({ database: blank(database), spk: options })
      const report = await restoreBackup(storageOf(target, other), folder, {})
      expect(report.keyring).toEqual({ restored: true, before: undefined })
      for (const [isFile, mode] of [...modesIn(other), [false, statSync(other).mode & 0o777]]) {
        expect(mode).toBe(isFile ? 0o600 : 0o700)
      }
      expect(await checkSigning(target.db, options)).toMatchObject({ status: 'ok' })
      const id = await repository(target).build({ info: { version: '2-11' } }, { active: false })
      await target.runJobs()
      expect(await repository(target).act('verify', id)).toMatchObject([
        { outcome: 'done', message: expect.stringContaining(fingerprint) },
      ])

      // Over a server that has another ring: nobody's secret keys are thrown away.
      writeFileSync(join(other, 'gpg.conf'), '# mine\n')
      const again = await restoreBackup(storageOf(target, other), folder, { force: true })
      expect(readFileSync(join(again.keyring.before ?? '', 'gpg.conf'), 'utf8')).toBe('# mine\n')
      expect((await restoreBackup(storageOf(target, other), folder, { force: true })).keyring).toEqual({
        restored: true,
        before: undefined,
      })

      const lost = await checkSigning(target.db, { ...options, ownKeyring: join(newFolder(), 'keys') })
      expect(lost).toMatchObject({ status: 'fail', detail: expect.stringMatching(/no key ring .*Restore it from a/) })
      const empty = await checkSigning(target.db, { ...options, ownKeyring: newFolder() })
      expect(empty).toMatchObject({ status: 'fail', detail: expect.stringContaining(fingerprint) })

      writeFileSync(file, readFileSync(file).subarray(1))
      await expect(verifyBackup(folder)).rejects.toThrow('keyring.ndjson.gz is damaged')
      await expect(restoreBackup(storageOf(target, other), folder, { force: true })).rejects.toThrow('is damaged')
      await target.services.files.sweep(0)
    })
  })
}
