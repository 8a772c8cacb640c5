import type { TestServer } from '../../harness/index.ts'
import { documents, type GirderClient, girderClient, idOf, loggedIn, type Parameters } from '../client.ts'
import { extensionFacts, packageFacts } from '../facts.ts'

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
