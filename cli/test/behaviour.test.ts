import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildProgram } from '../src/program.ts'
import { newCli, SLICER } from './program.ts'
import { setting } from './setting.ts'

describe('exit codes', () => {
  it('tell what happened', async () => {
    const { cli, as, given } = await setting()
    await given.app('Secret', { public: false })
    const reader = await as.reader('slicer').key()
    const cases: [code: number, args: string[], env?: NodeJS.ProcessEnv][] = [
      [0, ['app', 'list']],
      [0, ['--help']],
      [0, ['release', 'promote', '--help']],
      [0, ['--version']],
      [1, ['app', 'list'], { SLIPWAY_URL: 'http://127.0.0.1:9' }],
      [2, []],
      [2, ['app']],
      [2, ['app', 'shwo']],
      [2, ['app', 'show']],
      [2, ['app', 'list', '--limit', 'many']],
      [2, ['app', 'create', 'x/y']],
      [2, ['app', 'list', '--url', 'ftp://x']],
      [3, ['app', 'show', 'nothing']],
      [3, ['app', 'show', 'secret'], { SLIPWAY_API_KEY: '' }],
      [3, ['verify', 'nothing.zip']],
      [4, ['app', 'create', 'Other'], { SLIPWAY_API_KEY: '' }],
      [4, ['app', 'list'], { SLIPWAY_API_KEY: 'slipway_unknown' }],
      [4, ['app', 'delete', 'slicer', '--yes'], { SLIPWAY_API_KEY: reader }],
      [5, ['app', 'create', 'Slicer']],
    ]
    for (const [code, args, env = {}] of cases) {
      const run = await cli.run(args, { env })
      expect(run.code, `slipway ${args.join(' ')}: ${run.stderr}`).toBe(code)
    }
  })
})

describe('output', () => {
  it('is JSON alone on standard output, also when something is said beside it', async () => {
    const { cli } = await setting()
    const run = await cli.run(['app', 'create', 'Viewer', '--json'])
    expect(JSON.parse(run.stdout)).toMatchObject({ slug: 'viewer' })
    expect(run.stderr).toBe('Created Viewer.\n')
    expect((await cli.run(['release', 'list', 'viewer', '--json'])).stdout).toBe('[]\n')
  })

  it('tells failures as JSON on standard error', async () => {
    const { cli } = await setting()
    const run = await cli.run(['app', 'show', 'nothing', '--json'])
    expect(run.stdout).toBe('')
    expect(JSON.parse(run.stderr)).toMatchObject({ error: { code: 'app_not_found', status: 404, exitCode: 3 } })
  })

  it('says what is wrong and what would help', async () => {
    const { cli } = await setting()
    const run = await cli.run(['app', 'create', 'Other'], { env: { SLIPWAY_API_KEY: '' } })
    expect(run.stderr).toBe(
      'Error: Sign in or give an API key.\n  Sign in with `slipway login`, or set SLIPWAY_API_KEY.\n',
    )
  })

  it('says what is wrong with an address or a key', async () => {
    const { cli, url } = await setting()
    const told = async (env: Record<string, string>) => (await cli.run(['app', 'list'], { env })).stderr
    expect(await told({ SLIPWAY_URL: `${url}/apps/slicer` })).toContain('It has no path of a page')
    expect(await told({ SLIPWAY_URL: url.replace('http:', 'https:') })).toContain('it does not speak HTTPS')
    expect(await told({ SLIPWAY_URL: 'http://127.0.0.1:9' })).toContain('No answer from http://127.0.0.1:9: ')
    const made = await cli.json<{ secret: string; key: { id: string } }>('key', 'create', 'nightly', '--app', 'slicer')
    const env = { SLIPWAY_API_KEY: made.secret }
    expect((await cli.run(['whoami'], { env })).stdout).toMatch(/^Only for +slicer$/m)
    expect((await cli.run(['key', 'list'])).stdout).toMatch(/ nightly +slipway_\w+ +read +slicer /)
    await cli.run(['key', 'revoke', made.key.id, '--yes'])
    expect(await told(env)).toMatch(/^Error: The API key nightly was revoked on \d{4}-\d\d-\d\d\.\n/)
    expect(await told({ SLIPWAY_API_KEY: 'slipway_unknown' })).toContain('Error: The API key is unknown.')
  })

  it('has colours only where they are seen', async () => {
    const { cli } = await setting()
    const colour = '\u001b['
    expect((await cli.run(['app', 'list'])).stdout).not.toContain(colour)
    expect((await cli.run(['app', 'list'], { env: { CI: 'true' } })).stdout).not.toContain(colour)
    expect((await cli.run(['app', 'list'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(
      `${colour}1mslicer${colour}`,
    )
    expect((await cli.run(['app', 'list'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain(colour)
  })

  it('does not let names command the terminal', async () => {
    const { cli, given } = await setting()
    await given.extension('slicer', { baseName: 'Tools', description: 'a\u001b[2Jb' })
    expect((await cli.run(['extension', 'show', 'slicer', 'Tools'])).stdout).not.toContain('\u001b')
  })

  it('asks before it deletes, and does not hang when nobody is there', async () => {
    const { cli } = await setting()
    const run = await cli.run(['app', 'delete', 'slicer'])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('Add --yes to go ahead.')
    expect((await cli.run(['app', 'show', 'slicer'])).code).toBe(0)
  })
})

it.runIf(existsSync('/dev/full')).each([
  ['slipway', undefined, ['--version']],
  ['slicer_package_manager_client', SLICER, ['--help']],
])('%s says in one line that its output cannot be written', async (name, entry, args) => {
  const cli = await newCli({}, entry)
  const run = await cli.run(args, { stdout: '/dev/full' })
  expect(run).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^\S+: standard output cannot be written: .+\n$/),
  })
  expect(run.stderr).toContain(`${name}: `)
})

it('needs to know the server', async () => {
  const cli = await newCli()
  const run = await cli.run(['app', 'list'])
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('Run `slipway login`') })
})

describe('help', () => {
  const leaves = allCommands().filter((command) => command.commands.length === 0)

  it.each(leaves.map((command) => [pathOf(command), command] as const))('of %s has examples', (path, command) => {
    let text = ''
    command.configureOutput({ writeOut: (part) => (text += part) })
    command.outputHelp()
    expect(text).toContain('Examples:')
    expect(text).toContain(`$ slipway ${path}`)
    expect(text).toContain('--json')
    expect(command.description()).not.toBe('')
  })

  function allCommands() {
    const walk = (command: ReturnType<typeof buildProgram>): ReturnType<typeof buildProgram>[] => [
      command,
      ...command.commands.flatMap(walk),
    ]
    return walk(buildProgram())
  }

  function pathOf(command: ReturnType<typeof buildProgram>): string {
    const parent = command.parent
    return parent === null || parent.parent === null ? command.name() : `${pathOf(parent)} ${command.name()}`
  }
})
