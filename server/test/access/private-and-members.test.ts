/** What is private, and who becomes a member. */
import { describe, expect, it } from 'vitest'
import { type Answer, type Caller, databases, installerFacts, startServer } from '../harness/index.ts'

for (const database of databases) {
  describe(`access on ${database.name}`, () => {
    it('is refused to a private application as if there were none', async () => {
      const { given, as } = await startServer({ database })
      await given.app('Secret', { public: false })
      const masked = (answer: Answer, slug: string) =>
        JSON.parse(JSON.stringify({ ...answer.problem, requestId: '' }).replaceAll(slug, 'X')) as unknown

      for (const caller of [as.anonymous, as.stranger]) {
        const there = await caller.getApp({ app: 'secret' })
        const notThere = await caller.getApp({ app: 'nowhere' })
        expect(there.status).toBe(404)
        expect(masked(there, 'secret')).toEqual(masked(notThere, 'nowhere'))
        expect((await caller.listApps()).value.items).toEqual([])
      }
    })

    it('to private releases is for members, and others find nothing of them', async () => {
      const { given, as } = await startServer({ database })
      const app = await given.app('Viewer')
      const path = { app: app.slug, release: '5.8' }
      await given.release(app, '5.8', { revision: '100', public: false, packages: 1, extensions: 1 })
      await given.release(app, '5.6', { revision: '90', packages: 1 })
      const [hidden] = (await as.admin.listPackages({ app: app.slug }, { release: '5.8' })).value.items
      const [tool] = (await as.admin.listExtensions({ app: app.slug }, { release: '5.8' })).value.items
      if (hidden === undefined || tool === undefined) throw new Error('nothing was published')
      await as.admin.request('GET', hidden.url)
      const counts = (caller: Caller) => caller.listDownloadCounts({ app: app.slug })

      for (const caller of [as.anonymous, as.stranger]) {
        expect(await caller.getRelease(path)).toMatchProblem('release_not_found')
        expect(await caller.getRelease({ ...path, release: '100' })).toMatchProblem('release_not_found')
        expect((await caller.listReleases({ app: app.slug })).value.items.map(({ name }) => name)).toEqual(['5.6'])
        expect((await caller.listPackages({ app: app.slug })).value.items).toHaveLength(1)
        expect((await caller.listExtensions({ app: app.slug }, { appRevision: '100' })).value.items).toEqual([])
        expect((await caller.listExtensions({ app: app.slug }, { q: 'tools' })).value.items).toEqual([])
        expect(await caller.listExtensions({ app: app.slug }, { release: '5.8' })).toMatchProblem('release_not_found')
        const shown = await caller.getPackage({ app: app.slug, package: hidden.id })
        expect(shown).toMatchProblem('package_not_found')
        const extension = await caller.getExtension({ app: app.slug, extension: tool.id })
        expect(extension).toMatchProblem('extension_not_found')
        const files = await caller.listPackageFiles({ app: app.slug, package: hidden.id })
        expect(files).toMatchProblem('package_not_found')
        expect(await caller.getExtensionFacets(path)).toMatchProblem('release_not_found')
        expect(await caller.request('GET', `/dl/viewer/5.8/SHA256SUMS`)).toMatchProblem('release_not_found')
        for (const url of [hidden.url, `/dl/${hidden.id}`, `/dl/${hidden.file.id}`, hidden.file.url]) {
          expect((await caller.request('GET', url)).status, url).toBe(404)
        }
        expect((await counts(caller)).value.items).toEqual([])
      }
      const reader = as.reader(app)
      expect((await reader.getRelease(path)).status).toBe(200)
      expect((await reader.request('GET', hidden.file.url)).status).toBe(200)
      expect((await counts(reader)).value.items).toHaveLength(1)
    })

    it('of a member grows and shrinks with the role', async () => {
      const { given, as } = await startServer({ database })
      const app = await given.app('Viewer')
      const { id, login } = await as.stranger.account()
      const publish = () => as.stranger.putPackage({ app: app.slug }, installerFacts(), 'bytes')
      expect(await publish()).toMatchProblem('forbidden')

      const members = await as.owner(app).setMember({ app: app.slug, account: login }, { role: 'uploader' })
      expect(members.value.items).toContainEqual(expect.objectContaining({ account: id, role: 'uploader' }))
      expect((await publish()).status).toBe(201)

      await as.owner(app).setMember({ app: app.slug, account: id }, { role: 'reader' })
      expect(await publish()).toMatchProblem('forbidden')
      expect((await as.owner(app).removeMember({ app: app.slug, account: id })).status).toBe(204)
      const again = await as.owner(app).removeMember({ app: app.slug, account: id })
      expect(again).toMatchProblem('member_not_found')
      const nobody = await as.owner(app).setMember({ app: app.slug, account: 'nobody' }, { role: 'reader' })
      expect(nobody).toMatchProblem('account_not_found')
    })

    it('does not tell those who manage nothing which accounts there are', async () => {
      const { given, as } = await startServer({ database })
      const app = await given.app('Viewer')

      const there = await as.reader(app).setMember({ app: app.slug, account: 'admin' }, { role: 'reader' })
      const notThere = await as.reader(app).setMember({ app: app.slug, account: 'nobody' }, { role: 'reader' })

      expect(there).toMatchProblem('forbidden')
      expect(notThere).toMatchProblem('forbidden')
    })

    it('can be given to many at once', async () => {
      const { given, as } = await startServer({ database })
      const app = await given.app('Viewer')
      const logins = Array.from({ length: 30 }, (_, at) => `member${at}`)
      for (const login of logins) await given.account(login)

      const answers = await Promise.all(
        logins.map((account) => as.admin.setMember({ app: app.slug, account }, { role: 'reader' })),
      )

      expect(answers.filter((answer) => !answer.ok)).toEqual([])
      expect((await as.admin.listMembers({ app: app.slug })).value.items).toHaveLength(31)
    })
  })
}
