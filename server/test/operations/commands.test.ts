import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { anonymous, theServer } from '../../src/modules/access/index.ts'
import { packageColumns } from '../../src/modules/packages/index.ts'
import { createFolderStore, createHashers } from '../../src/platform/blobs/index.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { createLog } from '../../src/platform/log/index.ts'
import { buildServices } from '../../src/services.ts'
import { databases, type TestDatabase } from '../harness/index.ts'
import { newPlace } from './place.ts'
import { ensureBundle, newFolder, run } from './program.ts'

// Whole processes and whole servers: on a busy machine they take their time, and none of these tests is about time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

beforeAll(ensureBundle)

const hashers = createHashers()

/** A data folder with tables, and what is in it. */
async function newData(kind: TestDatabase) {
  const place = await newPlace(kind)
  const { data } = place
  await run(['migrate', ...place.args])
  const db = await openDatabase(place.database)
  const blobs = createFolderStore({ folder: join(data, 'blobs'), hashers })
  onTestFinished(async () => {
    await blobs.close()
    await db.close()
  })
  const day = 86_400_000
  const limits = {
    maxUpload: 1e6,
    cache: 0,
    uploadLifetime: day,
    orphanGrace: 0,
    declaredGrace: day,
    trashTime: day,
    sessionLifetime: day,
  }
  const services = buildServices({ db, blobs, log: createLog('silent'), limits })
  return { place, data, db, blobs, services, command: (...args: string[]) => run([...args, ...place.args]) }
}

type Data = Awaited<ReturnType<typeof newData>>

async function publish({ services, db }: Data, name: string): Promise<{ key: string; sha256: string; path: string }> {
  if ((await services.apps.list(theServer, {}, 1, undefined)).items.length === 0) {
    await services.apps.create(theServer, { name: 'Viewer' })
  }
  const staged = await services.files.stage(Readable.from([Buffer.from(`bytes of ${name}`)]), {})
  const facts = packageColumns({ baseName: name, os: 'linux', arch: 'amd64', revision: '1', version: '1' }, Date.now())
  await services.publisher.publish(theServer, 'viewer', 'package', facts, staged, { fileName: `${name}.zip` })
  const { key, sha256 } = await db.read
    .selectFrom('blob')
    .selectAll()
    .where('sha256', '=', staged.sha256)
    .executeTakeFirstOrThrow()
  return { key, sha256, path: join(key.slice(-2), key) }
}

describe.each(databases)('migrate on $name', (database) => {
  it('says what it would do, does it, and has nothing left to do', async () => {
    const { data, args } = await newPlace(database)
    const dry = await run(['migrate', '--dry-run', ...args])
    expect(dry.out).toMatch(/would run {2}0001-first-catalogue/)
    expect(await readdir(data), 'looking makes nothing').toEqual([])
    expect((await run(['migrate', ...args])).out).toMatch(/ran {2}0001-first-catalogue/)
    expect((await run(['migrate', '--dry-run', ...args])).out).toContain('The database is up to date.')
  })

  it('is asked for by commands that need a database', async () => {
    const { code, err } = await run(['user', 'list', '--data', newFolder()])
    expect(code).toBe(1)
    expect(err).toMatch(/There is no database .* Is --data right\?/)
  })
})

describe.each(databases)('user and apikey on $name', (database) => {
  it('make people and robots, reset passwords and give keys', async () => {
    const { command, place, services } = await newData(database)
    const made = await command('user', 'create', 'Ada', '--admin', '--email', 'ada@example.org')
    const password = /shown this once: (\S+)/.exec(made.out)?.[1] as string
    const session = (secret: string) => services.sessions.login(anonymous(), 'ada', secret, null)
    await expect(session(password)).resolves.toBeDefined()

    const reset = await run(['user', 'reset-password', 'ada', '--password-stdin', ...place.args], {
      input: 'a better password\n',
    })
    expect(reset.out).not.toContain('a better password')
    await expect(session(password)).rejects.toThrow()
    await expect(session('a better password')).resolves.toBeDefined()

    await command('user', 'create', 'farm', '--robot')
    const key = await command('apikey', 'create', 'farm', '--scope', 'publish', '--expires', '90d')
    expect(key.out, 'alone on standard output, for scripts').toMatch(/^slipway_\S+\n$/)
    const old = 'f00d'.repeat(16)
    const taken = await run(['apikey', 'create', 'farm', '--secret-stdin', ...place.args], { input: `${old}\n` })
    expect([taken.code, taken.out + taken.err]).toEqual([0, expect.not.stringContaining(old)])
    const actor = await services.sessions.authenticate({ key: old, address: null, requestId: null })
    expect(actor.account?.login).toBe('farm')
    const short = await run(['apikey', 'create', 'farm', '--secret-stdin', ...place.args], { input: 'short\n' })
    expect([short.code, short.err]).toEqual([1, expect.stringContaining('32 to 256')])
    const { out } = await command('user', 'list')
    expect(out).toMatch(/Ada .*administrator/)
    expect(out).toMatch(/farm .*robot/)
  })

  it.each([
    [['user', 'create', 'no spaces'], 'login: must'],
    [['user', 'create', 'x', '--email', 'nowhere'], 'email'],
    [['user', 'reset-password', 'nobody'], 'There is no account nobody.'],
    [['apikey', 'create', 'nobody'], 'There is no account nobody.'],
    [['apikey', 'create', 'x', '--scope', 'everything'], 'scopes'],
    [['apikey', 'create', 'x', '--expires', 'soon'], '--expires'],
  ])('refuse %s in a sentence', async (args, message) => {
    const { command } = await newData(database)
    const { code, err } = await command(...args)
    expect(code).toBe(1)
    expect(err).toContain(message)
    expect(err).not.toContain(' at ')
  })
})

describe.each(databases)('key on $name', (database) => {
  it('makes the key that packages are signed with, and says what it does', async () => {
    const { command, data } = await newData(database)
    expect((await command('key', 'list')).out).toContain('packages are not signed')
    const made = await command('key', 'create', 'Packages <packages@example.org>')
    const [, fingerprint = ''] = /^([0-9A-F]{40}) \(Packages <packages@example\.org>\) signs\.$/m.exec(made.out) ?? []
    expect((await command('key', 'list')).out).toMatch(new RegExp(`^${fingerprint} .*RSA 4096 .* signs$`, 'm'))
    expect((await command('doctor')).out).toMatch(new RegExp(`^ok +package signing +.*${fingerprint}`, 'm'))
    expect((await command('key', 'sign-anew')).out).toContain('Everything is signed with the present key.')
    const retired = await command('key', 'retire', fingerprint.slice(-8))
    expect([retired.code, retired.err]).toEqual([1, expect.stringContaining('choose another key')])
    await writeFile(join(data, 'no-key.asc'), 'no key')
    const refused = await command('key', 'import', join(data, 'no-key.asc'))
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('gpg finds no key in it')])
  })
})

describe.each(databases)('doctor on $name', (database) => {
  const findingsOf = async ({ command }: Data, ...args: string[]) => {
    const { code, out } = await command('doctor', '--json', ...args)
    const report = JSON.parse(out) as { findings: { check: string; status: string; examples: string[] }[] }
    const wrong = report.findings.filter(({ check, status }) => status !== 'ok' && check !== 'blob store')
    return {
      code,
      wrong: Object.fromEntries(wrong.map(({ check, status, examples }) => [check, { status, examples }])),
    }
  }

  it('finds nothing where all is well', async () => {
    const server = await newData(database)
    await server.command('user', 'create', 'ada', '--admin')
    await publish(server, 'one')
    expect(await findingsOf(server, '--rehash', 'all')).toEqual({ code: 0, wrong: {} })
    const { out } = await server.command('doctor')
    expect(out).toMatch(/ok +stored bytes +1 files, all there/)
  })

  it('finds what was planted', async () => {
    const server = await newData(database)
    const { db, data, blobs } = server
    const [missing, short, damaged] = [
      await publish(server, 'missing'),
      await publish(server, 'short'),
      await publish(server, 'damaged'),
    ]
    await rm(join(data, 'blobs', missing.path))
    await writeFile(join(data, 'blobs', short.path), 'short')
    await writeFile(join(data, 'blobs', damaged.path), 'bytes of demagad')
    const orphan = await blobs.create()
    await db.direct.updateTable('release').set({ packages: 99 }).execute()
    await db.direct.updateTable('package').set({ file_id: 'nowhere' }).where('base_name', '=', 'damaged').execute()
    await db.direct
      .updateTable('package')
      .set({ file_id: null, created_at: 0 })
      .where('base_name', '=', 'short')
      .execute()

    const { code, wrong } = await findingsOf(server, '--rehash', 'all', '--orphan-grace', '0s')

    expect(code).toBe(1)
    expect(wrong).toMatchObject({
      administrators: { status: 'fail' },
      'stored bytes': {
        status: 'fail',
        examples: expect.arrayContaining([
          expect.stringContaining(`${missing.sha256} is missing`),
          expect.stringContaining(`${short.sha256} has 5 of`),
        ]),
      },
      digests: { status: 'fail', examples: expect.arrayContaining([damaged.sha256, missing.sha256, short.sha256]) },
      files: { status: 'fail', examples: [expect.stringContaining('damaged')] },
      'unfinished packages': { status: 'warn', examples: [expect.stringContaining('short')] },
      counters: { status: 'warn', examples: [expect.stringMatching(/ 1$/)] },
      orphans: { status: 'warn', examples: [orphan] },
    })
  })

  it('finds rows that refer to nothing', async () => {
    const server = await newData(database)
    const { sha256 } = await publish(server, 'dangling')
    const raw = await openDatabase(server.db.url, { poolSize: 1 })
    onTestFinished(() => raw.close())
    // Only somebody with another program can do this.
    const careless = database.name === 'sqlite' ? 'pragma foreign_keys = off' : 'set session_replication_role = replica'
    await sql.raw(careless).execute(raw.direct)
    await raw.direct.deleteFrom('blob').where('sha256', '=', sha256).execute()
    const { wrong } = await findingsOf(server)
    expect(wrong).toMatchObject({ files: { status: 'fail' } })
    if (database.name === 'sqlite') expect(wrong).toMatchObject({ 'database file': { status: 'fail' } })
  })

  it('says that a database is not there or not of this version', async () => {
    const server = await newData(database)
    if (database.name === 'sqlite') {
      const { code, out } = await run(['doctor', '--data', join(server.data, 'elsewhere')])
      expect(code).toBe(1)
      expect(out).toContain('There is no database')
    }
    await server.db.direct.deleteFrom('migration' as never).execute()
    expect((await findingsOf(server)).wrong).toHaveProperty('database')
  })
})

describe.each(databases)('sweep and retention on $name', (database) => {
  it('remove what is old, and say what', async () => {
    const server = await newData(database)
    await publish(server, 'one')
    await server.services.retention.setRules(theServer, 'viewer', {
      enabled: true,
      keepLast: 0,
      keepDays: null,
      keepMonthly: false,
      keepReplacedDays: 1,
    })
    expect((await server.command('retention', 'run', '--dry-run')).out).toContain(
      'viewer: 1 draft would go to the trash',
    )
    expect((await server.command('retention', 'run')).out).toContain('viewer: 1 draft went to the trash')
    await server.blobs.create()
    expect((await server.command('sweep', '--trash-time', '0s', '--orphan-grace', '0s')).out).toMatch(
      /Removed 1 thing from the trash, 1 file nobody refers to, 1 leftover/,
    )
  })
})

describe.each(databases)('backup and restore on $name', (database) => {
  it('bring everything to another folder', async () => {
    const server = await newData(database)
    await publish(server, 'kept')
    const [folder, other] = [join(newFolder(), 'backup'), await newPlace(database)]
    const made = await server.command('backup', folder)
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('1 file') })
    expect((await run(['restore', folder, '--verify'])).out).toContain('has 1 whole file')
    expect((await run(['restore', folder, ...other.args])).out).toContain('all digests compared')
    expect((await run(['restore', folder, ...other.args])).err).toContain('use --force')
    expect((await run(['doctor', '--json', '--rehash', 'all', ...other.args])).out).toContain('1 files (1 MiB) read')
  })

  it.each([
    [['backup', '/dev/null/x'], ''],
    [['restore', '/'], 'is not a backup made by slipway-server'],
    [['backup', 'x', '--keep', '0'], '--keep'],
  ])('refuse %s', async (args, message) => {
    const { command } = await newData(database)
    const { code, err } = await command(...args)
    expect(code).not.toBe(0)
    expect(err).toContain(message)
  })
})
