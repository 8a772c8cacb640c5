/** `import spm` from a server that is none of ours, with all that years leave behind. */
import { describe, expect, it } from 'vitest'
import { ImportFailure } from '../../src/imports/failure.ts'
import { Girder } from '../../src/imports/spm/girder.ts'
import { SpmImport, type SpmOptions } from '../../src/imports/spm/index.ts'
import { document, documents, girderClient, idOf, loggedIn } from '../girder/client.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { KEY, StandIn } from './girder-stand-in.ts'

const TEMPLATES = {
  applicationPackageNameTemplate: '{baseName}_{os}_{arch}_{revision}',
  extensionPackageNameTemplate: '{app_revision}_{baseName}_{os}_{arch}_{revision}',
}
const target = { os: 'linux', arch: 'amd64', repository_type: 'git', repository_url: '' }
const extension = (baseName: string, more: object = {}) => ({
  ...target,
  baseName,
  app_revision: '33241',
  revision: 'abc1234',
  description: baseName,
  ...more,
})
const installer = (revision: string, more: object = {}) => ({
  ...target,
  baseName: 'Slicer',
  revision,
  version: '5',
  ...more,
})

/** A server with one application, a release, a draft, and 60 extensions: more than one page of anything. */
async function grown() {
  const there = await new StandIn().start()
  const relmgr = { login: 'relmgr', firstName: 'Rel', lastName: 'Manager', email: 'rel@lab.test', status: 'enabled' }
  there.users.push({ _id: there.id(), name: '', created: '2020-01-01T00:00:00+00:00', ...relmgr })
  there.users.push({ _id: there.id(), name: '', login: 'builder', firstName: '', lastName: '', email: 'b@lab.test' })
  there.users.push({ _id: there.id(), name: '', login: 'guest', firstName: 'G', lastName: '', status: 'disabled' })
  const collection = there.collection('Applications')
  // A Girder server has collections of other kinds, too.
  there.folder(there.collection('Images'), 'Cases')
  const packages = there.folder(collection, 'packages')
  const app = there.folder(packages, 'Slicer', { meta: TEMPLATES })
  const draft = there.folder(app, 'draft')
  const nightly = there.folder(draft, '33300', { meta: { revision: '33300' } })
  const release = there.folder(app, '5.8.1', { meta: { revision: '33241' } })
  const extensions = there.folder(release, 'extensions')
  for (let number = 0; number < 60; number++) {
    const item = there.item(extensions, `e${number}`, extension(`Extension${number}`))
    there.file(item, `e${number}.zip`, `extension ${number}`)
  }
  there.file(there.item(release, 'Slicer', installer('33241')), 'Slicer.tar.gz', 'the installer')
  return { there, collection, packages, app, draft, nightly, release, extensions }
}

type Options = Partial<SpmOptions> & { key?: string; attempts?: number }

async function importFrom(server: TestServer, there: StandIn, options: Options = {}) {
  const { key = KEY, attempts = 1, ...rest } = options
  const girder = new Girder(there.url, { attempts, delay: 1 })
  if (key !== '') await girder.logIn(key)
  const all = { apps: [], parallel: 4, dryRun: false, removeGone: false, members: false, ...rest }
  const report = await new SpmImport(server.services, girder, all).run()
  const settled = (noun: string) =>
    Object.fromEntries(Object.entries(report.counts.get(noun) ?? {}).filter(([, n]) => n > 0))
  return { report, settled, said: report.differences.map(({ outcome, name, detail }) => [outcome, name, detail]) }
}

for (const database of databases) {
  describe(`import spm from an older server on ${database.name}`, () => {
    it('reads whole lists, and takes what years have left as far as it means something', async () => {
      const { there, app, draft, nightly, release, extensions, packages } = await grown()
      const empty = there.item(extensions, 'empty', extension('Broken'))
      const two = there.item(extensions, 'two', extension('Twice'))
      const first = there.file(two, 'Twice.zip', 'the older bytes')
      there.file(two, 'new_file', 'the newer bytes')
      const plain = there.item(nightly, 'plain', installer('33300'))
      const undigested = there.file(plain, 'Slicer.exe', 'without a digest', { digest: false })
      const linked = there.item(nightly, 'linked', installer('33300', { os: 'win' }))
      there.file(linked, 'Slicer.exe', '', { digest: false, linkUrl: 'https://elsewhere.lab.test/x', size: 0 })
      // Uploads without a revision ended in `draft` itself; folders without one are no draft revisions.
      there.file(there.item(draft, 'lost', installer('')), 'lost.zip', 'lost')
      there.folder(draft, 'notes')
      there.folder(app, 'again', { meta: { revision: '33241' }, created: '2026-05-01T00:00:00.000000+00:00' })
      const bare = there.folder(packages, 'NoDrafts', { meta: {}, public: false })
      there.stats.set(app._id, {
        '33241': { applications: { linux: { amd64: 12 } } },
        '5': { '0': { '1': { applications: { win: { amd64: 3 } } } } },
      })
      const server = await startServer({ database })

      const { report, settled, said } = await importFrom(server, there)

      expect(report.complete, JSON.stringify(said)).toBe(true)
      expect(settled('extensions')).toEqual({ added: 61, left: 1 })
      expect(settled('packages')).toEqual({ added: 2, left: 1 })
      expect(settled('applications')).toEqual({ added: 2 })
      expect(said).toContainEqual(['left', `empty (${empty._id})`, 'it has no file'])
      expect(said).toContainEqual(['left', `linked (${linked._id})`, 'it is only a link'])
      const nobody = girderClient(server)
      expect((await nobody.get(`/app/${app._id}/downloadstats`)).json).toEqual({
        '33241': { applications: { linux: { amd64: 12 } } },
        '5.0.1': { applications: { win: { amd64: 3 } } },
      })
      expect((await nobody.get(`/item/${two._id}/download`)).text).toBe('the older bytes')
      expect((await nobody.get(`/item/${two._id}/files`)).json).toMatchObject([{ _id: first._id }])
      expect((await nobody.get(`/file/${undigested._id}/download`)).text).toBe('without a digest')
      expect((await nobody.get(`/app/${bare._id}/package`)).status).toBe(401)
      const admin = await loggedIn(server, server.as.admin)
      expect((await admin.get(`/app/${bare._id}/draft`)).json).toEqual([])
      // The older of two releases of one revision goes on getting its uploads.
      expect(document(await nobody.get(`/app/${app._id}/release`, { release_id_or_name: '5.8.1' }))).toMatchObject({
        _id: release._id,
        meta: { revision: '33241' },
      })

      // Counters that were lost there with their release are not lost here.
      there.stats.set(app._id, {})
      const again = await importFrom(server, there)
      expect(again.settled('extensions')).toEqual({ same: 61, left: 1 })
      expect((await nobody.get(`/app/${app._id}/downloadstats`)).json).toHaveProperty('33241')
    })

    it('sees only what is public without a key, and says which key is wrong', async () => {
      const { there, packages } = await grown()
      there.folder(packages, 'Hidden', { public: false })
      const server = await startServer({ database })
      expect((await importFrom(server, there, { key: '' })).settled('applications')).toEqual({ added: 1 })
      await expect(importFrom(server, there, { key: 'wrong' })).rejects.toThrow('Invalid API key.')
      expect(there.asked.filter((one) => one.includes('limit=0')).length).toBeGreaterThan(5)
    })

    it('puts into the trash what is gone there only when told to, says it first, and takes it back', async () => {
      const { there, app, release, extensions, nightly } = await grown()
      const build = there.item(nightly, 'build', installer('33300'))
      const bytes = there.file(build, 'build.exe', 'a nightly build')
      const server = await startServer({ database })
      await importFrom(server, there)
      const nobody = girderClient(server)
      const extensionRow = there.items.find((row) => row.folderId === extensions._id)
      if (extensionRow !== undefined) there.drop(extensionRow)
      there.drop(nightly)

      expect((await importFrom(server, there)).settled('drafts')).toEqual({ gone: 1 })
      expect((await nobody.get(`/item/${build._id}`)).status).toBe(200)
      const trial = await importFrom(server, there, { removeGone: true, dryRun: true })
      expect(trial.said).toContainEqual(['gone', `33300 (${nightly._id})`, 'it would go into the trash'])
      expect((await nobody.get(`/item/${build._id}`)).status).toBe(200)

      there.admin = false
      await expect(importFrom(server, there, { removeGone: true })).rejects.toThrow(ImportFailure)
      there.admin = true
      const removed = await importFrom(server, there, { removeGone: true })
      expect([removed.settled('drafts'), removed.settled('extensions')]).toEqual([{ gone: 1 }, { gone: 1, same: 59 }])
      expect((await nobody.get(`/item/${build._id}`)).status).toBe(400)
      expect((await nobody.get(`/item/${extensionRow?._id}`)).status).toBe(400)
      expect(documents(await nobody.get(`/app/${app._id}/draft`))).toEqual([])
      expect((await importFrom(server, there, { removeGone: true })).settled('drafts')).toEqual({})

      there.folders.push(nightly)
      const before = there.asked.length
      expect((await importFrom(server, there)).settled('drafts')).toEqual({ added: 1 })
      expect((await nobody.get(`/file/${bytes._id}/download`)).text).toBe('a nightly build')
      // Its bytes were here all the time.
      expect(there.asked.slice(before).some((one) => one.includes('/file/'))).toBe(false)
      expect(documents(await nobody.get(`/app/${app._id}/release`)).map(({ _id }) => _id)).toEqual([release._id])
    })

    it('removes nothing of an application of which a part could not be looked at', async () => {
      const { there, app, release } = await grown()
      const server = await startServer({ database })
      await importFrom(server, there)
      // Renamed there to what a release that was made here is called.
      const admin = await loggedIn(server, server.as.admin)
      await admin.post(`/app/${app._id}/release`, { name: 'ours', app_revision: 'ours' })
      Object.assign(release, { name: 'ours', lowerName: 'ours' })
      const { settled } = await importFrom(server, there, { removeGone: true })
      expect([settled('releases'), settled('extensions')]).toEqual([{ refused: 1 }, {}])
      expect(documents(await girderClient(server).get(`/app/${app._id}/extension`, { limit: 0 }))).toHaveLength(60)
    })

    it('lets whole applications and collections go, but nothing that did not come from there', async () => {
      const { there, collection, packages, app } = await grown()
      const other = there.collection('Others')
      const hollow = there.collection('Hollow')
      there.folder(hollow, 'packages')
      const alone = there.folder(there.folder(other, 'packages'), 'Alone', { meta: TEMPLATES })
      const nightly = there.folder(there.folder(alone, 'draft'), '7', { meta: { revision: '7' } })
      const build = there.item(nightly, 'build', installer('7'))
      const bytes = there.file(build, 'build.exe', 'alone')
      there.stats.set(alone._id, { '7': { applications: { linux: { amd64: 5 } } } })
      const server = await startServer({ database })
      await importFrom(server, there)
      const admin = await loggedIn(server, server.as.admin)
      const nobody = girderClient(server)
      const local = idOf(await admin.post(`/app/${app._id}/package`, { ...installer('9'), revision: '9' }))
      await admin.upload(local, 'local.exe', 'made here')
      const removeGone = { removeGone: true }

      for (const row of [collection, packages, app, other, alone]) there.drop(row)
      // With the applications asked for by name, the others were not looked at.
      there.folder(there.folder(there.collection('Fresh'), 'packages'), 'Fresh', { meta: TEMPLATES })
      expect((await importFrom(server, there, { apps: ['Fresh'], ...removeGone })).settled('collections')).toEqual({
        added: 1,
      })
      expect((await importFrom(server, there)).said).toContainEqual(['gone', `Alone (${alone._id})`, 'it stays here'])
      const kept = 'it stays here: something is in it that did not come from there, or is in the trash'
      const trial = await importFrom(server, there, { ...removeGone, dryRun: true })
      expect(trial.said).toEqual(
        expect.arrayContaining([
          ['gone', `Alone (${alone._id})`, 'it would go into the trash'],
          ['gone', `Slicer (${app._id})`, kept],
          ['gone', `Others (${other._id})`, kept],
        ]),
      )
      expect((await nobody.get(`/file/${bytes._id}/download`)).text).toBe('alone')

      const { settled, said } = await importFrom(server, there, removeGone)
      expect(said).toEqual(
        expect.arrayContaining([
          ['gone', `Alone (${alone._id})`, 'it is in the trash'],
          ['gone', `Slicer (${app._id})`, kept],
          ['gone', `Others (${other._id})`, kept],
        ]),
      )
      expect(settled('releases')).toEqual({ gone: 1 })
      expect((await nobody.get(`/file/${bytes._id}/download`)).status).toBe(400)
      expect((await nobody.get(`/app/${app._id}/extension`)).json).toEqual([])
      expect(documents(await nobody.get(`/app/${app._id}/package`)).map(({ _id }) => _id)).toEqual([local])
      expect((await importFrom(server, there, removeGone)).settled('applications')).toEqual({ gone: 1, same: 1 })

      // There again, it is here again, and what was counted is not counted twice.
      there.collections.push(other)
      there.folders.push(alone)
      const before = there.asked.length
      expect((await importFrom(server, there)).settled('applications')).toEqual({ added: 1, gone: 1, same: 1 })
      expect(there.asked.slice(before).some((one) => one.includes('/file/'))).toBe(false)
      expect((await nobody.get(`/file/${bytes._id}/download`)).text).toBe('alone')
      await server.services.downloads.settle()
      const counted = (await nobody.get(`/app/${alone._id}/downloadstats`)).value as Record<string, unknown>
      expect(counted['7']).toEqual({ applications: { linux: { amd64: 7 } } })

      // An empty collection has nothing to be restored.
      there.drop(hollow)
      expect((await importFrom(server, there, removeGone)).said).toContainEqual([
        'gone',
        `Hollow (${hollow._id})`,
        'it is deleted',
      ])
      expect((await nobody.get(`/collection/${hollow._id}`)).status).toBe(400)
      expect((await importFrom(server, there, removeGone)).settled('collections')).toEqual({ gone: 1, same: 2 })
    })

    it('asks again where a server fails by itself, and says what has names that nothing here can have', async () => {
      const { there, app, extensions } = await grown()
      const long = there.item(
        extensions,
        `long ${'n'.repeat(3000)}`,
        extension('Long', { description: 'd'.repeat(90_000) }),
      )
      const name = `${Array.from({ length: 300 }, (_, at) => at).join('')}.zip`
      const file = there.file(long, name, 'long')
      const endless = there.item(extensions, 'endless', extension(Array.from({ length: 900 }, (_, at) => at).join('')))
      there.file(endless, 'endless.zip', 'endless')
      const wide = there.folder(app, 'w'.repeat(3000), { meta: { revision: 'wide' } })
      there.trouble = (requests) => (requests % 5 === 0 ? [502, 503, 504, 429][requests % 4] : undefined)
      const server = await startServer({ database })

      const { settled, said } = await importFrom(server, there, { attempts: 3 })
      expect(settled('extensions')).toEqual({ added: 61, refused: 1 })
      expect(said).toEqual(
        expect.arrayContaining([
          ['refused', `endless (${endless._id})`, 'its base_name has more than 250 characters'],
          ['refused', `${wide.name} (${wide._id})`, 'its name has more than 250 characters'],
        ]),
      )
      const nobody = girderClient(server)
      expect(document(await nobody.get(`/item/${long._id}`)).name).toBe(long.name)
      expect((await nobody.get(`/file/${file._id}/download`)).text).toBe('long')
      expect(documents(await nobody.get(`/app/${app._id}/extension`, { extension_name: long.name }))).toHaveLength(1)

      there.trouble = () => 503
      await expect(importFrom(server, there, { attempts: 2 })).rejects.toThrow('it answers 503 Bad gateway')
    })

    it('brings people with their roles when told to, without passwords, and mistakes nobody for another', async () => {
      const { there, app } = await grown()
      const [relmgr, builder, guest] = there.users
      const entry = (row: { _id: string } | undefined, level: number) => ({
        id: row?._id ?? '',
        level,
        flags: [] as [],
      })
      const group = there.id()
      there.groups.set(group, [builder?._id ?? '', guest?._id ?? ''])
      app.access = { users: [entry(relmgr, 2), entry(builder, 0)], groups: [{ id: group, level: 1, flags: [] }] }
      const server = await startServer({ database })
      await server.given.account('builder', { email: 'somebody.else@lab.test' })

      await importFrom(server, there)
      const roles = async () =>
        (await server.as.admin.listMembers({ app: 'slicer' })).value.items.map(({ account, role }) => [account, role])
      expect(await roles()).toEqual([])
      const { said, settled } = await importFrom(server, there, { members: true })
      expect(settled('members')).toEqual({ added: 2, left: 1 })
      expect(said).toContainEqual([
        'left',
        `builder as maintainer of Slicer (${app._id}:${builder?._id})`,
        'Another account here is builder; give the role by hand.',
      ])
      expect(await roles()).toEqual(
        expect.arrayContaining([
          [relmgr?._id, 'owner'],
          [guest?._id, 'maintainer'],
        ]),
      )
      const accounts = (await server.as.admin.listAccounts()).value.items
      expect(accounts.find(({ login }) => login === 'relmgr')).toMatchObject({ name: 'Rel Manager', admin: false })
      expect(accounts.find(({ login }) => login === 'guest')).toMatchObject({ status: 'disabled' })

      // What was set here since stays.
      await server.as.admin.setMember({ app: 'slicer', account: relmgr?._id ?? '' }, { role: 'reader' })
      app.access.users = [entry(relmgr, 1)]
      await importFrom(server, there, { members: true })
      expect(await roles()).toContainEqual([relmgr?._id, 'reader'])
      there.admin = false
      await expect(importFrom(server, there, { members: true })).rejects.toThrow(
        'Roles are shown to administrators only',
      )
    })
  })
}
