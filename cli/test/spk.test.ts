import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PIXEL, spkOf } from '../../spk/test/archives.ts'
import { newCli } from './program.ts'
import { setting } from './setting.ts'

const info = (more: Record<string, string> = {}): string =>
  Object.entries({
    package: 'git',
    version: '2.43.0-34',
    arch: 'apollolake 88f6281',
    os_min_ver: '7.1-42661',
    displayname: 'Git',
    description: 'Version control',
    maintainer: 'jane',
    ...more,
  })
    .map(([key, value]) => `${key}="${value}"\n`)
    .join('')

/** A folder laid out like an SPK; answers its path. */
async function folder(home: string, files: Record<string, string | Uint8Array>): Promise<string> {
  for (const [name, contents] of Object.entries(files)) {
    const path = join(home, 'folder', name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, contents)
  }
  return join(home, 'folder')
}

const good = {
  INFO: info(),
  'PACKAGE_ICON.PNG': PIXEL,
  'package/bin/git': '#!/bin/sh\n',
  'scripts/postinst': '#!/bin/sh\n',
  'WIZARD_UIFILES/install_uifile': '[]',
}

describe('SPK files without a server', () => {
  it('are packed from a folder, the same folder giving the same bytes, and inspected', async () => {
    const cli = await newCli()
    const path = await folder(cli.home, good)
    const made = await cli.run(['spk', 'pack', path, '--set', 'description=Keeps versions'])
    expect(made).toMatchObject({ code: 0 })
    expect(made.stderr).toContain('icon 72: It is 1 × 1 pixels and should be 72 × 72.')
    const name = join(cli.home, 'git.v34.f42661[apollolake-88f628x].spk')
    const bytes = await readFile(name)
    expect((await cli.run(['spk', 'pack', path, '--set', 'description=Keeps versions'])).code).toBe(2)
    await cli.run(['spk', 'pack', path, '--set', 'description=Keeps versions', '--overwrite'])
    expect(await readFile(name)).toEqual(bytes)

    const inspected = await cli.json<{ info: Record<string, string>; wizards: object }>('spk', 'inspect', name)
    expect(inspected).toMatchObject({
      info: { package: 'git', description: 'Keeps versions', checksum: expect.stringMatching(/^[0-9a-f]{32}$/) },
      wizards: { install: true, upgrade: false },
      signed: false,
    })
    expect((await cli.run(['spk', 'inspect', name, '--members'])).stdout).toMatch(/^scripts\/postinst +file +10$/m)
  })

  it('are checked by field, everything at once', async () => {
    const cli = await newCli()
    const spoiled = join(cli.home, 'bad.spk')
    const rawInfo = `${info({ version: 'x', arch: '', startable: 'maybe', os_min_ver: '7.1' })}no sense\n`
    const add = [{ name: 'LICENSE', bytes: Buffer.from([0xff]) }]
    await writeFile(spoiled, await spkOf({ rawInfo, add, without: ['PACKAGE_ICON.PNG'] }))
    const { code, stdout } = await cli.run(['spk', 'lint', spoiled, '--json'])
    expect(code).toBe(1)
    const errors = (JSON.parse(stdout) as { level: string; field: string; message: string }[])
      .filter(({ level }) => level === 'error')
      .map(({ field, message }) => [field, message])
    expect(errors).toEqual([
      ['LICENSE', 'Wrong LICENSE encoding'],
      ['startable', 'Invalid INFO boolean: startable'],
      ['INFO line 9', 'Invalid INFO'],
      ['package_icon', 'Missing 72px icon'],
      ['arch', "Missing 'arch' field in INFO"],
      ['os_min_ver', 'Invalid firmware value: 7.1'],
      ['version', 'Invalid version'],
    ])
    const text = await cli.run(['spk', 'lint', spoiled])
    expect(text.stdout).toMatch(/^error +LICENSE +Wrong LICENSE encoding\. Save it as UTF-8\.$/m)
  })

  it('are said to be empty when nothing is in them', async () => {
    const cli = await newCli()
    await writeFile(join(cli.home, 'empty.spk'), '')
    const linted = await cli.run(['spk', 'lint', 'empty.spk'])
    expect([linted.code, linted.stdout.trim().split('\n').slice(1)]).toEqual([
      1,
      [expect.stringMatching(/^error +No data to process\. The file is empty/)],
    ])
    expect((await cli.run(['spk', 'inspect', 'empty.spk'])).stderr).toContain('The file is empty')
  })

  it('are not made of a folder that makes no package', async () => {
    const cli = await newCli()
    const path = await folder(cli.home, { ...good, INFO: info({ package: 'no name' }) })
    const { code, stdout } = await cli.run(['spk', 'pack', path, '--output', 'out.spk'])
    expect([code, stdout]).toEqual([1, expect.stringContaining('Invalid INFO package')])
    await expect(readFile(join(cli.home, 'out.spk'))).rejects.toMatchObject({ code: 'ENOENT' })
    for (const command of ['lint', 'inspect']) {
      const wrong = await cli.run(['spk', command, path])
      expect([command, wrong.code, wrong.stderr]).toEqual([command, 1, expect.stringContaining('is a folder')])
    }
  })
})

describe('SPK files and a server', () => {
  it('are checked against its tables, uploaded, activated, explained, listed and deleted', async () => {
    const { cli, url } = await setting()
    const path = await folder(cli.home, { ...good, INFO: info({ install_dep_services: 'nginx' }) })
    await cli.run(['spk', 'pack', path, '--output', 'git.spk'])
    const linted = await cli.run(['spk', 'lint', 'git.spk', '--online'])
    expect([linted.code, linted.stdout]).toEqual([1, expect.stringContaining('Unknown dependent service: nginx')])
    const refused = await cli.run(['spk', 'upload', 'git.spk'])
    expect(refused.stderr).toContain('Unknown dependent service: nginx')
    await cli.run(['spk', 'pack', path, '--output', 'git.spk', '--overwrite', '--set', 'install_dep_services=ssh'])
    const uploaded = await cli.json<{ build: string; path: string; active: boolean }>(
      'spk',
      'upload',
      'git.spk',
      '--activate',
    )
    expect(uploaded).toMatchObject({ package: 'git', version: '2.43.0-34', active: true })
    expect((await cli.run(['spk', 'upload', 'git.spk'])).code).toBe(5)

    expect((await cli.run(['spk', 'list', '--arch', '88f6282'])).stdout).toMatch(
      /^git +Git +2\.43\.0-34 +88f628x apollo/m,
    )
    expect((await cli.run(['spk', 'show', 'git'])).stdout).toContain(uploaded.build)
    const why = await cli.run(['spk', 'explain', 'git', '--arch', 'apollolake', '--build', '40000'])
    expect(why.stdout).toContain('refused')
    expect((await cli.run(['spk', 'builds', '--active', '--search', 'git'])).stdout).toContain(uploaded.build)
    expect(await cli.json('spk', 'builds', '--inactive')).toEqual([])
    expect((await cli.run(['spk', 'verify', uploaded.build])).stdout).toContain('Not signed')
    expect((await cli.run(['spk', 'stats', 'git'])).stderr).toContain('Nothing was downloaded that fits.')
    await fetch(`${url}/nas/${uploaded.path}?arch=apollolake&build=64570`, {
      headers: { 'user-agent': 'synology_apollolake_918+ DSM7.2-64570 (package)' },
    }).then((reply) => reply.arrayBuffer())
    const stats = (...args: string[]) => cli.run(['spk', 'stats', ...args])
    expect((await stats()).stdout).toMatch(/^PACKAGE +LAST 90 DAYS +IN ALL\ngit +1 +1$/m)
    expect((await stats('git', '--by', 'firmware')).stdout).toMatch(/^DSM 7\.2-64570 +1 +1$/m)
    expect((await stats('git', '--csv')).stdout).toBe('version,last 90 days,downloads\r\n2.43.0-34,1,1\r\n')
    expect(await cli.json('spk', 'stats', '--by', 'arch', '--from', '2020-01-01')).toEqual([
      { arch: 'apollolake', name: 'apollolake', downloads: 1 },
    ])
    const act = (...args: string[]) => cli.run(['spk', ...args])
    expect((await act('deactivate', '--package', 'git')).stdout).toContain('Build was successfully deactivated.')
    expect(await cli.json('spk', 'list')).toEqual([])
    expect((await act('sign', uploaded.build)).code).toBe(1)
    const preview = await act('delete', '--package', 'git', '--dry-run')
    expect(preview).toMatchObject({ code: 0, stderr: 'Would delete 1 build.\n' })
    expect((await act('delete', uploaded.build, '--yes')).code).toBe(0)
  })
})
