/** Traps of the Slicer package manager's contract, by their number there: what is published again, changed and moved. */
import { describe, expect, it } from 'vitest'
import { databases, sha512, startServer, type TestServer } from '../../harness/index.ts'
import { document, documents, idOf, type Parameters } from '../client.ts'
import { extensionFacts, packageFacts } from '../facts.ts'
import { start } from './given.ts'

/** Runs the two jobs that tidy up. */
async function sweep({ db, services, runJobs }: TestServer): Promise<void> {
  for (const kind of ['packages.sweep_declared', 'files.sweep']) {
    await db.write((tx) => services.jobs.enqueue(tx, kind, null))
  }
  await runJobs()
}

for (const database of databases) {
  describe(`traps on ${database.name}: updates`, () => {
    it('26, 27, 28, 29, 30: merges what is sent again', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const { item } = await given.extension({ keywords: 'mask', homepage: 'https://x.test' })
      await admin.call('PUT', `/item/${item}/metadata`, {}, { body: { note: 'x' } })
      const again = { ...extensionFacts, repository_url: '', keywords: '', homepage: '', description: 'Other' }
      const updated = document(await admin.post(`/app/${given.app}/extension`, again))
      expect(updated._id).toBe(item)
      expect(updated.description).toBe('Other')
      expect(updated.meta).toMatchObject({
        keywords: 'mask',
        homepage: 'https://x.test',
        repository_url: '',
        note: 'x',
      })
      await admin.call('PUT', `/item/${item}/metadata`, {}, { body: { keywords: null } })
      expect(document(await admin.get(`/item/${item}`)).meta).not.toHaveProperty('keywords')

      const byHand = async (value: unknown) => {
        const { item: edited } = await given.package()
        await admin.call('PUT', `/item/${edited}/metadata`, {}, { body: { pre_release: value } })
        return document(await admin.get(`/item/${edited}`)).meta.pre_release
      }
      expect([await byHand(' YES '), await byHand('False'), await byHand('on'), await byHand('')]).toEqual([
        ...[true, false, true, false],
      ])

      const marked = await given.package({ pre_release: 'True', build_date: '2021-06-21 11:37:36 -0400' })
      const before = document(await admin.get(`/item/${marked.item}`)).meta
      expect(before).toMatchObject({ pre_release: true, build_date: '2021-06-21T15:37:36+00:00' })
      const after = document(await admin.post(`/app/${given.app}/package`, packageFacts)).meta
      expect(after).not.toHaveProperty('pre_release')
      expect(after.build_date).not.toBe(before.build_date)
    })

    it('31: shows an item without its file to those who may write, and takes it away after a while', async () => {
      const server = await startServer({ database })
      const { admin, nobody, ...given } = await start(server)
      const item = idOf(await admin.post(`/app/${given.app}/extension`, extensionFacts))
      expect(await given.list(nobody, 'extension')).toEqual([])
      expect(await given.list(admin, 'extension')).toHaveLength(1)
      expect((await nobody.get(`/item/${item}`)).status).toBe(400)
      expect((await admin.get(`/item/${item}/download`)).status).toBe(404)
      // A second try is an update, not "existing without any binary file".
      expect(idOf(await admin.post(`/app/${given.app}/extension`, extensionFacts))).toBe(item)

      const begun = await admin.post('/file', { parentType: 'item', parentId: item, name: 'x', size: 5 })
      server.travel({ hours: 2 })
      await sweep(server)
      expect((await admin.get(`/item/${item}`)).status, 'an upload is alive').toBe(200)
      await admin.delete(`/file/upload/${idOf(begun)}`)
      server.travel({ hours: 2 })
      await sweep(server)
      expect((await admin.get(`/item/${item}`)).status).toBe(400)
    })

    it('32, 33: never shows readers two files or none, and never a file called new_file', async () => {
      const server = await startServer({ database })
      const { admin, nobody, ...given } = await start(server)
      const { item, file } = await given.extension({}, 'first')
      await admin.upload(item, 'new_file', 'second')
      const seen = async () => documents(await nobody.get(`/item/${item}/files`)).map((one) => one.name)
      expect(await seen()).toEqual(['SegmentTools.zip'])
      expect(documents(await admin.get(`/item/${item}/files`))).toHaveLength(2)
      expect((await nobody.get(`/item/${item}/download`)).text).toBe('first')
      await admin.delete(`/file/${file}`)
      expect(await seen()).toEqual(['SegmentTools.zip'])
      expect((await nobody.get(`/item/${item}/download`)).text).toBe('second')
    })

    it('35: forgets half uploads', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const { item } = await given.package()
      const upload = idOf(await admin.post('/file', { parentType: 'item', parentId: item, name: 'x', size: 9 }))
      expect((await admin.get('/file/offset', { uploadId: upload })).json).toEqual({ offset: 0 })
      server.travel({ days: 2 })
      await sweep(server)
      expect(await server.storedKeys()).toHaveLength(1)
      expect((await admin.get('/file/offset', { uploadId: upload })).json).toEqual({
        message: `Invalid upload id (${upload}).`,
        type: 'rest',
      })
    })

    it('36, 39: makes one draft and one item when many ask at once', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => admin.post(`/app/${given.app}/extension`, extensionFacts)),
      )
      expect(new Set(answers.map(idOf)).size).toBe(1)
      expect(await given.list(admin, 'draft')).toHaveLength(1)
      expect(document(answers[0] as never).name).toBe('34610_SegmentTools_linux_amd64_9fc31aa')
    })

    it('37, 38: finds bytes by digest, also those that were replaced', async () => {
      const server = await startServer({ database })
      const { admin, nobody, ...given } = await start(server)
      const { item, file } = await given.extension({}, 'first')
      await admin.upload(item, 'new_file', 'second')
      await admin.delete(`/file/${file}`)
      for (const bytes of ['first', 'second']) {
        expect(await nobody.get(`/file/hashsum/SHA512/${sha512(bytes).toUpperCase()}/download`)).toMatchObject({
          status: 200,
          text: bytes,
        })
      }
      expect(documents(await nobody.get(`/file/hashsum/sha512/${sha512('second')}`))).toHaveLength(1)
      expect((await nobody.get(`/file/hashsum/sha512/${'0'.repeat(128)}`)).json).toEqual([])
      expect(await nobody.get(`/file/hashsum/sha512/${'0'.repeat(128)}/download`)).toMatchObject({
        status: 404,
        json: { message: 'File not found.', type: 'rest' },
      })
      expect((await nobody.get('/file/hashsum/md5/x')).json).toEqual({
        message: 'Invalid value for algo: "md5". Allowed values: sha512.',
        type: 'rest',
      })
    })

    it('40: refuses templates that reach further than they may, naming them', async () => {
      const server = await startServer({ database })
      const { admin, app } = await start(server)
      const set = (template: string) =>
        admin.call('PUT', `/folder/${app}/metadata`, {}, { body: { applicationPackageNameTemplate: template } })
      for (const template of ['{baseName.__class__}', '{unknown}', '{os', '{0}']) {
        const answer = await set(template)
        expect(answer.status, template).toBe(400)
        expect((answer.json as { message: string }).message).toContain('applicationPackageNameTemplate')
      }
      expect((await set('{baseName}-{build_date:%Y%m%d}')).status).toBe(200)
      const made = document(await admin.post(`/app/${app}/package`, { ...packageFacts, build_date: '2021-06-21' }))
      expect(made.name).toBe('Viewer-20210621')
    })

    it('41: leaves out what has no tier when one is asked for', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      await given.extension()
      await given.extension({ baseName: 'Zero', tier: 0 })
      await given.extension({ baseName: 'Three', tier: 3 })
      const names = async (query: Parameters) =>
        (await given.list(nobody, 'extension', { ...query, sort: 'meta.baseName', sortdir: 1 })).map(
          (one) => one.meta.baseName,
        )
      expect(await names({})).toEqual(['SegmentTools', 'Three', 'Zero'])
      expect(await names({ tier: 2 })).toEqual(['Zero'])
      expect(await names({ tier: 3, tier_compare: 'exact' })).toEqual(['Three'])
      expect(await names({ tier: 1, tier_compare: 'gte' })).toEqual(['Three'])
      expect((await nobody.get(`/app/${given.app}/extension`, { tier: 'x' })).json).toEqual({
        message: 'Invalid value for integer parameter tier: x.',
        type: 'rest',
      })
    })

    it('42, 43: takes `enabled` as a truth and keeps keys it does not know', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const made = document(await admin.post(`/app/${given.app}/extension`, { ...extensionFacts, enabled: 'True' }))
      expect(made.meta.enabled).toBe(true)
      await admin.call('PUT', `/item/${made._id}/metadata`, {}, { body: { foo: [1, { a: null }] } })
      const again = document(await admin.post(`/app/${given.app}/extension`, extensionFacts))
      expect(again.meta).toMatchObject({ foo: [1, { a: null }], enabled: true })
    })
  })
}
