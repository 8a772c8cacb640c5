/** `slicer_package_manager_client`, called as the scripts of build farms call the Python program of that name. */
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { administrator, sha512, startServer } from '../../server/test/harness/index.ts'
import { type Cli, newCli, type Run, type RunOptions, SLICER } from './program.ts'
import { anyDatabase } from './setting.ts'

const ID = '[0-9a-f]{24}'

async function start() {
  const server = await startServer({ database: anyDatabase })
  const cli = await newCli({ GIRDER_API_KEY: administrator.key }, SLICER)
  const at = (...args: readonly string[]) => cli.run(['--api-url', `${server.url}/api/v1`, ...args])
  const out = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await at(...args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return stdout
  }
  return { server, cli, at, out, file: (name: string, bytes: string) => put(cli, name, bytes) }
}

async function put(cli: Cli, name: string, bytes: string): Promise<string> {
  const path = join(cli.home, name)
  await writeFile(path, bytes)
  return path
}

/** First column of a table, without its heads: what scripts cut out. */
const firstColumn = (table: string): string[] =>
  table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((line) => line.split(/ {2,}/)[0] ?? '')

describe('slicer_package_manager_client', () => {
  it('makes, lists and deletes applications, releases and drafts', async () => {
    const { out } = await start()
    expect(await out('app', 'create', 'Slicer', '--desc', 'Viewer')).toMatch(
      new RegExp(`^${ID} \\(Slicer\\) CREATED\n$`),
    )
    expect(await out('app', 'create', 'Slicer')).toBe('The Application "Slicer" already exist.\n')
    expect(await out('app', 'create', 'Own', '--coll_name', 'Lab', '--private')).toContain('(Own) CREATED')
    expect(await out('app', 'list')).toMatch(new RegExp(`^NAME    APPLICATION ID\n------  -{24}\nSlicer  ${ID}\n$`))
    expect(await out('release', 'create', 'Slicer', '5.8', '33216')).toMatch(
      new RegExp(`^5.8 33216 \\(${ID}\\) CREATED\n$`),
    )
    expect(await out('release', 'create', 'Slicer', '5.8', '33217')).toBe('The release "5.8" already exist.\n')
    // The Python program would print the release 5.10 as 5.1.
    await out('release', 'create', 'Slicer', '5.10', '34512')
    expect(firstColumn(await out('release', 'list', 'Slicer'))).toEqual(['34512', '33216'])
    expect(await out('release', 'list', 'Slicer')).toMatch(/^34512 {9}5\.10 {2}/m)
    expect(await out('release', 'delete', 'Slicer', '5.10')).toMatch(/^5\.10 34512 \([0-9a-f]+\) DELETED\n$/)
    expect(await out('release', 'delete', 'Slicer', '5.10')).toBe('The release "5.10" doesn\'t exist.\n')
    expect(await out('draft', 'delete', 'Slicer', '1')).toBe('The release with the revision "1" doesn\'t exist.\n')
    expect(await out('app', 'delete', 'Slicer')).toMatch(new RegExp(`^Slicer \\(${ID}\\) DELETED\n$`))
    expect(await out('app', 'delete', 'Slicer')).toBe('The Application "Slicer" doesn\'t exist.\n')
  })

  it('uploads packages as the CMake scripts do, again, and downloads and deletes them', async () => {
    const { out, server, cli, file } = await start()
    await out('app', 'create', 'Slicer')
    const installer = await file('Slicer-5.9.0-linux-amd64.tar.gz', 'installer')
    const upload = (path: string, ...more: string[]) =>
      out(
        ...['package', 'upload', 'Slicer', path, '--repo_type', 'git', '--repo_url', 'https://git.lab.test/s.git'],
        ...[
          '--os',
          'linux',
          '--arch',
          'amd64',
          '--name',
          'Slicer',
          '--revision',
          '34610',
          '--version',
          '5.9.0',
          ...more,
        ],
      )
    expect(await upload(installer, '--pre_release')).toMatch(
      new RegExp(`^Create the application package Slicer\nSlicer_linux_amd64_34610 \\(${ID}\\) UPLOADED\n$`),
    )
    // What the scripts publish elsewhere as the link to it.
    const hashLink = (bytes: string) =>
      server.as.anonymous.request('GET', `/api/v1/file/hashsum/SHA512/${sha512(bytes)}/download`)
    expect((await hashLink('installer')).text).toBe('installer')
    expect(await out('package', 'list', 'Slicer', '--os', 'linux')).toMatch(
      /^APP REVISION {2}VERSION {2}NAME .*\n-+ .*\n34610 {9}5\.9\.0 {4}Slicer_linux_amd64_34610 {2}draft /,
    )

    expect(await upload(await file('Slicer-5.9.0-linux-amd64.tar.gz', 'better installer'))).toBe(
      'Create the application package Slicer\nSlicer UPLOADED The package is now up-to-date\n',
    )
    expect((await hashLink('installer')).text).toBe('installer')
    const folder = join(cli.home, 'not', 'there', 'yet')
    expect(await out('package', 'download', 'Slicer', 'Slicer_linux_amd64_34610', '--dir_path', folder)).toMatch(
      new RegExp(`^Start download...\nSlicer_linux_amd64_34610 \\(${ID}\\) DOWNLOADED \\[${folder}\\]\n$`),
    )
    // Trap 34: the Python program takes the second part between dots as the ending.
    expect(await readFile(join(folder, 'Slicer_linux_amd64_34610.tar.gz'), 'utf8')).toBe('better installer')
    expect(await out('package', 'download', 'Slicer', 'Nothing')).toBe(
      'Start download...\nThe package "Nothing" doesn\'t exist.\n',
    )
    expect(await out('package', 'list', 'Slicer', '--release', '5.8')).toBe('The release "5.8" does not exist.\n')
    expect(await out('package', 'delete', 'Slicer', 'Slicer_linux_amd64_34610')).toMatch(
      /^Slicer_linux_amd64_34610 34610 \([0-9a-f]+\) DELETED\n$/,
    )
  })

  it('uploads extensions of drafts and stable releases, and sends nothing when the revision is there', async () => {
    const { out, file, server } = await start()
    await out('app', 'create', 'Slicer')
    await out('release', 'create', 'Slicer', '5.8', '33216')
    const archive = await file('SegmentTools.zip', 'tools')
    const upload = (revision: string, ...more: string[]) =>
      out(
        ...['extension', 'upload', 'Slicer', archive, '--os', 'win', '--arch', 'amd64', '--name', 'SegmentTools'],
        ...['--repo_type', 'git', '--repo_url', '', '--revision', revision, '--app_revision', '33216'],
        ...[
          '--category',
          'Segmentation',
          '--desc',
          'Tools',
          '--dependency',
          'NA',
          '--recommends',
          '',
          '--icon_url',
          '',
        ],
        ...['--homepage', '', '--screenshots', '', '--contributors', 'A. Person', '--tier', '1'],
        ...['--dicom_support_rule', '', '--keywords', 'mask', ...more],
      )
    expect(await upload('abc1')).toMatch(/^Create the extension SegmentTools\n33216_SegmentTools_.* UPLOADED\n$/)
    expect(await upload('abc1')).toBe(
      'Create the extension SegmentTools\nExtension "SegmentTools" is already up-to-date\t(Extension Item updated)\n',
    )
    const updated = 'Create the extension SegmentTools\nSegmentTools UPLOADED The extension is now up-to-date\n'
    expect(await upload('abc1', '--force', '1')).toBe(updated)
    expect(await upload('abc2')).toBe(updated)
    expect(await out('extension', 'list', 'Slicer', '--all')).toMatch(
      /^abc2 {6}33216_SegmentTools_win_amd64_abc2 {2}5\.8 {11}33216 {9}[0-9a-f]{24}$/m,
    )
    expect(await out('extension', 'list', 'Slicer', '--release', '5.8', '--query', 'MASK')).toContain('SegmentTools')
    expect(firstColumn(await out('extension', 'list', 'Slicer'))).toEqual([])
    const listed = await server.as.anonymous.listExtensions({ app: 'slicer' })
    expect(listed.value.items).toMatchObject([{ tier: 1, revision: 'abc2', file: { name: 'SegmentTools.zip' } }])
    expect(await out('extension', 'delete', 'Slicer', '33216_SegmentTools_win_amd64_abc2')).toContain('abc2 (')
  })

  it('cleans up nightly builds: as a loop of a script, and as a command', async () => {
    const { out, server } = await start()
    await out('app', 'create', 'Slicer')
    for (const revision of ['1', '2', '3', '4', '5']) {
      server.travel({ minutes: 1 })
      await server.given.extension('slicer', { appRevision: revision })
    }
    const old = firstColumn(await out('draft', 'list', 'Slicer', '--limit', '0', '--offset', '4'))
    expect(old).toEqual(['1'])
    for (const revision of old) expect(await out('draft', 'delete', 'Slicer', revision)).toContain('1 1 (')
    expect(await out('cleanNightly', 'Slicer', '2', '--dry_run')).toMatch(
      /^3 3 .*WOULD BE DELETED\n2 2 .*\n2 draft rel/,
    )
    expect(await out('cleanNightly', 'Slicer', '2')).toMatch(
      /^3 3 .* DELETED\n2 2 .* DELETED\n2 draft releases deleted\n$/,
    )
    expect(firstColumn(await out('draft', 'list', 'Slicer'))).toEqual(['5', '4'])
  })

  it('ends with 0, 1 or 2 as scripts expect', async () => {
    const { cli, at, server, file, out } = await start()
    await out('app', 'create', 'Slicer')
    const url = ['--api-url', `${server.url}/api/v1`]
    const run = (args: readonly string[], options: RunOptions = {}): Promise<Run> => cli.run(args, options)
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      stdout: 'Girder command line interface, version 0.10.0\n',
    })

    // 2: a command line that cannot be.
    const exclusive = await run([...url, '--host', 'other.test', 'app', 'list'])
    expect(exclusive).toMatchObject({ code: 2 })
    expect(exclusive.stderr).toContain('Option "--api-url" and option "--host" are mutually exclusive.')
    expect(await at('app', 'create')).toMatchObject({ code: 2 })
    expect(await at('package', 'list', 'Slicer', '--os', 'bsd')).toMatchObject({ code: 2 })
    expect((await run([...url, '--certificate', 'x.pem', 'app', 'list'])).stderr).toContain('is required for option')

    // 1: what the server refuses, a server that is not there, a file that is not there, nobody to answer.
    const wrongKey = await run(['--api-key', 'wrong', ...url, 'app', 'list'])
    expect(wrongKey).toMatchObject({ code: 1, stdout: '' })
    expect(wrongKey.stderr).toContain('Authentication failed')
    const refused = await cli.run([...url, 'app', 'create', 'Other'], { env: { GIRDER_API_KEY: '' } })
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.stderr).toMatch(/HTTP error 401: POST http.*\n.*You must be logged in\./)
    expect(await run(['--host', 'localhost', '--port', '1', 'app', 'list'])).toMatchObject({ code: 1 })
    const facts = ['--name', 'A', '--app_revision', '1']
    expect(await at('extension', 'upload', 'Slicer', 'missing.zip', ...facts)).toMatchObject({ code: 1 })
    expect(firstColumn(await out('draft', 'list', 'Slicer'))).toEqual([])
    const archive = await file('A.zip', 'a')
    expect(await at('extension', 'upload', 'Slicer', archive)).toMatchObject({ code: 1, stderr: 'Aborted!\n' })
    const asked = await run([...url, 'extension', 'upload', 'Slicer', archive], { stdin: 'A\n77\n' })
    expect(asked).toMatchObject({ code: 0 })
    expect(asked.stdout).toMatch(/^Name: App revision: Create the extension A\n77_A_/)
    await expect(stat(join(cli.home, 'missing.zip'))).rejects.toThrow()
  })

  it('signs in with a name and a password, and prints completion', async () => {
    const { server, cli } = await start()
    await server.given.account('relmgr', { password: 'a long password' })
    const as = (password: string) =>
      cli.run(['--api-url', `${server.url}/api/v1`, '--username', 'relmgr', '--password', password, 'app', 'list'], {
        env: { GIRDER_API_KEY: '' },
      })
    expect(await as('a long password')).toMatchObject({ code: 0 })
    expect(await as('a wrong password')).toMatchObject({ code: 1 })
    const env = { _SLICER_PACKAGE_MANAGER_CLIENT_COMPLETE: 'bash_source' }
    expect((await cli.run([], { env })).stdout).toContain('complete -o default -F _slicer_package_manager_client')
  })
})
