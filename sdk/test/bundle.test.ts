import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { administrator } from '../../server/test/harness/index.ts'
import type * as Sdk from '../src/index.ts'
import { packageFacts, setting, temporaryFolder } from './setting.ts'

it('is one file for browsers that needs nothing of Node, and works as it stands', async () => {
  const { url } = await setting()
  const folder = await temporaryFolder()
  const builder = new URL('../../scripts/lib/build-sdk.mjs', import.meta.url).href
  const { buildSdk } = (await import(builder)) as { buildSdk: (folder: string) => Promise<void> }
  await buildSdk(folder)
  await writeFile(join(folder, 'package.json'), '{"type": "module"}')
  const { Slipway, blobSource } = (await import(pathToFileURL(join(folder, 'index.js')).href)) as typeof Sdk
  const slipway = new Slipway({ url, key: administrator.key })
  const published = await slipway.packages.upload('slicer', packageFacts(), blobSource(new Blob(['bytes']), 'a.zip'))
  expect(published).toMatchObject({ outcome: 'created', package: { file: { size: 5 } } })
  const nodeSdk = (await import(pathToFileURL(join(folder, 'node.js')).href)) as { downloadFile: unknown }
  expect(nodeSdk.downloadFile).toBeTypeOf('function')
})
