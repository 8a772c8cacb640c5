import type { TestServer } from '../../harness/index.ts'
import { documents, type GirderClient, girderClient, idOf, loggedIn, type Parameters } from '../client.ts'

/** What the tests of traps publish, and an application of their own. */
export const packageFacts = {
  os: 'linux',
  arch: 'amd64',
  baseName: 'Viewer',
  repository_type: 'git',
  repository_url: 'https://git.lab.test/viewer.git',
  revision: '34610',
  version: '6.3.0',
} as const
export const extensionFacts = {
  os: 'linux',
  arch: 'amd64',
  baseName: 'SegmentTools',
  repository_type: 'git',
  repository_url: 'https://git.lab.test/tools.git',
  revision: '9fc31aa',
  app_revision: '34610',
  description: 'Tools',
} as const

type Item = { item: string; file: string }

/** An application `Viewer`, who may change it and who may not, and ways to fill it. */
export async function start(server: TestServer) {
  const admin = await loggedIn(server, server.as.admin)
  const nobody = girderClient(server)
  const app = idOf(await admin.post('//app', { name: 'Viewer' }))
  const put = async (route: string, facts: Parameters, name: string, bytes: string): Promise<Item> => {
    const item = idOf(await admin.post(`//app/${app}/${route}`, facts))
    return { item, file: idOf(await admin.upload(item, name, bytes)) }
  }
  return {
    admin,
    nobody,
    app,
    release: (name: string, revision: string) => admin.post(`//app/${app}/release`, { name, app_revision: revision }),
    package: (facts: Parameters = {}, bytes = 'installer') =>
      put('package', { ...packageFacts, ...facts }, 'Viewer.tar.gz', bytes),
    extension: (facts: Parameters = {}, bytes = 'extension') =>
      put('extension', { ...extensionFacts, ...facts }, 'SegmentTools.zip', bytes),
    list: async (client: GirderClient, route: string, query: Parameters = {}) =>
      documents(await client.get(`/app/${app}/${route}`, query)),
  }
}
