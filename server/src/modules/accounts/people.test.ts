import { describe, expect, it } from 'vitest'
import { administrator, databases, startServer } from '../../../test/harness/index.ts'

for (const database of databases) {
  describe(`accounts on ${database.name}`, () => {
    it('are added by administrators', async () => {
      const { as } = await startServer({ database })

      const person = await as.admin.createAccount({ login: 'Ada.L', email: 'ada@example.org', name: 'Ada Lovelace' })
      const robot = await as.admin.createAccount({ login: 'nightly-builder', kind: 'robot' })

      expect(person.status).toBe(201)
      expect(person.value).toMatchObject({ kind: 'person', login: 'Ada.L', name: 'Ada Lovelace', admin: false })
      expect(robot.value).toMatchObject({ kind: 'robot', name: 'nightly-builder', email: null, status: 'active' })
      expect(await as.stranger.createAccount({ login: 'more' })).toMatchProblem('forbidden')
      expect(await as.anonymous.createAccount({ login: 'more' })).toMatchProblem('login_required')
    })

    it('have a login of their own, whatever its case, and an e-mail of their own', async () => {
      const { as, given } = await startServer({ database })
      await given.account('ada', { email: 'ada@example.org' })

      expect(await as.admin.createAccount({ login: 'ADA' })).toMatchProblem('name_taken', { fields: ['login'] })
      const sameMail = await as.admin.createAccount({ login: 'eve', email: 'ADA@example.org' })
      expect(sameMail).toMatchProblem('name_taken', { fields: ['email'] })
      await given.account('eve')
      const taken = await as.admin.updateAccount({ account: 'eve' }, { email: 'ada@EXAMPLE.org' })
      expect(taken).toMatchProblem('name_taken', { fields: ['email'] })
    })

    it.each(['', '-ada', 'ada-', 'a b', 'ada@example', 'ä', 'a'.repeat(65), '5f4474d0e1d8c75dfc705482'])(
      'cannot have the login %j',
      async (login) => {
        const { as } = await startServer({ database })
        expect(await as.admin.createAccount({ login })).toMatchProblem('invalid_input', { fields: ['login'] })
      },
    )

    it('are robots without a password, and never administrators then', async () => {
      const { as, given } = await startServer({ database })
      await given.account('builder', { kind: 'robot' })

      const withPassword = await as.admin.createAccount({ login: 'r', kind: 'robot', password: 'long enough' })
      expect(withPassword).toMatchProblem('invalid_input', { fields: ['password'] })
      const asAdmin = await as.admin.createAccount({ login: 'r', kind: 'robot', admin: true })
      expect(asAdmin).toMatchProblem('invalid_input', { fields: ['admin'] })
      const promoted = await as.admin.updateAccount({ account: 'builder' }, { admin: true })
      expect(promoted).toMatchProblem('invalid_input', { fields: ['admin'] })
    })

    it('are listed by login, page by page', async () => {
      const { as, given } = await startServer({ database })
      for (const login of ['Zoe', 'bob', 'Ada']) await given.account(login)

      const first = (await as.admin.listAccounts({ limit: 3 })).value
      const second = (await as.admin.listAccounts({ limit: 3, cursor: first.cursor ?? '' })).value

      expect([...first.items, ...second.items].map((account) => account.login)).toEqual(['Ada', 'admin', 'bob', 'Zoe'])
      expect(second.cursor).toBeNull()
    })

    it('are shown to administrators, and to oneself by id and login', async () => {
      const { as } = await startServer({ database })
      const { id, login } = await as.stranger.account()

      expect((await as.stranger.getAccount({ account: id })).value.login).toBe(login)
      expect((await as.stranger.getAccount({ account: login.toUpperCase() })).value.id).toBe(id)
      expect((await as.admin.getAccount({ account: login })).value.id).toBe(id)
      expect(await as.stranger.getAccount({ account: 'admin' })).toMatchProblem('forbidden')
      expect(await as.stranger.getAccount({ account: 'nobody' })).toMatchProblem('forbidden')
      expect(await as.admin.getAccount({ account: 'nobody' })).toMatchProblem('account_not_found')
    })

    it('change, and the audit shows what', async () => {
      const { as, given } = await startServer({ database })
      const { id } = await given.account('ada', { email: 'ada@example.org' })

      const changed = await as.admin.updateAccount({ account: 'ada' }, { name: 'Ada', email: null, admin: true })

      expect(changed.value).toMatchObject({ name: 'Ada', email: null, admin: true })
      const [entry] = (await as.admin.listAudit({ target: id, action: 'account.update' })).value.items
      expect(entry).toMatchObject({
        actor: 'admin',
        before: { name: 'ada', email: 'ada@example.org', admin: false },
        after: { name: 'Ada', email: null, admin: true },
      })
    })

    it('leave at least one administrator', async () => {
      const { as, given } = await startServer({ database })
      const { account } = { account: administrator.id }

      expect(await as.admin.updateAccount({ account }, { admin: false })).toMatchProblem('last_owner')
      expect(await as.admin.updateAccount({ account }, { status: 'disabled' })).toMatchProblem('last_owner')

      await given.account('second', { admin: true })
      expect((await as.admin.updateAccount({ account: 'second' }, { status: 'disabled' })).status).toBe(200)
      expect(await as.admin.updateAccount({ account }, { admin: false })).toMatchProblem('last_owner')
    })

    it('leave one even when two administrators remove each other at once', async () => {
      const { as, given, db } = await startServer({ database })
      const second = await given.account('second', { admin: true, password: 'of some length' })
      const browser = as.browser({ login: 'second', password: 'of some length' })
      await browser.getSession()

      const answers = await Promise.all([
        as.admin.updateAccount({ account: second.id }, { admin: false }),
        browser.updateAccount({ account: administrator.id }, { admin: false }),
      ])

      expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
      const left = await db.read.selectFrom('account').select('login').where('admin', '=', 1).execute()
      expect(left).toHaveLength(1)
    })
  })
}
