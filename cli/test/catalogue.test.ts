import { describe, expect, it } from 'vitest'
import { setting } from './setting.ts'

describe('applications', () => {
  it('are made, listed, changed, deleted and brought back', async () => {
    const { cli } = await setting()
    const made = await cli.json<{ id: string; slug: string; public: boolean }>(
      'app',
      'create',
      'My Viewer',
      '--private',
    )
    expect(made).toMatchObject({ slug: 'my-viewer', public: false })

    const list = await cli.run(['app', 'list'])
    expect(list.stdout.split('\n')[0]).toMatch(/^APP +NAME +COLLECTION +PUBLIC +DESCRIPTION$/)
    expect(list.stdout).toMatch(/^my-viewer +My Viewer +Applications +no$/m)

    await cli.json('app', 'update', 'my-viewer', '--homepage', 'https://viewer.example.org', '--public')
    expect((await cli.run(['app', 'show', 'my-viewer'])).stdout).toMatch(/^Homepage +https:\/\/viewer\.example\.org$/m)
    expect(await cli.json('app', 'update', 'my-viewer', '--no-homepage')).toMatchObject({
      homepage: null,
      public: true,
    })

    const deleted = await cli.run(['app', 'delete', 'my-viewer', '--yes'])
    expect(deleted.stdout).toMatch(/^Deleted My Viewer\./)
    expect(deleted.stdout).toContain(`\`slipway app restore ${made.id}\` brings it back until`)
    expect((await cli.run(['app', 'show', 'my-viewer'])).code).toBe(3)
    expect((await cli.run(['app', 'list', '--deleted'])).stdout).toContain(made.id)
    expect((await cli.run(['app', 'restore', made.id])).stdout).toBe('Restored My Viewer.\n')
  })
})

describe('releases and drafts', () => {
  it('go from draft to release and back', async () => {
    const { cli, given } = await setting()
    await given.release('slicer', '5.8', { packages: 1, extensions: 2 })
    await given.draft('slicer', '33000', { packages: 1, extensions: 1 })

    const preview = await cli.run(['release', 'promote', 'slicer', '33000', '5.9', '--dry-run'])
    expect(preview.code).toBe(0)
    expect(preview.stderr).toContain('Release 5.8 had these, the draft has not:\n  extension Tools for win-amd64')
    expect(preview.stderr).toContain('Would move 1 package and 1 extension')

    expect(await cli.json('release', 'promote', 'slicer', '33000', '5.9')).toMatchObject({
      name: '5.9',
      stage: 'stable',
    })
    expect(await cli.json('release', 'list', 'slicer')).toMatchObject([{ name: '5.9' }, { name: '5.8' }])
    expect(await cli.json('draft', 'list', 'slicer')).toEqual([])

    expect(await cli.json('release', 'undo', 'slicer', '5.9')).toMatchObject({ name: '33000', stage: 'draft' })
    expect((await cli.run(['release', 'undo', 'slicer', '33000'])).code).toBe(5)
  })

  it('are described and renamed', async () => {
    const { cli, given, file } = await setting()
    await given.release('slicer', '5.8')
    await file('notes.md', '# News\n')
    expect(
      await cli.json('release', 'update', 'slicer', '5.8', '--name', '5.8.1', '--notes', 'notes.md'),
    ).toMatchObject({ name: '5.8.1', description: '# News\n' })
    expect((await cli.run(['release', 'update', 'slicer', '5.8.1'])).code).toBe(2)
  })

  it('are not taken for each other', async () => {
    const { cli, given } = await setting()
    await given.release('slicer', '5.8')
    const wrong = await cli.run(['draft', 'delete', 'slicer', '5.8', '--yes'])
    expect(wrong).toMatchObject({ code: 2 })
    expect(wrong.stderr).toContain('5.8 is a stable release.')
    const deleted = await cli.run(['release', 'delete', 'slicer', '5.8', '--yes'])
    const [, restore = ''] = /`slipway (trash restore slicer [0-9a-f]{24})`/.exec(deleted.stdout) ?? []
    expect((await cli.run(restore.split(' '))).code).toBe(0)
    expect((await cli.run(['release', 'show', 'slicer', '5.8'])).code).toBe(0)
  })

  it('are found by their revision when a part of them was promoted', async () => {
    const { cli, file } = await setting()
    for (const name of ['A', 'B', 'C']) {
      await file(`${name}.zip`, 100)
      const facts = [
        '--base-name',
        name,
        '--os',
        'linux',
        '--arch',
        'amd64',
        '--revision',
        'abc',
        '--app-revision',
        '7',
      ]
      await cli.run(['extension', 'upload', 'slicer', `${name}.zip`, ...facts])
    }
    const { id } = await cli.json<{ id: string }>('extension', 'show', 'slicer', 'A')
    await cli.run(['release', 'promote', 'slicer', '7', '5.8', '--only', id])

    expect(await cli.json('draft', 'show', 'slicer', '7')).toMatchObject({ stage: 'draft', extensions: 2 })
    expect((await cli.run(['draft', 'pin', 'slicer', '7'])).stdout).toBe('Draft 7 stays.\n')
    expect((await cli.run(['draft', 'delete', 'slicer', '7', '--dry-run'])).stdout).toContain('Would delete draft 7')
    expect((await cli.run(['draft', 'pin', 'slicer', '5.8'])).code).toBe(2)
    const rest = await cli.run(['release', 'promote', 'slicer', '7', '5.9', '--dry-run'])
    expect(rest).toMatchObject({ code: 5, stderr: expect.stringContaining('was released as 5.8 already') })
  })

  it('are cleaned by rules given here, sparing what is pinned', async () => {
    const { cli, given } = await setting()
    for (const revision of ['1', '2', '3', '4']) await given.draft('slicer', revision)
    expect((await cli.run(['draft', 'pin', 'slicer', '1'])).stdout).toBe('Draft 1 stays.\n')
    const revisions = async () =>
      (await cli.json<{ revision: string }[]>('draft', 'list', 'slicer')).map((d) => d.revision)

    const preview = await cli.json<{ deletes: { revision: string }[] }>(
      ...['draft', 'clean', 'slicer', '--keep-last', '1', '--dry-run'],
    )
    expect(preview.deletes.map((draft) => draft.revision)).toEqual(['3', '2'])
    expect(await revisions()).toEqual(['4', '3', '2', '1'])

    const done = await cli.run(['draft', 'clean', 'slicer', '--keep-last', '1', '--yes'])
    expect(done.stdout).toMatch(/^Deleted 2 drafts/)
    expect(await revisions()).toEqual(['4', '1'])
  })

  it('are cleaned by the stored rules', async () => {
    const { cli, given } = await setting()
    for (const revision of ['1', '2', '3']) await given.draft('slicer', revision)
    expect((await cli.run(['draft', 'clean', 'slicer', '--yes'])).stderr).toContain('3 drafts stay.')

    await cli.json('draft', 'rules', 'slicer', '--keep-last', '2', '--no-keep-days', '--no-keep-monthly')
    expect(await cli.json('draft', 'rules', 'slicer')).toMatchObject({
      keepLast: 2,
      keepDays: null,
      keepMonthly: false,
    })
    expect(await cli.json('draft', 'clean', 'slicer', '--yes')).toMatchObject({ deletes: [{ revision: '1' }] })
  })
})

describe('packages and extensions', () => {
  it('are found by id, or by name when only one is meant', async () => {
    const { cli, given } = await setting()
    const one = await given.extension('slicer', { baseName: 'Tools', os: 'linux' })
    await given.extension('slicer', { baseName: 'Tools', os: 'win' })

    expect(await cli.json('extension', 'show', 'slicer', one.id)).toMatchObject({ id: one.id })
    expect(await cli.json('extension', 'show', 'slicer', 'Tools', '--os', 'linux')).toMatchObject({ id: one.id })
    const several = await cli.run(['extension', 'show', 'slicer', 'Tools'])
    expect(several.code).toBe(2)
    expect(several.stderr).toContain(`${one.id}  Tools for linux-amd64 in 100`)
    expect((await cli.run(['extension', 'show', 'slicer', 'Other'])).code).toBe(3)
  })

  it('are listed by what one looks for', async () => {
    const { cli, given } = await setting()
    await given.extension('slicer', { baseName: 'SegmentTools', description: 'Segmentation of organs' })
    await given.extension('slicer', { baseName: 'Other' })
    expect(await cli.json('extension', 'list', 'slicer', '--search', 'segmentation')).toMatchObject([
      { baseName: 'SegmentTools' },
    ])
    const some = await cli.run(['extension', 'list', 'slicer', '--limit', '1'])
    expect(some.stdout.trim().split('\n')).toHaveLength(2)
    expect(some.stderr).toContain('There are more than 1.')
  })

  it('are yanked, deleted and restored', async () => {
    const { cli, given } = await setting()
    const { id, name } = await given.installer('slicer')
    expect((await cli.run(['package', 'yank', 'slicer', id])).code).toBe(2)
    expect(await cli.json('package', 'yank', 'slicer', id, '--reason', 'It crashes')).toMatchObject({
      yanked: { reason: 'It crashes' },
    })
    expect(await cli.json('package', 'unyank', 'slicer', id)).toMatchObject({ yanked: null })

    expect((await cli.run(['package', 'delete', 'slicer', id, '--dry-run'])).stdout).toMatch(`Would delete ${name}`)
    expect((await cli.run(['package', 'delete', 'slicer', id])).code).toBe(2)
    expect((await cli.run(['package', 'delete', 'slicer', id, '--yes'])).code).toBe(0)
    expect((await cli.run(['trash', 'list', 'slicer'])).stdout).toContain(name)
    expect((await cli.run(['trash', 'restore', 'slicer', name])).stdout).toBe(`Restored package ${name}.\n`)
    expect((await cli.run(['package', 'show', 'slicer', id])).code).toBe(0)
  })
})

describe('members and keys', () => {
  it('are given and taken', async () => {
    const { cli, given } = await setting()
    await given.account('anna')
    expect(await cli.json('member', 'set', 'slicer', 'anna', 'uploader')).toContainEqual(
      expect.objectContaining({ login: 'anna', role: 'uploader' }),
    )
    expect((await cli.run(['member', 'set', 'slicer', 'anna', 'boss'])).code).toBe(2)
    expect((await cli.run(['member', 'remove', 'slicer', 'anna', '--yes'])).code).toBe(0)
    expect((await cli.run(['member', 'list', 'slicer'])).stdout).not.toContain('anna')

    const made = await cli.json<{ secret: string }>('key', 'create', 'nightly', '--scope', 'publish', '--app', 'slicer')
    expect(await cli.run(['whoami'], { env: { SLIPWAY_API_KEY: made.secret } })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Scopes +publish$/m),
    })
    expect((await cli.run(['key', 'list'])).stdout).toMatch(/nightly/)
    expect((await cli.run(['key', 'revoke', 'nightly', '--yes'])).stdout).toBe('Revoked nightly.\n')
    expect((await cli.run(['whoami'], { env: { SLIPWAY_API_KEY: made.secret } })).code).toBe(4)
  })
})
