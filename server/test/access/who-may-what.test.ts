/** The table of who may do what: each operation by each kind of caller, in public and in private applications. */
import { roles } from '@slipway/contract'
import { describe, expect, it } from 'vitest'
import { type Answer, type Caller, databases, startServer } from '../harness/index.ts'
import { inApp, onSite, onSpks, type Row, type World } from './operations.ts'

const spkRanks = ['everybody', 'developer', 'package_admin', 'admin']

async function everybody({ as, given, slug }: World): Promise<Record<string, Caller>> {
  const other = await given.app('Other')
  const members = Object.fromEntries(roles.map((role) => [role, as.member(slug, role)]))
  return {
    nobody: as.anonymous,
    stranger: as.stranger,
    'owner of another application': as.owner(other),
    ...members,
    administrator: as.admin,
  }
}

const rank = (who: string) => (roles as readonly string[]).indexOf(who)

/** What must come back: an answer, or which refusal. */
function expectedOf(needs: Row['needs'], who: string, isPublic: boolean): string {
  if (who === 'administrator') return 'allowed'
  if (who === 'nobody' && needs !== 'everybody') return 'login_required'
  const member = rank(who) >= 0
  if (!isPublic && !member) return 'app_not_found'
  if (needs === 'everybody' || needs === 'account') return 'allowed'
  if (needs === 'admin') return 'forbidden'
  return member && rank(who) >= rank(needs) ? 'allowed' : 'forbidden'
}

const outcomeOf = (answer: Answer): string => (answer.ok ? 'allowed' : answer.problem.code)

async function tryAll(row: Row, world: World, isPublic: boolean) {
  const seen: Record<string, string> = {}
  const expected: Record<string, string> = {}
  const callers = Object.entries(await everybody(world))
  for (const [number, [who, caller]] of callers.entries()) {
    const thing = (await row.arrange?.(world, number)) ?? ''
    seen[who] = outcomeOf(await row.call(caller, world, thing))
    expected[who] = expectedOf(row.needs, who, isPublic)
  }
  expect(seen).toEqual(expected)
}

for (const database of databases) {
  describe(`access on ${database.name}`, () => {
    for (const isPublic of [true, false]) {
      it.each(Object.entries(inApp))(`to %s in a ${isPublic ? 'public' : 'private'} application`, async (_id, row) => {
        const server = await startServer({ database })
        const { slug } = await server.given.app('Viewer', { public: isPublic })

        await tryAll(row, { ...server, slug }, isPublic)
      })
    }

    it.each(Object.entries(onSite))('to %s', async (_id, row) => {
      const server = await startServer({ database })
      const { slug } = await server.given.app('Viewer')

      await tryAll(row, { ...server, slug }, true)
    })

    it('to Synology packages goes by the roles there', async () => {
      const world = await startServer({ database })
      const { as } = world
      const [developer, packageAdmin] = [as.person('dev'), as.person('head')]
      await Promise.all([developer.account(), packageAdmin.account()])
      await as.admin.setSpkRole({ account: 'dev' }, { role: 'developer' })
      await as.admin.setSpkRole({ account: 'head' }, { role: 'package_admin' })
      const callers: [string, Caller, number][] = [
        ['nobody', as.anonymous, 0],
        ['stranger', as.stranger, 0],
        ['developer', developer, 1],
        ['package administrator', packageAdmin, 2],
        ['administrator', as.admin, 3],
      ]
      const seen: Record<string, Record<string, string>> = {}
      const expected: typeof seen = {}
      for (const [id, { needs, call }] of Object.entries(onSpks)) {
        seen[id] = {}
        expected[id] = {}
        for (const [who, caller, rank] of callers) {
          const outcome = outcomeOf(await call(caller, world))
          const refused = outcome === 'login_required' || outcome === 'forbidden'
          seen[id][who] = refused ? outcome : 'allowed'
          const refusal = who === 'nobody' ? 'login_required' : 'forbidden'
          expected[id][who] = rank >= spkRanks.indexOf(needs) ? 'allowed' : refusal
        }
      }
      expect(seen).toEqual(expected)
    })
  })
}
