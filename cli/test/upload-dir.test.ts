import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Setting, setting } from './setting.ts'

const facts = (baseName: string, more: object = {}) => ({
  baseName,
  revision: 'abc',
  os: 'linux',
  arch: 'amd64',
  ...more,
})
type Summary = { counts: Record<string, number>; items: { file: string; status: string; error?: { code: string } }[] }

const manifest = ({ file }: Setting, content: unknown) => file('manifest.json', JSON.stringify(content))

describe('a folder of extensions', () => {
  it('is published by one manifest', async () => {
    const all = await setting()
    for (const name of ['a', 'b', 'c']) await all.file(`${name}.zip`, 1000)
    await manifest(all, {
      defaults: { os: 'linux', arch: 'amd64', revision: 'abc', category: 'Tools' },
      extensions: ['a', 'b', 'c'].map((name) => ({ file: `${name}.zip`, baseName: name })),
    })
    const run = await all.cli.run(['upload-dir', 'slicer', '.', '--app-revision', '33000'])
    expect(run).toMatchObject({ code: 0, stdout: '3 created.\n' })
    expect(await all.cli.json('extension', 'list', 'slicer', '--release', '33000')).toHaveLength(3)
  })

  it('is published by a file beside each package', async () => {
    const { cli, file } = await setting()
    for (const name of ['a', 'b']) {
      await file(`${name}.tar.gz`, 1000)
      await file(`${name}.tar.gz.json`, JSON.stringify(facts(name, { appRevision: '33000' })))
    }
    expect(await cli.json<Summary>('upload-dir', 'slicer', '.')).toMatchObject({
      counts: { created: 2 },
      items: [
        { file: 'a.tar.gz', baseName: 'a', status: 'created' },
        { file: 'b.tar.gz', baseName: 'b', status: 'created' },
      ],
    })
  })

  it('is not sent with --dry-run, which refuses what the server would', async () => {
    const all = await setting()
    await all.file('a.zip', 1000)
    await manifest(all, [{ file: 'a.zip', ...facts('a', { appRevision: '33000' }) }])
    expect((await all.cli.run(['upload-dir', 'slicer', '.', '--dry-run'])).stdout).toBe('1 would upload.\n')
    expect(await all.cli.json('extension', 'list', 'slicer')).toEqual([])

    await manifest(all, [
      { file: 'a.zip', ...facts('', { appRevision: '33000', revision: '' }) },
      { file: 'a.zip', ...facts('A', { appRevision: '33000', os: 'Windows' }) },
    ])
    const refused = await all.cli.run(['upload-dir', 'slicer', '.', '--dry-run'])
    expect(refused.code).toBe(1)
    expect(refused.stdout).toMatch(/^a\.zip +`baseName`, `revision` must not be empty$/m)
    expect(refused.stdout).toMatch(/^a\.zip +`os` must be one of linux, win, macosx$/m)
  })

  it('tells what failed and why, and a second run sends only that', async () => {
    const all = await setting()
    const { cli, file } = all
    for (const name of ['good', 'wrong', 'twice']) await file(`${name}.zip`, 1000)
    await manifest(all, {
      defaults: { appRevision: '33000' },
      extensions: [
        { file: 'good.zip', ...facts('Good') },
        { file: 'wrong.zip', ...facts('Wrong', { arch: 'NO SUCH' }) },
        { file: 'missing.zip', ...facts('Missing') },
        { file: 'twice.zip', ...facts('Good') },
        { file: 'wrong.zip', ...facts('Unfinished', { revision: undefined }) },
      ],
    })
    const first = await cli.run(['upload-dir', 'slicer', '.'])
    expect(first.code).toBe(6)
    expect(first.stdout).toMatch(/^wrong\.zip +.*arch/m)
    expect(first.stdout).toMatch(/^missing\.zip +there is no such file$/m)
    expect(first.stdout).toMatch(/^twice\.zip +the manifest has this base name, os and arch twice$/m)
    expect(first.stdout).toMatch(/^wrong\.zip +`revision` missing$/m)
    expect(first.stdout).toMatch(/^1 created, 4 failed\.$/m)

    await file('missing.zip', 1000)
    const second = JSON.parse((await cli.run(['upload-dir', 'slicer', '.', '--json'])).stdout) as Summary
    expect(second.counts).toEqual({ created: 1, there: 1, failed: 3 })
  })

  it('does not send what is broken, and tells of files that the manifest forgot', async () => {
    const all = await setting()
    const { cli, file } = all
    await file('Ünï ✓ x.zip', 'bytes')
    await file('empty.zip', 0)
    await file('changed.zip', 'bytes')
    await file('forgotten.zip', 'bytes')
    const digest = createHash('sha256').update('bytes').digest('hex')
    await manifest(all, {
      defaults: { appRevision: '33000' },
      extensions: [
        { file: 'Ünï ✓ x.zip', sha256: digest.toUpperCase(), ...facts('Good') },
        { file: 'empty.zip', ...facts('Empty') },
        { file: 'changed.zip', sha256: '0'.repeat(64), ...facts('Changed') },
        { file: '.', ...facts('Folder') },
      ],
    })
    const run = await cli.run(['upload-dir', 'slicer', '.'])
    expect(run.code).toBe(6)
    expect(run.stdout).toMatch(/^empty\.zip +it is empty$/m)
    expect(run.stdout).toMatch(new RegExp(`^changed\\.zip +its sha256 is ${digest}, the manifest says 0{64}$`, 'm'))
    expect(run.stdout).toMatch(/^\. +it is a folder/m)
    expect(run.stdout).toMatch(/^1 created, 3 failed\.$/m)
    expect(run.stderr).toMatch(/so they stay here: forgotten\.zip$/m)
  })

  it('sends again what has other bytes or facts by now', async () => {
    const all = await setting()
    const { cli, file } = all
    const write = (category: string) =>
      manifest(
        all,
        ['a', 'b', 'c'].map((name) => ({
          file: `${name}.zip`,
          ...facts(name, { appRevision: '1', category: name === 'b' ? category : 'X' }),
        })),
      )
    for (const name of ['a', 'b', 'c']) await file(`${name}.zip`, 1000)
    await write('X')
    await cli.json('upload-dir', 'slicer', '.')
    await file('a.zip', 1000)
    await write('Y')
    expect((await cli.json<Summary>('upload-dir', 'slicer', '.')).counts).toEqual({ replaced: 1, updated: 1, there: 1 })
  })

  it('stops when the rest would fail alike', async () => {
    const all = await setting()
    const entries = Array.from({ length: 6 }, (_each, at) => ({
      file: 'a.zip',
      ...facts(`E${at}`, { appRevision: '1' }),
    }))
    await all.file('a.zip', 1000)
    await manifest(all, entries)
    const reader = await all.as.reader('slicer').key()
    const run = await all.cli.run(['upload-dir', 'slicer', '.', '--parallel', '1', '--json'], {
      env: { SLIPWAY_API_KEY: reader },
    })
    expect(run.code).toBe(4)
    expect((JSON.parse(run.stdout) as Summary).counts).toEqual({ failed: 1, 'not tried': 5 })
  })

  it('needs a manifest that can be understood', async () => {
    const all = await setting()
    const { cli, file } = all
    const upload = () => cli.run(['upload-dir', 'slicer', '.'])
    expect(await upload()).toMatchObject({ code: 2, stderr: expect.stringContaining('has nothing to upload') })
    await file('manifest.json', '{')
    expect(await upload()).toMatchObject({ code: 2, stderr: expect.stringContaining('is not JSON') })
    await manifest(all, [{ file: 'a.zip', ...facts('a'), categroy: 'X' }])
    expect(await upload()).toMatchObject({ code: 2, stderr: expect.stringContaining('unknown fields: categroy') })
    await file(
      'manifest.json',
      JSON.stringify({ appRevision: '33000', extensions: [{ file: 'a.zip', ...facts('a') }] }),
    )
    expect(await upload()).toMatchObject({ code: 2, stderr: expect.stringContaining('must be a list of extensions') })
    expect((await cli.run(['upload-dir', 'slicer', join(cli.home, 'nowhere')])).code).toBe(3)
    const noFolder = await cli.run(['upload-dir', 'slicer', 'manifest.json'])
    expect(noFolder).toMatchObject({ code: 1, stderr: expect.stringContaining('is a file; a folder is expected.') })
  })
})
