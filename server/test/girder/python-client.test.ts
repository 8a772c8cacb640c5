/** The sequences of the Python client (slicer_package_manager_client on girder_client), request by request. */
import { describe, expect, it } from 'vitest'
import { databases, sha512, startServer, type TestServer } from '../harness/index.ts'
import { document, documents, girderClient, idOf, loggedIn, type Parameters } from './client.ts'
import { extensionFacts, packageFacts } from './facts.ts'
import { Transcript } from './transcript.ts'

const PAGE = { limit: 50, sort: 'created', sortDir: -1 }

const viewerPackage = { ...packageFacts, description: 'Linux installer' }
const segmentTools = {
  ...extensionFacts,
  repository_url: 'https://git.lab.test/segmenttools.git',
  app_revision: '34512',
  description: 'Tools for <b>segments</b>',
  icon_url: '',
  homepage: 'https://ext.lab.test/segmenttools',
  category: 'Segmentation',
  tier: 3,
  keywords: 'mask label',
}
const lookup = (facts: Parameters, names: readonly string[]): Parameters => ({
  ...Object.fromEntries(names.map((name) => [name, facts[name]])),
  ...PAGE,
})

async function start(server: TestServer) {
  const transcript = new Transcript()
  transcript.name((await server.as.admin.account()).id, 'admin')
  const client = await loggedIn(server, server.as.admin, (request, answer) => transcript.note(request, answer))
  return { transcript, client }
}

for (const database of databases) {
  describe(`the Python client on ${database.name}`, () => {
    it('creates, lists and deletes an application and a release', async () => {
      const server = await startServer({ database })
      const { transcript, client } = await start(server)

      await client.get('//app', { name: 'Viewer' })
      const app = idOf(await client.post('//app', { name: 'Viewer', app_description: 'Volume viewer' }))
      await client.get('//app')
      await client.get(`//app/${app}/release`, { release_id_or_name: '6.2.0' })
      await client.post(`//app/${app}/release`, { name: '6.2.0', app_revision: '34512', description: 'Spring release' })
      await client.get(`//app/${app}/release`)
      await client.delete(`//app/${app}/release/6.2.0`)
      await client.delete(`//app/${app}`)
      await client.get('//app', { name: 'Viewer' })

      await expect(transcript.text).toMatchFileSnapshot('./transcripts/python-application-and-release.txt')
    })

    it('uploads a new package', async () => {
      const server = await startServer({ database })
      const { transcript, client } = await start(server)
      const app = idOf(await client.post('//app', { name: 'Viewer' }))

      await client.get(`//app/${app}/package`, lookup(viewerPackage, ['os', 'arch', 'baseName', 'revision']))
      const item = idOf(await client.post(`//app/${app}/package`, { ...viewerPackage, pre_release: 'False' }))
      await client.get(`/item/${item}/files`, { id: item, offset: 0, limit: 50 })
      const sent = await client.upload(item, 'Viewer-6.3.0-linux-amd64.tar.gz', 'the installer')
      await client.get(`//app/${app}/package`, { limit: 50 })
      const [file] = documents(await client.get(`/item/${item}/files`, { id: item, offset: 0, limit: 50 }))

      await expect(transcript.text).toMatchFileSnapshot('./transcripts/python-new-package.txt')
      expect(document(sent).sha512).toBe(sha512('the installer'))
      expect((await girderClient(server).get(`/file/${file?._id}/download`)).text).toBe('the installer')
    })

    it('replaces the file of a package: uploads `new_file`, deletes the old one, renames', async () => {
      const server = await startServer({ database })
      const { transcript, client } = await start(server)
      const nobody = girderClient(server)
      const app = idOf(await client.post('//app', { name: 'Viewer' }))
      const item = idOf(await client.post(`//app/${app}/package`, { ...viewerPackage, pre_release: 'True' }))
      const old = idOf(await client.upload(item, 'Viewer-1.tar.gz', 'first'))

      await client.get(`/item/${item}/files`, { id: item, offset: 0, limit: 50 })
      await client.upload(item, 'new_file', 'second')
      const between = documents(await nobody.get(`/item/${item}/files`))
      await client.post(`//app/${app}/package`, viewerPackage)
      const two = documents(await client.get(`/item/${item}/files`, { id: item, offset: 0, limit: 50 }))
      const fresh = two.find((file) => file._id !== old)?._id ?? ''
      await client.delete(`//file/${old}`)
      const offered = await nobody.get(`/item/${item}/download`)
      await client.put(`//file/${fresh}`, { name: 'Viewer-2.tar.gz' })
      await client.get(`//app/${app}/package`)

      await expect(transcript.text).toMatchFileSnapshot('./transcripts/python-existing-package.txt')
      expect(between.map((file) => file.name)).toEqual(['Viewer-1.tar.gz'])
      expect(two).toHaveLength(2)
      // A crash before the renaming leaves a file with a name that people can use.
      expect(offered.text).toBe('second')
      expect(offered.headers['content-disposition']).toBe('attachment; filename="Viewer-1.tar.gz"')
    })

    it('uploads an extension of a stable release, finds it by `draft`, and updates it', async () => {
      const server = await startServer({ database })
      const { transcript, client } = await start(server)
      const app = idOf(await client.post('//app', { name: 'Viewer' }))
      await client.post(`//app/${app}/release`, { name: '6.2.0', app_revision: '34512' })
      const draft = idOf(await client.get(`//app/${app}/release`, { release_id_or_name: 'draft' }))
      const query = { ...lookup(segmentTools, ['os', 'arch', 'baseName', 'app_revision']), release_id: draft }

      await client.get(`//app/${app}/extension`, query)
      const item = idOf(await client.post(`//app/${app}/extension`, segmentTools))
      await client.upload(item, 'SegmentTools.zip', 'bytes of 9fc31aa')
      await client.get(`//app/${app}/extension`, query)
      await client.upload(item, 'new_file', 'bytes of 1234567')
      const again = { ...segmentTools, revision: '1234567', keywords: '', category: undefined }
      await client.post(`//app/${app}/extension`, again)
      const [first, second] = documents(await client.get(`/item/${item}/files`, { id: item, offset: 0, limit: 50 }))
      const [old, fresh] = first?.name === 'new_file' ? [second, first] : [first, second]
      await client.delete(`//file/${old?._id}`)
      await client.put(`//file/${fresh?._id}`, { name: 'SegmentTools.zip' })
      await client.get(`//app/${app}/extension`, query)

      await expect(transcript.text).toMatchFileSnapshot('./transcripts/python-extension.txt')
    })

    it('sends a file in chunks that may reach different requests, and resumes by offset', async () => {
      const server = await startServer({ database })
      const client = await loggedIn(server, server.as.admin)
      const app = idOf(await client.post('//app', { name: 'Viewer' }))
      const item = idOf(await client.post(`//app/${app}/package`, viewerPackage))
      const bytes = Buffer.alloc(12 * 1024 * 1024, 'slipway')

      const file = document(await client.upload(item, 'big.bin', bytes, 5 * 1024 * 1024))

      expect(file).toMatchObject({ _modelType: 'file', size: bytes.length, sha512: sha512(bytes) })
      expect((await client.get(`/item/${item}/download`)).bytes.equals(bytes)).toBe(true)
    })
  })
}
