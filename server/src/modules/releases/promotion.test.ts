import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../../test/harness/index.ts'

for (const database of databases) {
  describe(`promotion on ${database.name}`, () => {
    it('moves exactly what the preview said, with ids, bytes and links as they were', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100', { packages: 2, extensions: 3 })
      const path = { app: app.slug, release: '100' }
      const before = (await as.admin.listExtensions({ app: app.slug })).value.items

      const preview = (await as.maintainer(app).previewPromotion(path)).value
      const answer = await as.maintainer(app).promoteDraft(path, { name: '5.8', description: 'Notes', public: true })

      expect(answer.status).toBe(201)
      const release = answer.value
      expect(release).toMatchObject({
        stage: 'stable',
        name: '5.8',
        revision: '100',
        description: 'Notes',
        packages: preview.packages,
        extensions: preview.extensions,
        bytes: preview.bytes,
        promotedFrom: '100',
      })
      const after = [
        ...(await as.admin.listPackages({ app: app.slug }, { release: '5.8' })).value.items,
        ...(await as.admin.listExtensions({ app: app.slug }, { release: '5.8' })).value.items,
      ]
      expect(after.map(({ id }) => id).sort()).toEqual(preview.moves.map(({ id }) => id).sort())
      for (const old of before) {
        const now = after.find(({ id }) => id === old.id)
        expect(now?.file).toEqual(old.file)
        expect(now?.release).toMatchObject({ name: '5.8', stage: 'stable' })
        for (const url of [old.url, old.file.url, `/dl/${old.id}`, now?.url ?? '']) {
          expect((await as.anonymous.request('GET', url)).status, url).toBe(200)
        }
      }
      expect((await as.admin.listReleases({ app: app.slug })).value.items).toHaveLength(1)
    })

    it('says what the release before had and this draft has not', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.6', { packages: 2, extensions: 2 })
      await given.draft(app, '100', { packages: 1, extensions: 1 })

      const preview = (await as.admin.previewPromotion({ app: app.slug, release: '100' })).value

      expect(preview.comparedWith).toBe('5.6')
      expect(preview.missing).toEqual([
        { kind: 'package', baseName: 'Viewer', os: 'win', arch: 'amd64' },
        { kind: 'extension', baseName: 'Tools', os: 'win', arch: 'amd64' },
      ])
    })

    it('takes a part, leaves the rest in the draft, and sends later uploads to the release', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const draft = await given.draft(app, '100', { packages: 1, extensions: 3 })
      const path = { app: app.slug, release: '100' }
      const moves = (await as.admin.previewPromotion(path)).value.moves
      const only = moves.slice(0, 2).map(({ id }) => id)

      const release = (await as.admin.promoteDraft(path, { name: '5.8', only: [...only, ...only] })).value

      expect(release.id).not.toBe(draft.id)
      expect(release).toMatchObject({ packages: 1, extensions: 1, revision: '100' })
      const left = (await as.admin.getRelease({ app: app.slug, release: draft.id })).value
      expect(left).toMatchObject({ stage: 'draft', packages: 0, extensions: 2 })
      expect(release.bytes + left.bytes).toBe(draft.bytes)
      const late = await given.extension(app, { baseName: 'Late', appRevision: '100' })
      expect(late.release.name).toBe('5.8')
      const both = (await as.anonymous.listExtensions({ app: app.slug }, { appRevision: '100' })).value.items
      expect(both).toHaveLength(4)
    })

    it('refuses what is not there to be promoted', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const other = await given.extension(app, { appRevision: '99' })
      await given.draft(app, '100')
      await given.release(app, '5.6')
      const promote = (release: string, input: { name: string; only?: string[] }) =>
        as.admin.promoteDraft({ app: app.slug, release }, input)

      expect(await promote('5.6', { name: '5.8' })).toMatchProblem('not_a_draft')
      expect(await as.admin.previewPromotion({ app: app.slug, release: '5.6' })).toMatchProblem('not_a_draft')
      expect(await promote('nowhere', { name: '5.8' })).toMatchProblem('release_not_found')
      expect(await promote('100', { name: '5.8', only: [other.id] })).toMatchProblem('invalid_input', {
        fields: ['only'],
      })
      expect(await promote('100', { name: '5.8', only: [] })).toMatchProblem('invalid_input', { fields: ['only'] })
      expect(await promote('100', { name: '5.8', only: ['nonsense'] })).toMatchProblem('invalid_input')
      expect(await promote('100', { name: '5.6' })).toMatchProblem('name_taken')
      expect(await promote('100', { name: '99' })).toMatchProblem('name_taken')
      expect(await promote('100', { name: 'draft' })).toMatchProblem('invalid_input', { fields: ['name'] })
      await as.admin.deleteExtension({ app: app.slug, extension: other.id })
      expect(await promote('99', { name: '5.8' })).toMatchProblem('nothing_to_promote')
    })

    it('of the rest of a revision is refused as its preview is, because the revision is released', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const draft = await given.draft(app, '100', { extensions: 2 })
      const path = { app: app.slug, release: draft.id }
      const [first] = (await as.admin.previewPromotion(path)).value.moves
      await as.admin.promoteDraft(path, { name: '5.8', only: [first?.id ?? ''] })

      expect(await as.admin.promoteDraft(path, { name: '5.9' })).toMatchProblem('revision_taken', { release: '5.8' })
      expect(await as.admin.previewPromotion(path)).toMatchProblem('revision_taken', { release: '5.8' })
    })

    it('may keep the revision as the name', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100')

      const release = await as.admin.promoteDraft({ app: app.slug, release: '100' }, { name: '100' })

      expect(release.value).toMatchObject({ stage: 'stable', name: '100' })
      expect((await as.admin.undoPromotion({ app: app.slug, release: '100' })).value.stage).toBe('draft')
    })

    it('makes the release the newest, whenever its draft was made', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '1')
      travel({ days: 1 })
      await given.draft(app, '2')
      travel({ days: 1 })
      await as.admin.promoteDraft({ app: app.slug, release: '1' }, { name: '5.8' })
      const names = async () =>
        (await as.anonymous.listReleases({ app: app.slug })).value.items.map((release) => release.name)

      expect(await names()).toEqual(['5.8', '2'])
      await as.admin.undoPromotion({ app: app.slug, release: '5.8' })
      expect(await names()).toEqual(['2', '1'])
    })

    it('is undone as if it had not been', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const draft = await given.draft(app, '100', { packages: 1, extensions: 2 })
      await as.admin.promoteDraft({ app: app.slug, release: '100' }, { name: '5.8' })

      const undone = (await as.maintainer(app).undoPromotion({ app: app.slug, release: '5.8' })).value

      expect({ ...undone, updatedAt: '' }).toEqual({ ...draft, updatedAt: '' })
      const again = await as.admin.undoPromotion({ app: app.slug, release: '100' })
      expect(again).toMatchProblem('not_a_release')
    })

    it('of a part is undone by joining the parts, the trash of the release included', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const draft = await given.draft(app, '100', { extensions: 3 })
      const path = { app: app.slug, release: '100' }
      const [first, second] = (await as.admin.previewPromotion(path)).value.moves
      const ids = [first?.id ?? '', second?.id ?? '']
      await as.admin.promoteDraft(path, { name: '5.8', only: ids })
      await as.admin.deleteExtension({ app: app.slug, extension: ids[0] ?? '' })

      const joined = (await as.admin.undoPromotion({ app: app.slug, release: '5.8' })).value

      expect(joined).toMatchObject({ id: draft.id, stage: 'draft', extensions: 2 })
      expect((await as.admin.restoreFromTrash({ app: app.slug, id: ids[0] ?? '' })).status).toBe(204)
      expect((await as.admin.getRelease(path)).value).toMatchObject({ extensions: 3, bytes: draft.bytes })
    })

    it('cannot be undone when something has taken a place meanwhile', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.extension(app, { appRevision: '100' })
      await given.extension(app, { appRevision: '100', baseName: 'More' })
      const trashed = await given.extension(app, { appRevision: '100', baseName: 'Third' })
      await as.admin.deleteExtension({ app: app.slug, extension: trashed.id })
      await as.admin.promoteDraft({ app: app.slug, release: '100' }, { name: '5.8', only: [made.id] })
      await given.extension(app, { appRevision: '100', baseName: 'Third' })
      await as.admin.restoreFromTrash({ app: app.slug, id: trashed.id })

      const undo = await as.admin.undoPromotion({ app: app.slug, release: '5.8' })
      expect(undo).toMatchProblem('cannot_undo', { baseName: 'Third' })
      await given.release(app, '5.9')
      const byHand = await as.admin.undoPromotion({ app: app.slug, release: '5.9' })
      expect(byHand).toMatchProblem('cannot_undo')
    })

    it('cannot be undone when the draft would hide behind a release', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100')
      await as.admin.promoteDraft({ app: app.slug, release: '100' }, { name: '5.8' })
      await given.release(app, '100', { revision: 'another' })

      expect(await as.admin.undoPromotion({ app: app.slug, release: '5.8' })).toMatchProblem('cannot_undo')
    })

    it('is on record: who, from where, what moved and what stayed', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100', { packages: 1, extensions: 2 })
      const [first] = (await as.admin.previewPromotion({ app: app.slug, release: '100' })).value.moves
      const promoting = { name: '5.8', only: [first?.id ?? ''] }
      await as.maintainer(app).promoteDraft({ app: app.slug, release: '100' }, promoting)
      await as.maintainer(app).undoPromotion({ app: app.slug, release: '5.8' })

      const entries = (await as.admin.listAudit({ app: app.id, actor: 'maintainer-of-viewer' })).value.items
      expect(entries).toMatchObject([
        { action: 'release.undo_promotion', before: { name: '5.8' }, after: { draft: '100' } },
        {
          action: 'release.promote',
          address: '127.0.0.1',
          key: 'maintainer-of-viewer',
          before: { draft: '100', packages: 1, extensions: 2 },
          after: { name: '5.8', moved: 1, left: 2 },
        },
      ])
    })
  })
}
