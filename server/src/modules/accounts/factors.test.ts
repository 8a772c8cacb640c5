import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { type Caller, databases, startServer, type TestDatabase } from '../../../test/harness/index.ts'

const password = 'a password of some length'
const me = { login: 'ada', password }
const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()

/** Somebody with an authenticator app. */
async function withApp(database: TestDatabase) {
  const server = await startServer({ database })
  await server.given.account('ada', { password })
  const browser = server.as.browser(me)
  const offer = (await browser.offerTotp({ name: 'Phone', password })).value
  const added = (await browser.confirmTotp({ id: offer.id }, { code: codeOf(offer.secret) })).value
  const signIn = (code?: string) => server.as.anonymous.login({ ...me, ...(code !== undefined && { code }) })
  return { ...server, browser, offer, added, signIn }
}

for (const database of databases) {
  describe(`second factors on ${database.name}`, () => {
    it('are asked for once the app has shown a right code, with recovery codes shown once', async () => {
      const server = await startServer({ database })
      await server.given.account('ada', { password })
      const browser = server.as.browser(me)
      const { id, secret, uri } = (await browser.offerTotp({ name: 'Phone', password })).value
      expect(uri).toMatch(/^otpauth:\/\/totp\/Slipway:ada\?/)
      expect((await server.as.anonymous.login(me)).status).toBe(200)

      expect(await browser.confirmTotp({ id }, { code: '000000' })).toMatchProblem('code_wrong')
      const added = (await browser.confirmTotp({ id }, { code: codeOf(secret) })).value

      expect(added.factor).toMatchObject({ kind: 'totp', name: 'Phone' })
      expect(added.recoveryCodes).toHaveLength(10)
      expect((await browser.listFactors()).value).toMatchObject({ items: [{ name: 'Phone' }], recoveryCodes: 10 })
      const refused = await server.as.anonymous.login(me)
      expect(refused).toMatchProblem('second_factor_required', { factors: ['totp'] })
      expect(refused.headers['set-cookie']).toBeUndefined()
      const wrongPassword = await server.as.anonymous.login({ ...me, password: 'not the password' })
      expect(wrongPassword).toMatchProblem('login_failed')
    })

    it('take each code once, and a recovery code once', async () => {
      const { offer, added, signIn, travel } = await withApp(database)
      const [recovery = ''] = added.recoveryCodes

      expect(await signIn(codeOf(offer.secret))).toMatchProblem('code_wrong')
      travel({ minutes: 1 })
      const code = codeOf(offer.secret)
      expect((await signIn(code)).status).toBe(200)
      expect(await signIn(code)).toMatchProblem('code_wrong')
      expect((await signIn(recovery.toLowerCase().replaceAll('-', ' '))).status).toBe(200)
      expect(await signIn(recovery)).toMatchProblem('code_wrong')
    })

    it('limit how often one may guess, and a right password does not reset that', async () => {
      const { signIn } = await withApp(database)
      for (let at = 0; at < 10; at++) {
        await signIn()
        expect(await signIn(`00000${at}`)).toMatchProblem('code_wrong')
      }
      expect(await signIn()).toMatchProblem('rate_limited')
    })

    it('hold for the older protocol as well', async () => {
      const { as, offer, travel } = await withApp(database)
      const authorization = `Basic ${Buffer.from(`ada:${password}`).toString('base64')}`
      const signIn = (headers: Record<string, string> = {}) =>
        as.anonymous.request('GET', '/api/v1/user/authentication', { headers: { authorization, ...headers } })

      expect((await signIn()).status).toBe(401)
      travel({ minutes: 1 })
      expect((await signIn({ 'girder-otp': codeOf(offer.secret) })).status).toBe(200)
    })

    it('come and go with the password only, and the last takes the recovery codes along', async () => {
      const { browser, added, signIn, as } = await withApp(database)
      const id = added.factor.id
      const wrong = 'not the password'

      expect(await browser.offerTotp({ name: 'x', password: wrong })).toMatchProblem('login_failed')
      expect(await browser.removeFactor({ id }, { password: wrong })).toMatchProblem('login_failed')
      const renewed = (await browser.renewRecoveryCodes({ password })).value.recoveryCodes
      expect(await signIn(added.recoveryCodes[1] ?? '')).toMatchProblem('code_wrong')
      expect((await signIn(renewed[0] ?? '')).status).toBe(200)
      expect((await browser.removeFactor({ id }, { password })).status).toBe(204)
      expect((await browser.listFactors()).value).toEqual({ items: [], recoveryCodes: 0 })
      expect((await signIn()).status).toBe(200)
      expect(await browser.removeFactor({ id }, { password })).toMatchProblem('factor_not_found')
      const actions = (await as.admin.listAudit({ actor: 'ada' })).value.items.map(({ action }) => action)
      expect(actions).toEqual(expect.arrayContaining(['account.add_factor', 'account.remove_factor']))
    })

    it('can be taken from somebody who lost them, by administrators', async () => {
      const { as, signIn } = await withApp(database)
      expect((await as.admin.resetFactors({ account: 'ada' })).status).toBe(204)
      expect((await signIn()).status).toBe(200)
    })

    it('are not for keys that are narrower than their owner', async () => {
      const { given, as } = await startServer({ database })
      await given.account('ada', { password })
      const narrow: Caller = as.key({ scopes: ['manage'] })
      expect(await narrow.offerTotp({ name: 'x', password })).toMatchProblem('forbidden')
    })

    it('refuse a passkey that answers nothing that was asked', async () => {
      const { given, as } = await startServer({ database })
      await given.account('ada', { password })
      const browser = as.browser(me)
      const { options } = (await browser.offerPasskey({ password })).value
      expect(options).toMatchObject({ rp: { name: 'Slipway', id: '127.0.0.1' }, user: { name: 'ada' } })
      const data = (challenge: unknown) => Buffer.from(JSON.stringify({ challenge })).toString('base64url')

      for (const passkey of [
        {},
        { response: 3 },
        { response: { clientDataJSON: '%%%' } },
        { id: 'x', response: { clientDataJSON: data('made up') } },
        { id: 'x', response: { clientDataJSON: data(options.challenge) } },
        { id: 'x', response: { clientDataJSON: data(options.challenge) } },
      ]) {
        expect(await browser.addPasskey({ name: 'Key', passkey })).toMatchProblem('invalid_input')
      }
    })
  })
}
