import { describe, expect, it } from 'vitest'
import { PIXEL, spkOf } from '../../../spk/test/archives.ts'
import { type Caller, databases, startServer } from '../harness/index.ts'
import { repository } from './repository.ts'

for (const database of databases) {
  describe(`looking after Synology packages on ${database.name}`, () => {
    it('lets a maintainer upload and activate his own package, and nothing else', async () => {
      const server = await startServer({ database })
      const { as } = server
      const { upload, offered } = repository(server)
      const jane = as.person('jane')
      await jane.account()
      expect((await as.admin.setSpkRole({ account: 'jane' }, { role: 'developer' })).status).toBe(204)
      expect((await as.admin.listSpkRoles()).value.items).toMatchObject([{ login: 'jane', role: 'developer' }])
      const named = await as.admin.createSpkPackage({ name: 'bt sync' })
      expect(named.json).toMatchObject({ errors: [{ message: 'must be letters, digits, dashes and underscores' }] })
      await as.admin.createSpkPackage({ name: 'btsync', maintainers: ['jane'] })
      const wrong: [field: string, change: { maintainers: string[] } | { author: string }][] = [
        ['maintainers', { maintainers: ['jane', 'nobody'] }],
        ['author', { author: 'nobody' }],
      ]
      for (const [field, change] of wrong) {
        expect(await as.admin.updateSpkPackage({ package: 'btsync' }, change)).toMatchProblem('invalid_input', {
          fields: [field],
        })
      }
      // What has no version yet is there for those only who look after it.
      expect(await as.anonymous.getSpkPackage({ package: 'btsync' })).toMatchProblem('spk_not_found')
      expect((await as.anonymous.listSpkPackages({ status: 'archived' })).value.items).toEqual([])
      expect((await as.admin.listSpkPackages({ status: 'archived' })).value.items).toEqual([])
      expect((await as.admin.listSpkPackages({ status: 'all' })).value.items).toMatchObject([{ version: null }])
      expect((await jane.getSpkPackage({ package: 'btsync' })).value.versions).toEqual([])

      expect((await upload(await spkOf(), jane)).status).toBe(201)
      const detail = (await jane.getSpkPackage({ package: 'btsync' })).value
      expect(detail).toMatchObject({ author: 'admin', mayMaintain: true, maintainers: [{ login: 'jane' }] })
      const [build] = detail.versions[0]?.builds ?? []
      expect(build).toMatchObject({ active: false, firmware: '3.1-1594', architectures: ['88f628x'] })
      const act = async (action: 'activate' | 'delete', by = jane) =>
        (await by.actOnSpkBuilds({ action, builds: [build?.id ?? ''] })).value.items[0]?.outcome
      expect(await act('activate', as.stranger)).toBe('refused')
      expect(await act('activate')).toBe('done')
      expect(await act('activate')).toBe('unchanged')
      expect(await act('delete')).toBe('refused')
      expect(await offered({ arch: '88f6281', build: 1594 })).toHaveLength(1)
      expect(await jane.createSpkPackage({ name: 'mine' })).toMatchProblem('forbidden')
      expect(await jane.deleteSpkPackage({ package: 'btsync' })).toMatchProblem('forbidden')
      expect(await as.anonymous.getSpkPackage({ package: 'nothing' })).toMatchProblem('spk_not_found')
      expect((await as.anonymous.listSpkPackages({ q: 'SYNC' })).value.items).toMatchObject([{ name: 'btsync' }])

      expect((await as.admin.deleteSpkVersion({ package: 'btsync', version: 10 } as never)).status).toBe(204)
      expect(await offered({ arch: '88f6281', build: 1594 })).toEqual([])
      expect((await as.admin.deleteSpkPackage({ package: 'btsync' })).status).toBe(204)
      expect((await as.admin.clearSpkRole({ account: 'jane' })).status).toBe(204)
      expect((await upload(await spkOf(), jane)).status).toBe(401)
    })

    it('lets maintainers activate and verify, package administrators read again, administrators alone sign and delete', async () => {
      const server = await startServer({ database })
      const { as, given } = server
      const { build, role, maintainer } = repository(server)
      const id = await build({})
      const jane = await role(as.person('jane'), 'developer')
      await maintainer('btsync', jane)
      const other = await role(as.person('other'), 'developer')
      const head = await role(as.person('head'), 'package_admin')
      // A key that is limited to an application is good for nothing else, whoever made it.
      const keys = [jane, as.admin].map((of) => as.key({ app: 'viewer', of }))
      await given.app('Viewer')
      const mayDo: [who: string, caller: Caller, actions: string[]][] = [
        ['developer', other, []],
        ['maintainer', jane, ['activate', 'deactivate', 'verify']],
        ['package administrator', head, ['activate', 'deactivate', 'verify', 'reread']],
        ['administrator', as.admin, ['activate', 'deactivate', 'verify', 'reread', 'sign', 'unsign', 'delete']],
        ...keys.map((key, at): [string, Caller, string[]] => [`key ${at}`, key, []]),
      ]
      for (const [who, caller, may] of mayDo) {
        const allowed = []
        for (const action of ['activate', 'deactivate', 'verify', 'reread', 'sign', 'unsign', 'delete'] as const) {
          const [result] = (await caller.actOnSpkBuilds({ action, builds: [id], dryRun: true })).value.items
          if (result?.message !== 'Insufficient permissions on this package') allowed.push(action)
        }
        expect(allowed, who).toEqual(may)
      }
    })

    it('shows a developer the packages he maintains and nothing of others, in lists, counts and charts', async () => {
      const server = await startServer({ database })
      const { as } = server
      const { build, role, maintainer } = repository(server)
      const mine = await build({ info: { package: 'mine' } })
      const foreign = await build({ info: { package: 'foreign' } })
      await build({ info: { package: 'foreign', arch: 'x86' } }, { active: false })
      for (const [name, times] of [
        ['mine', 1],
        ['foreign', 2],
      ] as const) {
        const path = `/nas/${name}/10/${name}.v10.f1594%5B88f628x%5D.spk?arch=88f6281&build=1594`
        for (let device = 0; device < times; device++) {
          await as.anonymous.request('GET', path, { headers: { 'user-agent': `synology_${device}` } })
        }
      }
      const jane = await role(as.person('jane'), 'developer')
      await maintainer('mine', jane)

      expect((await jane.getSpkOverview()).value).toEqual({
        packages: 1,
        builds: 1,
        inactiveBuilds: 0,
        recentDownloads: 1,
        latest: [expect.objectContaining({ package: 'mine', version: '1.4.103-10', active: true, recentDownloads: 1 })],
        topPackages: [{ package: 'mine', downloads: 1 }],
        topArchitectures: [{ architecture: '88f628x', downloads: 1 }],
        topFirmwares: [{ firmware: 'DSM 3.1-1594', downloads: 1 }],
      })
      expect((await jane.listSpkBuilds()).value.items).toMatchObject([{ id: mine, package: 'mine', active: true }])
      expect((await jane.listSpkPackages({ maintainer: 'me' })).value.items).toMatchObject([{ name: 'mine' }])

      expect((await as.admin.getSpkOverview({ days: 7 })).value).toMatchObject({
        packages: 2,
        builds: 3,
        inactiveBuilds: 1,
        topPackages: [
          { package: 'foreign', downloads: 2 },
          { package: 'mine', downloads: 1 },
        ],
      })
      const found = async (query: Parameters<typeof as.admin.listSpkBuilds>[0]) =>
        (await as.admin.listSpkBuilds(query)).value.items.map((one) => `${one.package} ${one.architectures}`).sort()
      expect(await found({ arch: '88f6281' })).toEqual(['foreign 88f628x', 'mine 88f628x'])
      expect(await found({ q: 'FOR', active: false })).toEqual(['foreign x86'])
      expect(await found({ firmware: '3', publisher: 'admin', signed: false })).toHaveLength(3)
      expect(await found({ firmware: '3.2' })).toEqual([])
      expect(await found({ beta: true })).toEqual([])
      expect(await as.admin.listSpkBuilds({ publisher: 'nobody' })).toMatchProblem('account_not_found')
      const page = (await as.admin.listSpkBuilds({ limit: 2 })).value
      const rest = (await as.admin.listSpkBuilds({ limit: 2, cursor: page.cursor ?? '' })).value
      expect(new Set([...page.items, ...rest.items].map(({ id }) => id)).size).toBe(3)
      expect([...page.items, ...rest.items].map(({ id }) => id)).toContain(foreign)
      for (const caller of [as.stranger, as.anonymous]) {
        const [overview, builds] = [await caller.getSpkOverview(), await caller.listSpkBuilds()]
        expect(overview.status).toBeGreaterThanOrEqual(401)
        expect(builds.status).toBeGreaterThanOrEqual(401)
      }
    })

    it('adds what an upload or a device needs to the tables, and it counts at once', async () => {
      const server = await startServer({ database })
      const { as } = server
      const { upload, ask } = repository(server)
      const bytes = await spkOf({ info: { arch: 'z80', firmware: '9.1-99999', displayname_xyz: 'Zed' } })
      const message = async () => ((await upload(bytes)).json as { message?: string }).message
      expect(await message()).toBe('Unknown architecture: z80')
      expect((await ask({ arch: 'z80', build: 99999 })).status).toBe(422)
      for (const language of ['qqq', 'no code, but a long sentence']) await ask({ arch: 'x86', build: 99999, language })
      await ask({ arch: 'z80', build: 99999 })
      const lastAt = expect.any(String)
      expect((await as.admin.listRefusedSpkDevices()).value.items).toEqual([
        { field: 'arch', value: 'z80', requests: 2, lastAt },
        { field: 'language', value: 'qqq', requests: 1, lastAt },
      ])
      expect(await as.stranger.listRefusedSpkDevices()).toMatchProblem('forbidden')
      await as.admin.addSpkArchitecture({ code: 'z80' })
      expect((await ask({ arch: 'z80', build: 99999 })).status).toBe(200)
      expect(await message()).toBe('Unknown firmware: 9.1-99999')
      await as.admin.addSpkFirmware({ build: 99999, version: '9.1', type: 'dsm' })
      expect(await message()).toBe('Unknown INFO displayname language')
      await as.admin.addSpkLanguage({ code: 'xyz', name: 'Zedish' })
      expect(await message()).toBeUndefined()
      expect(await as.admin.removeSpkArchitecture({ code: 'z80' })).toMatchProblem('spk_state')
      expect(await as.admin.addSpkArchitecture({ code: 'z80' })).toMatchProblem('name_taken')
      expect(await as.stranger.addSpkService({ code: 'x' })).toMatchProblem('forbidden')
      expect((await as.anonymous.listSpkLanguages()).value.items.at(-1)).toEqual({ code: 'xyz', name: 'Zedish' })
    })

    it('keeps simple markup of a changelog, and nothing that could act on a page', async () => {
      const server = await startServer({ database })
      const { build, offered } = repository(server)
      const changelog = '<b onclick="x()">new</b><br><script>x()</script><a href="javascript:x()">here</a><img src=x>'
      await build({ info: { changelog } })
      const cleaned = '<b>new</b><br><a>here</a>'
      expect(await offered({ arch: '88f6281', build: 1594 })).toMatchObject([{ changelog: cleaned }])
      const { versions } = (await server.as.anonymous.getSpkPackage({ package: 'btsync' })).value
      expect(versions[0]?.builds[0]?.changelog).toBe(cleaned)
    })

    it('shows screenshots to devices as long as they are there', async () => {
      const server = await startServer({ database })
      const { as } = server
      const { build, offered } = repository(server)
      await build({})
      const add = (fileName: string) => as.admin.addSpkScreenshot({ package: 'btsync' }, { fileName }, PIXEL)
      expect((await add('shot.png')).value).toEqual({ path: 'btsync/screenshot_1.png' })
      expect((await add('shot.JPG')).value).toEqual({ path: 'btsync/screenshot_2.jpg' })
      expect(await add('shot.svg')).toMatchProblem('invalid_input')
      const pictures = async () => (await offered({ arch: '88f6281', build: 1594 }))[0]?.snapshot as string[]
      expect(await pictures()).toHaveLength(2)
      await as.admin.removeSpkScreenshot({ package: 'btsync', number: 1 } as never)
      expect(await pictures()).toEqual([expect.stringMatching(/\/nas\/btsync\/screenshot_2\.jpg$/)])
    })

    it('explains what a device gets, and why not the others', async () => {
      const server = await startServer({ database })
      const { build } = repository(server)
      const x86 = (version: string, firmware: string, more = {}) => ({
        info: { arch: 'x86', version, firmware, ...more },
      })
      await build(x86('1-1', '5.0-4458'))
      await build(x86('1-1', '6.0-7321'))
      await build(x86('2-2', '6.0-7321'), { active: false })
      await build(x86('3-3', '6.0-7321', { beta: 'yes' }))
      const answer = await server.as.anonymous.explainSpk({ package: 'btsync' }, { arch: 'x86', build: '8451' })
      expect(answer.value).toMatchObject({ arch: 'x86', build: 8451, major: 6, beta: false })
      expect(answer.value.builds.map((one) => [one.version, one.firmware, one.outcome, one.rule])).toEqual([
        ['3-3', '6.0-7321', 'refused', 'beta'],
        ['2-2', '6.0-7321', 'refused', 'inactive'],
        ['1-1', '5.0-4458', 'refused', 'other_major'],
        ['1-1', '6.0-7321', 'chosen', 'best'],
      ])
    })

    it('reads an archive again, as after a change of the tables', async () => {
      const server = await startServer({ database })
      const { build, act } = repository(server)
      const id = await build({ info: { description: 'right' } })
      await server.db.write((tx) => tx.updateTable('spk_description').set({ description: 'wrong' }).execute())
      expect(await act('reread', id)).toMatchObject([{ outcome: 'done' }])
      const { versions } = (await server.as.admin.getSpkPackage({ package: 'btsync' })).value
      expect(versions[0]?.builds[0]).toMatchObject({ descriptions: { enu: 'right' }, active: true })
    })

    it('lists packages by words, category, architecture and state, with what people read first', async () => {
      const server = await startServer({ database })
      const { as } = server
      const { build } = repository(server)
      await build({ info: { package: 'git', arch: 'apollolake', displayname_ger: 'Git auf Deutsch', version: '2-1' } })
      const newer = { package: 'git', arch: 'x86', displayname: 'Git 3', version: '3-2' }
      await build({ info: newer }, { active: false })
      await build({ info: { package: 'old', arch: 'noarch', description: 'Ancient things' } }, { active: false })
      await build({ info: { package: 'tool', arch: 'noarch', displayname: 'Tool_100%', beta: 'yes' } })
      await as.admin.updateSpkPackage({ package: 'git' }, { category: 'Development' })
      const names = async (query: object = {}) =>
        (await as.anonymous.listSpkPackages(query)).value.items.map(({ name }) => name)
      expect(await names()).toEqual(['git', 'tool'])
      expect(await names({ status: 'all' })).toEqual(['git', 'old', 'tool'])
      expect(await names({ status: 'archived' })).toEqual(['old'])
      expect(await names({ q: 'AUF deutsch' })).toEqual(['git'])
      expect(await names({ q: '_100%' })).toEqual(['tool'])
      expect(await names({ q: '_' })).toEqual(['tool'])
      expect(await names({ q: 'ancient', status: 'all' })).toEqual(['old'])
      expect(await names({ category: 'Development' })).toEqual(['git'])
      expect(await names({ arch: '88f6281' })).toEqual(['tool'])
      expect(await names({ arch: 'apollolake' })).toEqual(['git', 'tool'])
      expect(await names({ arch: 'x86' })).toEqual(['tool'])
      const { items } = (await as.anonymous.listSpkPackages({ language: 'ger' })).value
      expect(items[0]).toMatchObject({
        displayName: 'Git auf Deutsch',
        description: 'Keeps folders alike',
        version: '2-1',
        architectures: ['apollolake'],
        icon: 'git/1/icon_72.png',
        active: true,
      })
      expect(items[1]).toMatchObject({ displayName: 'Tool_100%', beta: true })
      const first = (await as.anonymous.listSpkPackages({ limit: 1 })).value
      expect(await names({ limit: 1, cursor: first.cursor })).toEqual(['tool'])
      expect((await as.anonymous.getSpkRepository()).value).toEqual({
        url: null,
        packages: 2,
        categories: ['Development'],
        signing: false,
        role: null,
        pending: 0,
      })
    })

    it('lets new packages of developers wait for approval where they are moderated', async () => {
      const server = await startServer({ database, spk: { moderated: true } })
      const { as } = server
      const { upload, role, offered } = repository(server)
      const jane = await role(as.person('jane'), 'developer')
      const other = await role(as.person('john'), 'developer')
      expect((await upload(await spkOf(), jane)).status).toBe(201)
      expect((await upload(await spkOf({ info: { version: '2-11' } }), other)).status).toBe(403)
      const listed = async (by: typeof jane) =>
        (await by.listSpkPackages({ status: 'all' })).value.items.map(({ name, pending }) => [name, pending])
      expect(await listed(jane)).toEqual([['btsync', true]])
      expect(await listed(other)).toEqual([])
      expect(await listed(as.anonymous)).toEqual([])
      expect(await as.anonymous.getSpkPackage({ package: 'btsync' })).toMatchProblem('spk_not_found')
      const builds = (await jane.getSpkPackage({ package: 'btsync' })).value.versions[0]?.builds.map(({ id }) => id)
      const activate = async () =>
        (await jane.actOnSpkBuilds({ action: 'activate', builds: builds ?? [] })).value.items[0]?.message
      expect(await activate()).toBe('btsync waits for approval.')
      expect((await as.admin.getSpkRepository()).value).toMatchObject({ role: 'admin', pending: 1 })
      expect(await jane.updateSpkPackage({ package: 'btsync' }, { pending: false })).toMatchProblem('forbidden')
      await as.admin.updateSpkPackage({ package: 'btsync' }, { pending: false })
      expect(await activate()).toBe('Build was successfully activated.')
      expect(await offered({ arch: '88f6281', build: 1594 })).toHaveLength(1)
    })

    it('renews icons when it reads an archive again, and tells which files no signature covers', async () => {
      const server = await startServer({ database })
      const { build, act } = repository(server)
      const id = await build({ add: [{ name: 'WIZARD_UIFILES/install_uifile~', bytes: 'x' }] })
      await server.db.write((tx) => tx.updateTable('spk_file').set({ size: 1 }).where('kind', '=', 'icon').execute())
      expect(await act('reread', id)).toMatchObject([{ outcome: 'done' }])
      const icon = await server.as.anonymous.request('GET', '/nas/btsync/10/icon_72.png')
      expect(icon.bytes).toEqual(PIXEL)
      const { versions } = (await server.as.admin.getSpkPackage({ package: 'btsync' })).value
      expect(versions[0]?.builds[0]).toMatchObject({
        unsignedFiles: ['WIZARD_UIFILES/install_uifile~'],
        publisher: 'admin',
        active: true,
      })
    })

    it('says how often, by whom and for what a package was downloaded', async () => {
      const server = await startServer({ database })
      const { build } = repository(server)
      await build({})
      const path = '/nas/btsync/10/btsync.v10.f1594%5B88f628x%5D.spk'
      const asking = [{ arch: '88f6281', build: 1594 }, { arch: '88f6282', build: 1594 }, {}]
      for (const [device, query] of asking.entries()) {
        await server.as.anonymous.request('GET', path, { query, headers: { 'user-agent': `synology_${device}` } })
      }
      const statistics = (await server.as.anonymous.getSpkStatistics({ package: 'btsync' })).value
      expect(statistics).toMatchObject({
        days: [{ downloads: 3 }],
        versions: [{ version: '1.4.103-10', downloads: 3 }],
        architectures: [{ architecture: '88f628x', downloads: 2 }],
        firmwares: [{ firmware: 'DSM 3.1-1594', downloads: 2 }],
      })
    })
  })
}
