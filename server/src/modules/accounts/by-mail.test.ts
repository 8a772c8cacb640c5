import { describe, expect, it } from 'vitest'
import {
  databases,
  openPostOffice,
  type PostOffice,
  startServer,
  type TestDatabase,
} from '../../../test/harness/index.ts'

const password = 'a password of some length'
const me = { login: 'ada', password }
const ada = { ...me, email: 'Ada@example.org' }

async function withMail(database: TestDatabase) {
  const office = await openPostOffice()
  const server = await startServer({ database, mail: office })
  await server.as.admin.updateSiteSettings({ registration: 'open', name: 'Harbour' })
  return { ...server, office }
}

const last = (office: PostOffice) => {
  const mail = office.received.at(-1)
  if (mail === undefined) throw new Error('no mail came')
  return mail
}

for (const database of databases) {
  describe(`mail on ${database.name}`, () => {
    it('makes an account of a registration once its link is opened, and only once', async () => {
      const { as, office, runJobs } = await withMail(database)

      expect((await as.anonymous.register(ada)).status).toBe(202)
      expect(await as.anonymous.login(me)).toMatchProblem('login_failed')
      await runJobs()

      const mail = last(office)
      expect(mail).toMatchObject({ to: ada.email, subject: 'Harbour: confirm your e-mail address' })
      expect(mail.link).toMatch(/^https:\/\/site\.example\/register\/confirm#\w{40}$/)
      const confirmed = await as.anonymous.confirmRegistration({ token: mail.token })
      expect(confirmed.value).toMatchObject({ login: 'ada', name: 'ada', email: ada.email, admin: false })
      expect((await as.anonymous.login(me)).status).toBe(200)
      const again = await as.anonymous.confirmRegistration({ token: mail.token })
      expect(again).toMatchProblem('link_invalid')
      expect((await as.admin.listAudit({ action: 'account.register' })).value.items).toHaveLength(1)
    })

    it('lets nobody in who registers where an administrator has to, until one does, and tells both by mail', async () => {
      const { as, office, runJobs, db } = await withMail(database)
      await as.admin.updateSiteSettings({ registration: 'approval' })
      await as.admin.updateAccount({ account: 'admin' }, { email: 'harbourmaster@example.org' })
      expect((await as.anonymous.getServerInfo()).value.registration).toBe(true)
      const register = async (who: typeof ada) => {
        await as.anonymous.register(who, { headers: { 'accept-language': 'de' } })
        await runJobs()
        return as.anonymous.confirmRegistration({ token: last(office).token })
      }

      expect((await register(ada)).value).toMatchObject({ login: 'ada', status: 'waiting' })
      await runJobs()
      expect(last(office)).toMatchObject({
        to: 'harbourmaster@example.org',
        subject: 'Harbour: ada wartet auf Freigabe',
        link: 'https://site.example/admin/people',
      })
      const waiting = await as.admin.listAccounts({ status: 'waiting' })
      expect(waiting.value.items.map(({ login }) => login)).toEqual(['ada'])

      expect(await as.anonymous.login(me)).toMatchProblem('account_waiting')
      expect(await as.anonymous.login({ ...me, password: 'a wrong password' })).toMatchProblem('login_failed')
      const girder = await as.anonymous.request('GET', '/api/v1/user/authentication', {
        headers: { authorization: `Basic ${Buffer.from(`ada:${password}`).toString('base64')}` },
      })
      expect(girder.status).toBe(403)
      const { secret } = (await as.admin.createKey({ account: 'ada', name: 'early', scopes: ['read'] })).value
      const early = { headers: { authorization: `Bearer ${secret}` } }
      expect(await as.anonymous.getSession(early)).toMatchProblem('key_invalid')
      const before = office.received.length
      expect((await as.anonymous.forgotPassword({ login: 'ada' })).status).toBe(202)
      await runJobs()
      expect(office.received).toHaveLength(before)
      expect(
        await db.read
          .selectFrom('session')
          .selectAll()
          .where('account_id', '=', waiting.value.items[0]?.id ?? '')
          .execute(),
      ).toEqual([])

      const status = { status: 'active' } as const
      const both = await Promise.all([
        as.admin.updateAccount({ account: 'ada' }, status),
        as.admin.updateAccount({ account: 'ada' }, status),
      ])
      expect(both.map(({ value }) => value.status)).toEqual(['active', 'active'])
      await runJobs()
      expect(office.received.slice(before).map(({ to, subject, link }) => [to, subject, link])).toEqual([
        [ada.email, 'Harbour: you can sign in now', 'https://site.example/login'],
      ])
      expect((await as.anonymous.login(me)).status).toBe(200)
      expect((await as.admin.listAudit({ action: 'account.let_in' })).value.items).toHaveLength(1)
      expect(await as.admin.refuseAccount({ account: 'ada' })).toMatchProblem('not_waiting')

      const grace = { login: 'grace', password, email: 'grace@example.org' }
      await register(grace)
      expect(await as.stranger.refuseAccount({ account: 'grace' })).toMatchProblem('forbidden')
      expect((await as.admin.refuseAccount({ account: 'grace' })).status).toBe(204)
      expect(await as.anonymous.login({ login: 'grace', password })).toMatchProblem('login_failed')
      expect((await as.admin.listAudit({ action: 'account.refuse' })).value.items).toHaveLength(1)
      expect((await register(grace)).value.status).toBe('waiting')
    })

    it('makes somebody wait whose link is opened after registration was closed', async () => {
      const { as, office, runJobs } = await withMail(database)
      await as.anonymous.register(ada)
      await runJobs()
      await as.admin.updateSiteSettings({ registration: 'closed' })

      const confirmed = await as.anonymous.confirmRegistration({ token: last(office).token })
      expect(confirmed.value.status).toBe('waiting')
      expect(await as.anonymous.login(me)).toMatchProblem('account_waiting')
    })

    it('is written in the language of whoever asked for it', async () => {
      const { as, given, office, runJobs } = await withMail(database)
      await given.account('grace', { email: 'grace@example.org' })

      await as.anonymous.forgotPassword({ login: 'grace' }, { headers: { 'accept-language': 'de-CH' } })
      await runJobs()

      expect(last(office).subject).toBe('Harbour: Neues Passwort wählen')
      expect(last(office).text).toContain('Für grace bei Harbour')
      expect((await as.anonymous.newPassword({ token: last(office).token, password })).status).toBe(204)
      await runJobs()
      expect(last(office).subject).toBe('Harbour: your password was changed')
    })

    it('says by mail only that an address has an account already', async () => {
      const { as, given, office, runJobs } = await withMail(database)
      await given.account('grace', { email: ada.email })

      const known = await as.anonymous.register(ada)
      const login = await as.anonymous.register({ ...ada, login: 'Grace', email: 'new@example.org' })
      await runJobs()

      expect(known.status).toBe(202)
      expect(office.received.map(({ subject }) => subject)).toEqual(['Harbour: you have an account already'])
      expect(last(office).text).toContain('grace')
      expect(login).toMatchProblem('name_taken')
    })

    it('takes no registration where an administrator closed it or no mail is sent', async () => {
      const { as } = await withMail(database)
      await as.admin.updateSiteSettings({ registration: 'closed' })
      const silent = await startServer({ database })
      await silent.as.admin.updateSiteSettings({ registration: 'open' })

      expect(await as.anonymous.register(ada)).toMatchProblem('registration_closed')
      expect((await as.anonymous.getServerInfo()).value).toMatchObject({ registration: false, mail: true })
      expect(await silent.as.anonymous.register(ada)).toMatchProblem('mail_off')
      expect(await silent.as.anonymous.forgotPassword({ login: 'ada' })).toMatchProblem('mail_off')
      expect((await silent.as.anonymous.getServerInfo()).value).toMatchObject({ registration: false, mail: false })
    })

    it('lets somebody who forgot a password choose another, which ends all sessions', async () => {
      const { as, given, office, runJobs, db } = await withMail(database)
      await given.account('ada', { email: ada.email, password })
      const browser = as.browser({ login: 'ada', password })
      await browser.getSession()

      const known = await as.anonymous.forgotPassword({ login: 'ADA@example.org' })
      const unknown = await as.anonymous.forgotPassword({ login: 'nobody' })
      await runJobs()
      expect([known.status, unknown.status]).toEqual([202, 202])
      expect(office.received).toHaveLength(1)
      const { token } = last(office)
      const rows = await db.read.selectFrom('letter').selectAll().execute()
      expect(JSON.stringify([rows, await db.read.selectFrom('job').selectAll().execute()])).not.toContain(token)

      const short = await as.anonymous.newPassword({ token, password: 'short' })
      expect(short).toMatchProblem('invalid_input')
      expect((await as.anonymous.newPassword({ token, password: 'another long password' })).status).toBe(204)
      await runJobs()

      expect(last(office).subject).toBe('Harbour: your password was changed')
      expect((await browser.getSession()).value.account).toBeNull()
      expect(await as.anonymous.login({ login: 'ada', password })).toMatchProblem('login_failed')
      expect((await as.anonymous.login({ login: 'ada', password: 'another long password' })).status).toBe(200)
      expect(await as.anonymous.newPassword({ token, password })).toMatchProblem('link_invalid')
    })

    it('has links that stop working with time, with a newer one, and for anything else', async () => {
      const { as, given, office, runJobs, travel } = await withMail(database)
      await given.account('ada', { email: ada.email, password })
      await as.anonymous.forgotPassword({ login: 'ada' })
      await runJobs()
      const first = last(office).token
      await as.anonymous.forgotPassword({ login: 'ada' })
      await runJobs()
      const second = last(office).token

      expect(await as.anonymous.newPassword({ token: first, password })).toMatchProblem('link_invalid')
      expect(await as.anonymous.confirmEmail({ token: second })).toMatchProblem('link_invalid')
      travel({ minutes: 61 })
      expect(await as.anonymous.newPassword({ token: second, password })).toMatchProblem('link_invalid')
    })

    it('moves an account to a new address once that is proven, and tells the old one', async () => {
      const { as, given, office, runJobs } = await withMail(database)
      await given.account('ada', { email: ada.email, password })
      await given.account('grace', { email: 'grace@example.org' })
      const browser = as.browser({ login: 'ada', password })
      const change = (email: string, word = password) => browser.changeEmail({ email, password: word })

      expect(await change('new@example.org', 'not the password')).toMatchProblem('login_failed')
      expect(await change('GRACE@example.org')).toMatchProblem('name_taken')
      expect((await change('new@example.org')).status).toBe(202)
      expect((await browser.getSession()).value.account?.email).toBe(ada.email)
      await runJobs()
      expect((await as.anonymous.confirmEmail({ token: last(office).token })).status).toBe(204)
      await runJobs()

      expect((await browser.getSession()).value.account?.email).toBe('new@example.org')
      expect(office.received.map(({ to }) => to)).toEqual(['new@example.org', ada.email])
    })

    it('is limited for each address it goes to', async () => {
      const { as, office, runJobs } = await withMail(database)
      for (let at = 0; at < 3; at++) expect((await as.anonymous.forgotPassword({ login: 'x' })).status).toBe(202)

      const fourth = await as.anonymous.forgotPassword({ login: 'X' })
      expect(fourth).toMatchProblem('rate_limited')
      expect(Number(fourth.headers['retry-after'])).toBeGreaterThan(0)
      await runJobs()
      expect(office.received).toEqual([])
    })

    it('is tried again while the mail server refuses, and administrators see why', async () => {
      const { as, office, runJobs, expectTrouble } = await withMail(database)
      expectTrouble()
      office.refusing = true
      await as.anonymous.register(ada)
      await runJobs()

      const [job] = (await as.admin.listJobs({ kind: 'mail.send' })).value.items
      expect(job).toMatchObject({ state: 'waiting', attempts: 1, error: expect.stringContaining('come back later') })
      office.refusing = false
      expect((await as.admin.retryJob({ id: job?.id ?? '' })).value).toMatchObject({ state: 'waiting', attempts: 0 })
      await runJobs()
      expect(office.received).toHaveLength(1)
    })

    it('lets people change their name, and nothing else of their account', async () => {
      const { as } = await withMail(database)
      const changed = await as.stranger.updateProfile({ name: 'Somebody' })
      const more = await as.stranger.request('PATCH', '/api/v2/session/account', { body: { name: 'x', admin: true } })

      expect(changed.value).toMatchObject({ name: 'Somebody', login: 'stranger' })
      expect(more).toMatchProblem('invalid_input')
      expect((await as.browser().updateProfile({ name: ' ' })).problem.errors?.[0]?.field).toBe('name')
    })
  })
}
