import type { TestServer } from '../harness/index.ts'
import { idOf, loggedIn } from './client.ts'
import { Transcript } from './transcript.ts'

/** The id of the application that Slicer has compiled in. */
export const COMPILED_IN = '5f4474d0e1d8c75dfc705482'

/** An application as the Slicer project has it: one release, one draft, a few extensions. */
export async function slicer(server: TestServer) {
  const admin = await loggedIn(server, server.as.admin)
  const app = idOf(await admin.post('/app', { name: 'Slicer' }))
  await admin.put(`/app/${app}/alias/${COMPILED_IN}`)
  await admin.post(`/app/${app}/release`, { name: '5.8.1', app_revision: '33241' })
  const put = async (route: string, facts: Record<string, string | number>, name: string, bytes: string) => {
    const common = { os: 'linux', arch: 'amd64', repository_type: 'git', repository_url: 'https://git.lab.test/x.git' }
    const item = idOf(await admin.post(`/app/${app}/${route}`, { ...common, ...facts }))
    return { item, file: idOf(await admin.upload(item, name, bytes)) }
  }
  const installer = (revision: string, version: string) =>
    put('package', { baseName: 'Slicer', revision, version }, `Slicer-${version}.tar.gz`, `Slicer ${revision}`)
  const extension = (baseName: string, revision: string) =>
    put(
      'extension',
      {
        baseName,
        app_revision: '33241',
        revision,
        description: `About <b>${baseName}</b>`,
        category: 'Segmentation',
        icon_url: 'https://ext.lab.test/i.png',
        homepage: 'https://ext.lab.test',
        contributors: 'A. Person',
        screenshots: '',
        dependency: 'NA',
        tier: 3,
      },
      `${baseName}.tar.gz`,
      `${baseName} ${revision}`,
    )
  const stable = await installer('33241', '5.8.1')
  const draft = await installer('33300', '5.9.0')
  const tools = await extension('SegmentTools', 'abc1234')
  const colors = await extension('ColorKit', 'def5678')
  const transcript = new Transcript()
  transcript.name(app, 'app')
  transcript.name((await server.as.admin.account()).id, 'admin')
  return { admin, app, stable, draft, tools, colors, transcript }
}
