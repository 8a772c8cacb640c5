import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { thisArch, thisOs } from '../src/machine.ts'
import { setting } from './setting.ts'

const bytes = 'the bytes of an installer'
const here = { os: thisOs() ?? 'linux', arch: thisArch() } as const

/** Slicer for this machine in two revisions, and for another machine. */
async function published() {
  const all = await setting()
  const other = here.os === 'win' ? 'linux' : 'win'
  await all.given.installer('slicer', { baseName: 'Slicer', ...here, revision: '1', bytes: 'older' })
  const item = await all.given.installer('slicer', { baseName: 'Slicer', ...here, revision: '2', bytes })
  await all.given.installer('slicer', { baseName: 'Slicer', os: other, arch: 'amd64', revision: '2', bytes: 'other' })
  const read = (name: string) => readFile(join(all.cli.home, name), 'utf8')
  return { ...all, item, read }
}

it('brings the newest for this machine', async () => {
  const { cli, item, read } = await published()
  const run = await cli.run(['package', 'download', 'slicer', 'Slicer'])
  expect(run).toMatchObject({ code: 0, stdout: `Downloaded ${item.file.name}; the digest is right.\n` })
  expect(await read(item.file.name)).toBe(bytes)
  expect((await cli.run(['package', 'download', 'slicer', 'Slicer'])).stdout).toContain('is there already')
})

it('brings the one that was asked for, to where it was asked for', async () => {
  const { cli, item, read } = await published()
  await cli.json('package', 'download', 'slicer', item.id, '--output', 'latest.bin')
  expect(await read('latest.bin')).toBe(bytes)
  await cli.json('package', 'download', 'slicer', 'Slicer', '--release', '1', '--output', 'older.bin')
  expect(await read('older.bin')).toBe('older')
  expect((await cli.run(['package', 'download', 'slicer', 'Slicer', '--arch', 'sparc'])).code).toBe(3)
})

it('goes on where it stopped', async () => {
  const { cli, item, read } = await published()
  await writeFile(join(cli.home, 'x.bin.part'), bytes.slice(0, 10))
  const run = await cli.run(['package', 'download', 'slicer', item.id, '--output', 'x.bin'])
  expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('Goes on after 10 B.') })
  expect(await read('x.bin')).toBe(bytes)
})

it('says that it begins again when what is there is of another file', async () => {
  const { cli, item, read } = await published()
  await writeFile(join(cli.home, 'x.bin.part'), 'other')
  const run = await cli.run(['package', 'download', 'slicer', item.id, '--output', 'x.bin'])
  expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('x.bin.part cannot be used') })
  expect(await read('x.bin')).toBe(bytes)
})

it('does not overwrite a file unless it is told to', async () => {
  const { cli, item, read } = await published()
  await writeFile(join(cli.home, 'x.bin'), 'precious')
  const args = ['package', 'download', 'slicer', item.id, '--output', 'x.bin']
  expect(await cli.run(args)).toMatchObject({ code: 5, stderr: expect.stringContaining('--overwrite') })
  expect(await read('x.bin')).toBe('precious')
  expect((await cli.run([...args, '--overwrite'])).code).toBe(0)
  expect(await read('x.bin')).toBe(bytes)
})

it('says which package a file is', async () => {
  const { cli, given, item, as } = await published()
  await writeFile(join(cli.home, 'x.bin'), bytes)
  const verify = () => cli.run(['verify', 'x.bin'])
  expect(await verify()).toMatchObject({
    code: 0,
    stdout: `ok  x.bin is package Slicer for ${here.os}-${here.arch} in slicer 2.\n`,
  })
  expect(await cli.json('verify', 'x.bin')).toMatchObject({
    verdict: 'current',
    matches: [{ id: item.id, release: '2' }],
  })

  await as.admin.yankPackage({ app: 'slicer', package: item.id }, { reason: 'It crashes' })
  expect(await verify()).toMatchObject({ code: 1, stdout: expect.stringContaining('which was yanked: It crashes') })
  await as.admin.unyankPackage({ app: 'slicer', package: item.id })

  await given.installer('slicer', { baseName: 'Slicer', ...here, revision: '2', bytes: 'newer bytes' })
  expect(await verify()).toMatchObject({ code: 1, stdout: expect.stringContaining('other bytes took its place') })

  await writeFile(join(cli.home, 'x.bin'), 'nobody knows these')
  expect(await verify()).toMatchObject({ code: 3, stdout: expect.stringContaining('unknown') })
})
