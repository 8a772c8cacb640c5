import { describe, expect, it } from 'vitest'
import { administrator, databases, startServer } from '../../../test/harness/index.ts'

const password = 'a password of some length'
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

for (const database of databases) {
  describe(`signing in on ${database.name}`, () => {
    it('takes a login or an e-mail, whatever their case', async () => {
      const { given, as } = await startServer({ database })
      await given.account('Ada', { password, email: 'Ada@Example.org' })

      for (const login of ['Ada', 'ada', 'ADA', 'ada@example.ORG']) {
        const answer = await as.anonymous.login({ login, password })
        expect(answer.value.account).toMatchObject({ login: 'Ada', email: 'Ada@Example.org' })
      }
    })

    it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
      const { as } = await startServer({ database })
      const { login, password: right } = administrator

      const plain = await as.anonymous.login({ login, password: right })
      const secure = await as.anonymous.login(
        { login, password: right },
        { headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' } },
      )

      const [cookie] = plain.headers['set-cookie'] ?? []
      expect(cookie).toMatch(/^slipway_session=[A-Za-z0-9]{48}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
      expect(secure.headers['set-cookie']?.[0]).toMatch(/; Secure/)
    })

    it('says who one is, and what one may do', async () => {
      const { as } = await startServer({ database })

      const nobody = (await as.anonymous.getSession()).value
      const signedIn = (await as.browser().getSession()).value
      const stranger = (await as.stranger.getSession()).value

      expect(nobody).toEqual({
        account: null,
        key: null,
        permissions: ['app.read', 'release.read', 'spk.read', 'collection.read'],
      })
      expect(signedIn.account).toMatchObject({ id: administrator.id, admin: true })
      expect(signedIn.key).toBeNull()
      expect(signedIn.permissions).toContain('account.manage')
      expect(stranger.key).toMatchObject({ name: 'stranger', scopes: ['admin'] })
      expect(stranger.permissions).not.toContain('app.create')
    })

    it('tells a wrong password and an unknown login apart in nothing', async () => {
      const { as } = await startServer({ database })

      const wrong = await as.anonymous.login({ login: 'admin', password: 'guessed it' })
      const unknown = await as.anonymous.login({ login: 'nobody', password: 'guessed it' })

      expect(wrong).toMatchProblem('login_failed')
      expect({ ...wrong.problem, requestId: '' }).toEqual({ ...unknown.problem, requestId: '' })
      expect(wrong.headers['set-cookie']).toBeUndefined()
    })

    it('is not for robots and not for disabled accounts', async () => {
      const { given, as } = await startServer({ database })
      await given.account('builder', { kind: 'robot' })
      await given.account('gone', { password })
      await as.admin.updateAccount({ account: 'gone' }, { status: 'disabled' })

      expect(await as.anonymous.login({ login: 'builder', password })).toMatchProblem('login_failed')
      expect(await as.anonymous.login({ login: 'gone', password })).toMatchProblem('login_failed')
    })

    it('refuses changes that another site causes, and reads them nothing it should not', async () => {
      const { as, url } = await startServer({ database })
      const browser = as.browser()
      const elsewhere = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': [] as string[], origin: 'https://evil.example' },
        { 'sec-fetch-site': [] as string[], origin: 'null' },
      ]
      for (const headers of elsewhere) {
        const change = await browser.createCollection({ name: 'Theirs' }, { headers })
        expect(change).toMatchProblem('cross_origin')
        expect(await browser.logout({ headers })).toMatchProblem('cross_origin')
        expect((await browser.getSession({ headers })).value.account?.login).toBe('admin')
        const login = await as.anonymous.login({ login: 'admin', password: administrator.password }, { headers })
        expect(login).toMatchProblem('cross_origin')
      }
      const own = { 'sec-fetch-site': [] as string[], origin: url }
      expect((await browser.createCollection({ name: 'Ours' }, { headers: own })).status).toBe(201)
      expect((await browser.createCollection({ name: 'Also ours' })).status).toBe(201)
    })

    it('lets pages of other sites use API keys, which no browser sends by itself', async () => {
      const { as } = await startServer({ database })

      const answer = await as.admin.createCollection(
        { name: 'Theirs' },
        { headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' } },
      )

      expect(answer.status).toBe(201)
    })

    it('ends with signing out', async () => {
      const { as } = await startServer({ database })
      const browser = as.browser()
      expect((await browser.getSession()).value.account).not.toBeNull()

      const out = await browser.logout()

      expect(out.status).toBe(204)
      expect(out.headers['set-cookie']?.[0]).toMatch(/^slipway_session=;.*Expires=Thu, 01 Jan 1970/)
      expect((await browser.getSession()).value.account).toBeNull()
      expect(await browser.listSessions()).toMatchProblem('login_required')
      expect((await browser.logout()).status).toBe(204)
    })

    it('takes a cookie nobody knows for nobody', async () => {
      const { as } = await startServer({ database })
      const headers = { cookie: 'slipway_session=00000000000000000000000000000000' }

      expect((await as.anonymous.getSession({ headers })).value.account).toBeNull()
    })

    it('lasts as long as it is used', async () => {
      const { as, travel, runJobs } = await startServer({ database })
      const used = as.browser()
      const unused = as.browser()
      for (const browser of [used, unused]) expect((await browser.getSession()).value.account).not.toBeNull()

      travel({ days: 20 })
      expect((await used.getSession()).value.account).not.toBeNull()
      travel({ days: 20 })

      expect((await used.getSession()).value.account).not.toBeNull()
      expect((await unused.getSession()).value.account).toBeNull()
      await runJobs()
      expect((await used.listSessions()).value.items).toHaveLength(1)
    })

    it('shows where one is signed in, newest first, and ends it there', async () => {
      const { as, travel, given } = await startServer({ database })
      await given.account('ada', { password })
      const old = as.browser({ login: 'ada', password })
      await old.request('GET', '/api/v2/session', { headers: { 'user-agent': 'x'.repeat(1000) } })
      travel({ hours: 1 })
      const here = as.browser({ login: 'ada', password })

      const { items } = (await here.listSessions()).value
      expect(items.map((entry) => entry.current)).toEqual([true, false])
      expect(items[0]).toMatchObject({ address: '127.0.0.1' })

      const [, other] = items
      expect(await as.browser().endSession({ id: other?.id ?? '' })).toMatchProblem('session_not_found')
      expect((await here.endSession({ id: other?.id ?? '' })).status).toBe(204)
      expect((await old.getSession()).value.account).toBeNull()
      expect((await here.getSession()).value.account?.login).toBe('ada')
      expect(await here.endSession({ id: other?.id ?? '' })).toMatchProblem('session_not_found')
    })

    it('changes a password, which ends all other sessions', async () => {
      const { as, given } = await startServer({ database })
      await given.account('ada', { password })
      const here = as.browser({ login: 'ada', password })
      const there = as.browser({ login: 'ada', password })
      await there.getSession()

      const wrong = await here.changePassword({ current: 'guessed it', password: 'another password' })
      const short = await here.changePassword({ current: password, password: 'short' })
      const right = await here.changePassword({ current: password, password: 'another password' })

      expect(wrong).toMatchProblem('login_failed')
      expect(short).toMatchProblem('invalid_input', { fields: ['password'] })
      expect(right.status).toBe(204)
      expect((await here.getSession()).value.account?.login).toBe('ada')
      expect((await there.getSession()).value.account).toBeNull()
      expect(await as.anonymous.login({ login: 'ada', password })).toMatchProblem('login_failed')
      expect((await as.anonymous.login({ login: 'ada', password: 'another password' })).status).toBe(200)
    })

    it('loses all sessions when an administrator sets the password', async () => {
      const { as, given } = await startServer({ database })
      await given.account('ada', { password })
      await given.account('builder', { kind: 'robot' })
      const ada = as.browser({ login: 'ada', password })
      await ada.getSession()

      expect((await as.admin.resetPassword({ account: 'ADA' }, { password: 'another password' })).status).toBe(204)

      expect((await ada.getSession()).value.account).toBeNull()
      expect((await as.anonymous.login({ login: 'ada', password: 'another password' })).status).toBe(200)
      const robot = await as.admin.resetPassword({ account: 'builder' }, { password })
      expect(robot).toMatchProblem('invalid_input', { fields: ['password'] })
      const nobody = await as.admin.resetPassword({ account: 'nobody' }, { password })
      expect(nobody).toMatchProblem('account_not_found')
    })

    it('stops for an account that is disabled, and comes back with it for its keys', async () => {
      const { as, given } = await startServer({ database })
      await given.account('ada', { password })
      const browser = as.browser({ login: 'ada', password })
      const key = as.key({ of: browser })
      expect((await key.getSession()).value.account?.login).toBe('ada')

      await as.admin.updateAccount({ account: 'ada' }, { status: 'disabled' })
      expect((await browser.getSession()).value.account).toBeNull()
      expect(await key.getSession()).toMatchProblem('key_invalid')

      await as.admin.updateAccount({ account: 'ada' }, { status: 'active' })
      expect((await browser.getSession()).value.account).toBeNull()
      expect((await key.getSession()).value.account?.login).toBe('ada')
    })
  })

  describe(`guessing passwords on ${database.name}`, () => {
    it('has to stop for an account after ten failures, wherever they come from', async () => {
      const { as, travel } = await startServer({ database })
      for (let at = 0; at < 10; at++) {
        const guess = await as.anonymous.login({ login: 'admin', password: 'guess' }, from(`203.0.113.${at}`))
        expect(guess).toMatchProblem('login_failed')
      }

      const right = { login: 'ADMIN', password: administrator.password }
      const refused = await as.anonymous.login(right, from('198.51.100.1'))
      expect(refused).toMatchProblem('rate_limited')
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(900)

      travel({ minutes: 16 })
      expect((await as.anonymous.login(right)).status).toBe(200)
    })

    it('begins anew for the account after a success', async () => {
      const { as } = await startServer({ database })
      const guess = (word: string) => as.anonymous.login({ login: 'admin', password: word })
      for (let at = 0; at < 9; at++) await guess('wrong')
      expect((await guess(administrator.password)).status).toBe(200)
      for (let at = 0; at < 9; at++) expect(await guess('wrong')).toMatchProblem('login_failed')
      expect((await guess(administrator.password)).status).toBe(200)
    })

    it('has to stop for an address after fifty failures, whatever the accounts', async () => {
      const { as } = await startServer({ database })
      for (let at = 0; at < 50; at++) {
        await as.anonymous.login({ login: `somebody${at}`, password: 'guess' }, from('203.0.113.7'))
      }
      const right = { login: 'admin', password: administrator.password }

      expect(await as.anonymous.login(right, from('203.0.113.7'))).toMatchProblem('rate_limited')
      expect((await as.anonymous.login(right, from('203.0.113.8'))).status).toBe(200)
    })

    it('gains nothing by guessing all at once', async () => {
      const { as } = await startServer({ database })

      const guesses = await Promise.all(
        Array.from({ length: 30 }, () => as.anonymous.login({ login: 'admin', password: 'guess' })),
      )

      expect(guesses.filter((answer) => answer.status === 401)).toHaveLength(10)
      expect(guesses.filter((answer) => answer.status === 429)).toHaveLength(20)
    })

    it('gains nothing by a second name of the account', async () => {
      const { as, given } = await startServer({ database })
      await given.account('ada', { password, email: 'ada@example.org' })
      for (const login of ['ada', 'ada@example.org']) {
        for (let at = 0; at < 5; at++) await as.anonymous.login({ login, password: 'guess' })
      }

      expect(await as.anonymous.login({ login: 'ada', password })).toMatchProblem('rate_limited')
    })

    it('has to stop in a session as well', async () => {
      const { as, given } = await startServer({ database })
      await given.account('ada', { password })
      const stolen = as.browser({ login: 'ada', password })
      const guess = (current: string) => stolen.changePassword({ current, password: 'mine from now on' })
      for (let at = 0; at < 10; at++) expect(await guess(`guess ${at}`)).toMatchProblem('login_failed')

      expect(await guess(password)).toMatchProblem('rate_limited')
    })
  })
}
