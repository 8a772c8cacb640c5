/** What somebody writes who installed the SDK: it is checked and run outside of this repository. */
import { readFile } from 'node:fs/promises'
import { isProblem, type Release, Slipway } from '@slipway/sdk'
import { downloadFile, fileSource, folderUploadStore } from '@slipway/sdk/node'
import { SlicerPackageClient } from '@slipway/sdk/slicer'

const slipway = new Slipway({ url: process.env.SLIPWAY_URL, key: process.env.SLIPWAY_API_KEY })

const facts = { baseName: 'Slicer', os: 'linux', arch: 'amd64', revision: '33000', version: '5.9.0' } as const
const { outcome, package: published } = await slipway.packages.upload('slicer', facts, await fileSource('Slicer.zip'), {
  store: folderUploadStore('.uploads'),
  onProgress: ({ sent, size }) => console.assert(sent <= size),
})

const drafts: Release[] = []
for await (const draft of slipway.releases.iterate('slicer', { stage: 'draft' })) drafts.push(draft)

const { path } = await downloadFile(slipway, published.file, 'copy.zip')
const release = await slipway.releases.promote('slicer', '33000', { name: '5.9.0' })

let problem: string | undefined
try {
  await downloadFile(slipway, { ...published.file, sha256: published.file.sha256.replace(/./g, '0') }, 'copy.zip')
} catch (error) {
  if (!isProblem(error, 'target_exists')) throw error
}
try {
  await slipway.apps.get('nothing')
} catch (error) {
  if (isProblem(error)) problem = error.code
}

console.log(
  JSON.stringify({
    outcome,
    drafts: drafts.map(({ revision }) => revision),
    copy: await readFile(path, 'utf8'),
    release: release.name,
    problem,
  }),
)

const extension = { os: 'linux', arch: 'amd64', name: 'SegmentTools', revision: '9fc31aa' }
/** Never called: what must not pass the compiler. */
export const wrong = [
  // @ts-expect-error: it is `revision`
  () => slipway.packages.publish('slicer', { ...facts, upload: '', revison: '33000' }),
  // @ts-expect-error: there is no such stage
  () => slipway.releases.list('slicer', { stage: 'nightly' }),
  // @ts-expect-error: a release has a name
  () => slipway.releases.promote('slicer', '33000', {}),
  // @ts-expect-error: there is no such code
  (error: unknown) => isProblem(error, 'app_is_missing'),
  // @ts-expect-error: an answer has no other fields
  () => published.checksum,
  // @ts-expect-error: an extension says which revision of the application it is for
  () => new SlicerPackageClient({ url: '' }).uploadExtension('a.zip', 'Slicer', extension),
]
