/** What an application has more than once for one revision and platform: mostly what was built again by mistake. */
import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'

type Duplicate = {
  key: string
  release: string
  stage: 'draft' | 'stable'
  id: string
  releaseId: string
  name: string
}

export const draftDuplicates = leaf(
  'duplicates',
  'list packages that are there more than once for a revision and platform',
  ['draft duplicates slicer', 'draft duplicates slicer --json'],
)
  .addArgument(appArgument())
  .action(
    online(async ({ slipway, out }, app) => {
      const byKey = new Map<string, Duplicate[]>()
      for await (const { id, name, os, arch, revision, release } of slipway.packages.iterate(app, { limit: 1000 })) {
        const key = `${revision}-${os}-${arch}`
        const same = byKey.get(key) ?? []
        same.push({ key, release: release.name, stage: release.stage, id, releaseId: release.id, name })
        byKey.set(key, same)
      }
      const duplicates = [...byKey.values()].filter((same) => same.length > 1).flat()
      out.table(
        duplicates,
        [
          { head: 'revision-os-arch', value: ({ key }) => key },
          { head: 'release', value: ({ release, stage }) => (stage === 'draft' ? '(draft)' : release) },
          { head: 'name', value: ({ name }) => name },
          { head: 'package', value: ({ id }) => id },
          { head: 'release id', value: ({ releaseId }) => releaseId },
        ],
        'No duplicate identified.',
      )
      const drafts = duplicates.filter(({ stage }) => stage === 'draft')
      if (drafts.length === 0) return
      const places = [...new Set(drafts.map(({ release }) => release))]
      out.note(
        `\nDrafts: ${places.map((revision) => `${slipway.transport.url}/apps/${app}/releases/${revision}`).join(' ')}`,
      )
      out.note(`Packages of drafts: ${drafts.map(({ id }) => id).join(',')}`)
    }),
  )
