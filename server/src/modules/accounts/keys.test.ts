import type { ScopeName } from '@slipway/contract'
import { describe, expect, it } from 'vitest'
import { type Answer, type Caller, databases, installerFacts, startServer } from '../../../test/harness/index.ts'

for (const database of databases) {
  describe(`API keys on ${database.name}`, () => {
    it('are shown once, and stored as a hash with a recognisable prefix', async () => {
      const { as, db } = await startServer({ database })

      const { key, secret } = (await as.stranger.createKey({ name: 'nightly', scopes: ['publish'] })).value

      expect(secret).toMatch(/^slipway_[A-Za-z0-9]{40}$/)
      expect(secret.startsWith(key.prefix)).toBe(true)
      expect(key.prefix).toHaveLength(12)
      expect(key).toMatchObject({ name: 'nightly', scopes: ['publish'], lastUsedAt: null, revokedAt: null })
      expect((await as.stranger.listKeys()).text).not.toContain(secret)
      const rows = await db.read.selectFrom('api_key').selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain(secret)
      expect((await as.bearer(secret).getSession()).value.key?.id).toBe(key.id)
    })

    it('do what their scopes say and nothing wider', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const calls: Record<ScopeName, (caller: Caller) => Promise<Answer>> = {
        read: (caller) => caller.listMembers({ app: app.slug }),
        publish: (caller) => caller.putPackage({ app: app.slug }, installerFacts(), 'bytes'),
        manage: (caller) => caller.updateApp({ app: app.slug }, { description: caller.who }),
        admin: (caller) => caller.listAudit(),
      }
      const order = Object.keys(calls) as ScopeName[]
      for (const [held, scope] of order.entries()) {
        const key = as.key({ scopes: [scope] })
        for (const [needed, call] of order.entries()) {
          const answer = await calls[call](key)
          if (needed <= held) expect(answer.ok, `${call} with a key for ${scope}`).toBe(true)
          else expect(answer).toMatchProblem('forbidden', { scope: call })
        }
      }
    })

    it('never widen what their owner may do', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const key = as.key({ scopes: ['admin'], of: as.reader(app) })

      expect((await key.getApp({ app: app.slug })).status).toBe(200)
      expect(await key.updateApp({ app: app.slug }, { name: 'Mine' })).toMatchProblem('forbidden')
      expect(await key.listAudit()).toMatchProblem('forbidden')
    })

    it('lose what their owner loses', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const uploader = as.uploader(app)
      const key = as.key({ scopes: ['publish'], of: uploader })
      expect((await key.putPackage({ app: app.slug }, installerFacts(), 'bytes')).status).toBe(201)

      await as.admin.removeMember({ app: app.slug, account: (await uploader.account()).id })

      expect(await key.putPackage({ app: app.slug }, installerFacts(), 'bytes')).toMatchProblem('forbidden')
    })

    it('that are limited to an application reach no other and not the site', async () => {
      const { as, given } = await startServer({ database })
      const viewer = await given.app('Viewer')
      const editor = await given.app('Editor')
      const secret = await given.app('Secret', { public: false })
      await given.collection('Hidden', { public: false })
      const key = as.key({ app: viewer })

      expect((await key.updateApp({ app: viewer.slug }, { description: 'x' })).status).toBe(200)
      expect((await key.getApp({ app: editor.slug })).status).toBe(200)
      expect(await key.updateApp({ app: editor.slug }, { description: 'x' })).toMatchProblem('forbidden')
      expect(await key.getApp({ app: secret.slug })).toMatchProblem('app_not_found')
      expect((await key.listApps()).value.items.map((app) => app.slug)).toEqual(['editor', 'viewer'])
      expect(await key.getCollection({ collection: 'Hidden' })).toMatchProblem('collection_not_found')
      expect(await key.createApp({ name: 'Mine' })).toMatchProblem('forbidden')
      expect(await key.listAccounts()).toMatchProblem('forbidden')
      expect(await key.listAudit()).toMatchProblem('forbidden')
      const wider = await key.createKey({ name: 'wider', scopes: ['read'] })
      expect(wider).toMatchProblem('invalid_input', { fields: ['app'] })
      const own = (await as.admin.createKey({ name: 'own', scopes: ['read'] })).value.key
      expect(await key.renewKey({ id: own.id })).toMatchProblem('invalid_input', { fields: ['app'] })
    })

    it('reach their private application and no other', async () => {
      const { as, given } = await startServer({ database })
      const mine = await given.app('Mine', { public: false })
      const other = await given.app('Other', { public: false })
      const key = as.key({ app: mine, scopes: ['read'] })

      expect((await key.getApp({ app: mine.slug })).status).toBe(200)
      expect(await key.getApp({ app: other.slug })).toMatchProblem('app_not_found')
      expect((await key.listApps()).value.items.map((app) => app.slug)).toEqual(['mine'])
    })

    it('make no keys that are wider than themselves', async () => {
      const { as } = await startServer({ database })
      const narrow = as.key({ scopes: ['manage'], of: as.stranger })

      expect(await narrow.createKey({ name: 'more', scopes: ['admin'] })).toMatchProblem('forbidden')
      const made = await as.stranger.createKey({ name: 'less', scopes: ['read', 'publish'] })
      expect(made.value.key.scopes).toEqual(['read', 'publish'])
    })

    it('expire', async () => {
      const { as, travel } = await startServer({ database })
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
      const key = as.key({ expiresAt })
      expect((await key.getSession()).value.key?.expiresAt).toBe(expiresAt)

      travel({ hours: 2 })

      const answer = await key.getSession()
      expect(answer).toMatchProblem('key_invalid')
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
    })

    it('cannot have expired before they begin, nor at a time that is none', async () => {
      const { as } = await startServer({ database })
      const wrong = ['2020-01-01T00:00:00Z', '2016-12-31T23:59:60Z', '2030-02-30T00:00:00Z', 'tomorrow', '']
      for (const expiresAt of wrong) {
        const answer = await as.stranger.createKey({ name: 'key', scopes: ['read'], expiresAt })
        expect(answer, expiresAt).toMatchProblem('invalid_input', { fields: ['expiresAt'] })
      }
    })

    it('are revoked by their owner or an administrator', async () => {
      const { as } = await startServer({ database })
      const make = async () => (await as.stranger.createKey({ name: 'nightly', scopes: ['read'] })).value
      const [mine, theirs] = [await make(), await make()]

      expect(await as.person('somebody').revokeKey({ id: mine.key.id })).toMatchProblem('key_not_found')
      expect(await as.key({ scopes: ['read'], of: as.stranger }).revokeKey({ id: mine.key.id })).toMatchProblem(
        'forbidden',
      )
      expect((await as.stranger.revokeKey({ id: mine.key.id })).status).toBe(204)
      expect((await as.stranger.revokeKey({ id: mine.key.id })).status).toBe(204)
      expect((await as.admin.revokeKey({ id: theirs.key.id })).status).toBe(204)

      for (const { secret } of [mine, theirs])
        expect(await as.bearer(secret).getSession()).toMatchProblem('key_invalid')
      const listed = (await as.stranger.listKeys()).value.items
      expect(listed.filter((key) => key.revokedAt !== null)).toHaveLength(2)
    })

    it('are renewed: the new one may do the same for as long again, and the old one ends in the same moment', async () => {
      const { as, travel } = await startServer({ database })
      const make = async (input: object) =>
        (await as.stranger.createKey({ name: 'nightly', scopes: ['read', 'publish'], ...input })).value
      const hour = 3_600_000
      const old = await make({ expiresAt: new Date(Date.now() + 10 * hour).toISOString() })
      travel({ hours: 4 })
      const now = Date.now()
      const { key, secret } = (await as.stranger.renewKey({ id: old.key.id })).value
      expect(key).toMatchObject({
        name: 'nightly',
        scopes: ['read', 'publish'],
        app: null,
        revokedAt: null,
        lastUsedAt: null,
      })
      expect(Math.abs(Date.parse(key.expiresAt ?? '') - now - 10 * hour)).toBeLessThan(hour)
      expect(secret).not.toBe(old.secret)
      expect(key.id).not.toBe(old.key.id)
      expect((await as.bearer(secret).getSession()).value.key?.id).toBe(key.id)
      expect(await as.bearer(old.secret).getSession()).toMatchProblem('key_invalid')
      const listed = (await as.stranger.listKeys()).value.items
      const named = listed.filter(({ name }) => name === 'nightly')
      expect(named.map(({ id, revokedAt }) => [id, revokedAt === null])).toEqual([
        [key.id, true],
        [old.key.id, false],
      ])

      expect(await as.stranger.renewKey({ id: old.key.id })).toMatchProblem('key_not_found')
      expect(await as.person('somebody').renewKey({ id: key.id })).toMatchProblem('key_not_found')
      expect(await as.bearer(secret).renewKey({ id: key.id })).toMatchProblem('forbidden')
      const powerful = await make({ scopes: ['admin'] })
      const manages = as.key({ scopes: ['manage'], of: as.stranger })
      expect((await manages.renewKey({ id: powerful.key.id })).status).toBe(403)
      expect((await as.bearer(powerful.secret).getSession()).status).toBe(200)
      expect((await as.admin.renewKey({ id: key.id })).value.key.account).toBe(key.account)
      expect(await as.bearer(secret).getSession()).toMatchProblem('key_invalid')
    })

    it('say when they were used last, to the minute', async () => {
      const { as, travel } = await startServer({ database })
      const { key, secret } = (await as.stranger.createKey({ name: 'nightly', scopes: ['read'] })).value
      const lastUse = async () =>
        (await as.stranger.listKeys()).value.items.find(({ id }) => id === key.id)?.lastUsedAt ?? null
      expect(await lastUse()).toBeNull()

      await as.bearer(secret).listApps()
      const first = await lastUse()
      await as.bearer(secret).listApps()
      expect(await lastUse()).toBe(first)
      travel({ minutes: 2 })
      await as.bearer(secret).listApps()

      expect(Date.parse((await lastUse()) ?? '')).toBeGreaterThan(Date.parse(first ?? '') + 60_000)
    })

    it('are listed newest first, page by page, for oneself; an administrator may name another account', async () => {
      const { as, travel } = await startServer({ database })
      for (const name of ['a', 'b', 'c']) {
        await as.stranger.createKey({ name, scopes: ['read'] })
        travel({ minutes: 1 })
      }

      const first = (await as.stranger.listKeys({ limit: 2 })).value
      const second = (await as.stranger.listKeys({ limit: 2, cursor: first.cursor ?? '' })).value
      expect([...first.items, ...second.items].map((key) => key.name)).toEqual(['c', 'b', 'a', 'stranger'])
      expect(second.cursor).toBeNull()

      const { id, login } = await as.stranger.account()
      expect((await as.admin.listKeys({ account: id })).value.items).toHaveLength(4)
      expect((await as.admin.listKeys({ account: login })).value.items).toHaveLength(4)
      expect((await as.stranger.listKeys({ account: login })).value.items).toHaveLength(4)
      expect(await as.person('somebody').listKeys({ account: id })).toMatchProblem('forbidden')
      expect(await as.admin.listKeys({ account: 'nobody' })).toMatchProblem('account_not_found')
    })

    it('are made for robots by administrators only', async () => {
      const { as, given } = await startServer({ database })
      const robot = await given.account('builder', { kind: 'robot' })
      const input = { name: 'nightly', scopes: ['publish' as const], account: 'builder' }

      expect(await as.stranger.createKey(input)).toMatchProblem('forbidden')
      const { secret } = (await as.admin.createKey(input)).value

      expect((await as.bearer(secret).getSession()).value.account?.id).toBe(robot.id)
    })

    it('that are wrong are an error even where nobody need be known', async () => {
      const { as } = await startServer({ database })
      const wrong = ['Bearer slipway_nonsense', 'Bearer', 'Bearer a b', 'Basic YWRtaW46YWRtaW4=', 'slipway_x']
      for (const authorization of wrong) {
        expect(await as.anonymous.listApps({}, { headers: { authorization } }), authorization).toMatchProblem(
          'key_invalid',
        )
      }
    })

    it('cannot be guessed for long from one address, which right ones can go on using', async () => {
      const { as } = await startServer({ database })
      for (let at = 0; at < 100; at++) expect((await as.bearer(`slipway_${at}`).listApps()).status).toBe(401)

      expect(await as.bearer('slipway_again').listApps()).toMatchProblem('rate_limited')
      expect((await as.admin.listApps()).status).toBe(200)
    })
  })
}
