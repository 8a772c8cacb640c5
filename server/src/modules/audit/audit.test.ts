import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../../test/harness/index.ts'

for (const database of databases) {
  describe(`the audit on ${database.name}`, () => {
    it('says who did what, with which key, from where, and what was before and after', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const owner = as.owner(app)

      const answer = await owner.updateApp(
        { app: app.slug },
        { description: 'New' },
        { headers: { 'x-forwarded-for': '203.0.113.7' } },
      )

      const [entry] = (await as.admin.listAudit({ action: 'app.update' })).value.items
      expect(entry).toMatchObject({
        action: 'app.update',
        actor: 'owner-of-viewer',
        key: 'owner-of-viewer',
        address: '203.0.113.7',
        requestId: answer.headers['x-request-id'],
        app: 'viewer',
        target: { kind: 'app', id: app.id, name: 'Viewer' },
        before: { description: '' },
        after: { description: 'New' },
      })
    })

    it('has an entry for every kind of change, and none for what was refused', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const path = { app: app.slug }
      const made = await given.installer(app)
      await as.admin.updatePackage({ ...path, package: made.id }, { version: '2' })
      await as.admin.yankPackage({ ...path, package: made.id }, { reason: 'bad' })
      await as.admin.deletePackage({ ...path, package: made.id })
      await as.admin.restoreFromTrash({ ...path, id: made.id })
      await as.admin.promoteDraft({ ...path, release: '100' }, { name: '5.8' })
      await as.admin.deleteRelease({ ...path, release: '5.8' })
      await as.admin.setMember({ ...path, account: 'admin' }, { role: 'reader' })
      const { key } = (await as.admin.createKey({ name: 'k', scopes: ['read'] })).value
      await as.admin.revokeKey({ id: key.id })
      await as.stranger.updateApp(path, { name: 'Mine' })
      await as.admin.createApp({ name: 'Viewer' })

      const actions = (await as.admin.listAudit({ actor: 'admin' })).value.items.map((entry) => entry.action)
      expect(actions.reverse()).toEqual([
        'collection.create',
        'app.create',
        'draft.create',
        'package.publish',
        'package.update',
        'package.yank',
        'package.delete',
        'trash.restore',
        'release.promote',
        'release.delete',
        'member.set',
        'key.create',
        'key.revoke',
      ])
    })

    it('never holds a secret', async () => {
      const { as, given, db } = await startServer({ database })
      await given.account('ada', { password: 'a long password' })
      const { secret } = (await as.admin.createKey({ name: 'k', scopes: ['read'] })).value
      await as.admin.resetPassword({ account: 'ada' }, { password: 'another password' })
      await as.anonymous.login({ login: 'ada', password: 'another password' })

      const text = JSON.stringify(await db.read.selectFrom('audit').selectAll().execute())
      for (const word of [secret, 'long password', 'another password', 'argon2']) expect(text).not.toContain(word)
    })

    it('is filtered by application, action, actor, target and time', async () => {
      const { as, given, travel } = await startServer({ database })
      const [viewer, editor] = [await given.app('Viewer'), await given.app('Editor')]
      travel({ hours: 1 })
      const noon = new Date().toISOString()
      travel({ minutes: 1 })
      await as.owner(editor).updateApp({ app: editor.slug }, { description: 'x' })
      const list = async (query: Parameters<typeof as.admin.listAudit>[0]) =>
        (await as.admin.listAudit(query)).value.items.map((entry) => `${entry.action} ${entry.target.name}`)

      expect(await list({ app: viewer.id })).toEqual(['app.create Viewer'])
      expect(await list({ actor: 'owner-of-editor' })).toEqual(['app.update Editor'])
      expect(await list({ app: 'editor', actor: 'admin' })).toEqual(await list({ app: editor.id, actor: 'admin' }))
      expect(await list({ target: editor.id })).toEqual(['app.update Editor', 'app.create Editor'])
      expect(await list({ target: 'Editor', action: 'app.update' })).toEqual(['app.update Editor'])
      expect(await list({ action: 'app.create' })).toEqual(['app.create Editor', 'app.create Viewer'])
      expect(await list({ action: 'app.create', app: editor.id })).toEqual(['app.create Editor'])
      expect(await list({ actor: 'admin', since: noon })).toEqual([])
      expect(await list({ action: 'app.create', until: noon })).toHaveLength(2)
      expect(await as.admin.listAudit({ since: 'yesterday' })).toMatchProblem('invalid_input', {
        fields: ['query.since'],
      })
    })

    it('is newest first, page by page, while more is written', async () => {
      const { as, given } = await startServer({ database })
      for (let at = 0; at < 5; at++) await given.collection(`c${at}`)
      const query = { action: 'collection.create', limit: 2 }

      const names: string[] = []
      let cursor: string | undefined
      do {
        const page = (await as.admin.listAudit({ ...query, ...(cursor !== undefined && { cursor }) })).value
        names.push(...page.items.map((entry) => entry.target.name))
        cursor = page.cursor ?? undefined
        if (names.length === 2) await given.collection('later')
      } while (cursor !== undefined)

      expect(names).toEqual(['c4', 'c3', 'c2', 'c1', 'c0'])
    })

    it('comes as a file that a spreadsheet opens, or a program reads line by line, filtered alike', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      await given.collection('=cmd|"x"')

      const csv = await as.admin.exportAudit({ action: 'collection.create', format: 'csv' })
      const json = await as.admin.exportAudit({ format: 'json' })

      expect(csv.headers).toMatchObject({ 'content-disposition': 'attachment; filename="audit.csv"' })
      const [head, first] = csv.text.split('\r\n')
      expect(head).toBe('at,action,actor,key,address,request,app,kind,id,name,before,after')
      expect(first).toContain(`,"'=cmd|""x""",`)
      expect(csv.text).not.toContain('app.create')
      const lines = json.text.trimEnd().split('\n')
      const actions = lines.map((line) => (JSON.parse(line) as { action: string }).action)
      expect(actions).toEqual(expect.arrayContaining(['collection.create', 'app.create']))
    })

    it('outlives the account and the application', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await as.owner(app).deleteApp({ app: app.slug })

      const [entry] = (await as.admin.listAudit({ action: 'app.delete' })).value.items
      expect(entry).toMatchObject({ actor: 'owner-of-viewer', app: 'viewer', before: { releases: 0, packages: 0 } })
    })
  })
}
