import { describe, expect, it } from 'vitest'
import { goodInfo, md5, PIXEL, spkOf } from '../../../spk/test/archives.ts'
import { malformed } from '../../../spk/test/corpus.ts'
import { databases, startServer } from '../harness/index.ts'
import { repository } from './repository.ts'

const counted = ['spk_package', 'spk_version', 'spk_build', 'spk_file', 'spk_description', 'blob'] as const

for (const database of databases) {
  describe(`uploading SPKs on ${database.name}`, () => {
    it('answers build systems with the one line they grep for, and 409 the second time', async () => {
      const { upload } = repository(await startServer({ database }))
      const bytes = await spkOf({ info: { arch: 'x86 88f6281 88f6282' } })

      const first = await upload(bytes)
      expect(first.status).toBe(201)
      expect(first.headers['content-type']).toMatch(/^application\/json/)
      expect(first.headers).not.toHaveProperty('set-cookie')
      expect(first.text).toBe(
        '{"package": "btsync", "version": "1.4.103-10", "firmware": "3.1-1594", "architectures": ["x86", "88f628x"]}\n',
      )
      const second = await upload(bytes)
      expect(second.status).toBe(409)
      expect(second.text).toBe('{"message": "Conflicting architectures: 88f628x, x86"}\n')
    })

    it.each([
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/octet-stream',
      'text/plain',
    ])('takes the raw body as %s', async (type) => {
      const { upload } = repository(await startServer({ database }))
      expect((await upload(await spkOf(), undefined, { 'content-type': type })).status).toBe(201)
    })

    it('takes the first file of a form, and the root of a host of its own', async () => {
      const server = await startServer({ database })
      const { as, db } = server
      const spk = Buffer.from(await spkOf())
      const part = (head: string, body: Uint8Array | string) => [`--b0undary\r\n${head}\r\n\r\n`, body, '\r\n']
      const form = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((one) => Buffer.from(one)))
      const note = part('content-disposition: form-data; name="note"', 'hello')
      const file = part(
        'content-disposition: form-data; name="file"; filename="a.spk"\r\ncontent-type: application/octet-stream',
        spk,
      )
      const end = '--b0undary--\r\n'
      const key = Buffer.from(`${await as.admin.key()}:`).toString('base64')
      const send = async (bytes: Uint8Array, path = '/api/packages') => {
        const headers = { authorization: `Basic ${key}`, 'content-type': 'multipart/form-data; boundary=b0undary' }
        const { status, text } = await as.anonymous.request('POST', path, { bytes, headers })
        return [status, text]
      }
      const none = '{"message": "No data to process"}\n'
      expect(await send(form(...note, end))).toEqual([400, none])
      expect(await send(form(''))).toEqual([400, none])
      const broken = '{"message": "The connection ended before all bytes had come."}\n'
      expect(await send(form(...file).subarray(0, 2000))).toEqual([400, broken])
      expect(await send(form('--b0un'))).toEqual([422, '{"message": "Invalid SPK"}\n'])
      expect(await send(form(...note, ...file, end), '/packages/')).toEqual([
        201,
        '{"package": "btsync", "version": "1.4.103-10", "firmware": "3.1-1594", "architectures": ["88f628x"]}\n',
      ])
      const row = await db.read.selectFrom('spk_build').select('size').executeTakeFirst()
      expect(Number(row?.size)).toBe(spk.length)
      expect(await send(form(...note, ...file, end))).toEqual([
        409,
        '{"message": "Conflicting architectures: 88f628x"}\n',
      ])
    })

    it('keeps file, icons and digests where devices look for them', async () => {
      const server = await startServer({ database })
      const bytes = await spkOf({ add: [{ name: 'PACKAGE_ICON_256.PNG', bytes: PIXEL }] })
      await repository(server).upload(bytes)

      const path = '/nas/btsync/10/btsync.v10.f1594%5B88f628x%5D.spk'
      const served = await server.as.anonymous.request('GET', path)
      expect(served.status).toBe(200)
      expect(md5(served.bytes)).toBe(md5(bytes))
      const [build] = await server.db.read.selectFrom('spk_build').selectAll().execute()
      expect(build).toMatchObject({ md5: md5(bytes), size: bytes.length, active: 0, signed: 0 })
      for (const size of [72, 256]) {
        const icon = await server.as.anonymous.request('GET', `/nas/btsync/10/icon_${size}.png`)
        expect(icon.headers['content-type']).toBe('image/png')
        expect(icon.bytes).toEqual(PIXEL)
      }
    })

    it('refuses who may not upload: 401 for those who are nothing here, 403 for those who are', async () => {
      const server = await startServer({ database })
      const { upload, role, maintainer } = repository(server)
      const { as } = server
      const bytes = await spkOf()
      const post = (headers: Record<string, string>) =>
        as.anonymous.request('POST', '/api/packages', { bytes, headers })

      for (const headers of [
        {},
        { authorization: 'Bearer nonsense' },
        { authorization: `Basic ${Buffer.from('wrong:').toString('base64')}` },
        { authorization: `Bearer ${await as.admin.key()}` },
      ]) {
        const answer = await post(headers as Record<string, string>)
        expect(answer.status).toBe(401)
        expect(answer.text).toMatch(/^\{"message": /)
        expect(answer.headers).not.toHaveProperty('www-authenticate')
      }
      expect((await upload(bytes, as.stranger)).status).toBe(401)

      const developer = await role(as.person('developer'), 'developer')
      const refused = await upload(bytes, developer)
      expect([refused.status, refused.text]).toEqual([
        403,
        '{"message": "Insufficient permissions to create new packages"}\n',
      ])
      expect((await upload(bytes, await role(as.person('keeper'), 'package_admin'))).status).toBe(201)
      const other = await spkOf({ info: { arch: 'x86' } })
      const foreign = await upload(other, developer)
      expect([foreign.status, foreign.text]).toEqual([403, '{"message": "Insufficient permissions on this package"}\n'])
      await maintainer('btsync', developer)
      expect((await upload(other, developer)).status).toBe(201)
    })

    it('refuses an empty body, a body that is too large, and other methods', async () => {
      const server = await startServer({ database, spk: { maxUpload: 4096 } })
      const { upload } = repository(server)
      const empty = await upload(Buffer.alloc(0))
      expect([empty.status, empty.text]).toEqual([400, '{"message": "No data to process"}\n'])
      const large = await upload(await spkOf({ add: [{ name: 'x', bytes: Buffer.alloc(8192) }] }))
      expect([large.status, large.text]).toEqual([
        413,
        '{"message": "The data value transmitted exceeds the capacity limit."}\n',
      ])
      const get = await server.as.anonymous.request('GET', '/api/packages')
      expect([get.status, get.json]).toEqual([405, { message: 'The method is not allowed for the requested URL.' }])
    })

    it('takes builds of one version that agree, and names every field of one that does not', async () => {
      const { upload } = repository(await startServer({ database }))
      const license = { name: 'LICENSE', bytes: 'MIT' }
      expect((await upload(await spkOf({ info: { maintainer: '' } }))).status).toBe(201)
      const second = { arch: 'x86', description: 'another', changelog: 'new', install_dep_packages: 'git' }
      expect((await upload(await spkOf({ info: second }))).status).toBe(201)

      const answer = await upload(
        await spkOf({
          info: {
            arch: 'bromolow',
            version: '9-10',
            maintainer: 'me',
            startable: 'no',
            install_dep_services: 'ssh',
            displayname: 'Zed',
            displayname_fre: "L'autre",
          },
          add: [license],
        }),
      )
      expect(answer.status).toBe(422)
      expect((answer.json as { message: string }).message.split('\n')).toEqual([
        'SPK version-level metadata conflicts with existing builds:',
        "  - upstream_version: SPK has '9', DB has '1.4.103'",
        "  - maintainer: SPK has 'me', DB has ''",
        '  - startable: SPK has False, DB has True',
        "  - license: SPK has 'MIT', DB has None",
        "  - service_dependencies: SPK has {'ssh'}, DB has set()",
        `  - displaynames: SPK has {'fre': "L'autre", 'enu': 'Zed'}, DB has {'enu': 'BitTorrent Sync'}`,
      ])
    })

    it('lets ranges of firmware decide what conflicts', async () => {
      const { upload } = repository(await startServer({ database }))
      const send = async (firmware: string, os_max_ver: string | undefined, arch = 'x86') =>
        (await upload(await spkOf({ info: { firmware, os_max_ver, arch } }))).status
      expect(await send('6.1-15047', '6.2-22259')).toBe(201)
      expect(await send('6.2-22259', undefined)).toBe(409)
      expect(await send('6.2-22259', undefined, 'bromolow')).toBe(201)
      expect(await send('6.2-23739', undefined)).toBe(201)
      expect(await send('3.1-1594', '6.1-15047')).toBe(409)
      expect(await send('3.1-1594', undefined)).toBe(201)
    })

    it('shortens a file name that would not fit, and keeps it readable', async () => {
      const server = await startServer({ database })
      const arch = (await server.db.read.selectFrom('spk_architecture').select('code').execute())
        .map((row) => row.code)
        .filter((code) => code !== 'noarch')
        .join(' ')
      expect((await repository(server).upload(await spkOf({ info: { arch } }))).status).toBe(201)
      const [build] = await server.db.read.selectFrom('spk_build').select('path').execute()
      const name = build?.path.split('/').at(-1) ?? ''
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      expect(name).toMatch(/^btsync\.v10\.f1594\[[\w-]+\]\.spk$/)
    })

    it('lets one of many simultaneous uploads win', async () => {
      const server = await startServer({ database })
      const bytes = await spkOf()
      const answers = await Promise.all(Array.from({ length: 6 }, () => repository(server).upload(bytes)))
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    })

    it('leaves nothing behind whatever is wrong', async () => {
      const server = await startServer({ database })
      const { upload } = repository(server)
      for (const { name, make, status, message } of malformed) {
        const answer = await upload(await make())
        expect([name, answer.status, answer.json]).toEqual([name, status, { message }])
      }
      for (const table of counted) expect(await server.db.read.selectFrom(table).selectAll().execute()).toEqual([])
      expect(await server.storedKeys()).toEqual([])
      expect((await upload(await spkOf({ info: { ...goodInfo } }))).status).toBe(201)
    }, 120_000)
  })
}
