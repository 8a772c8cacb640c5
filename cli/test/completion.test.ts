import { execFile, spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { bashScript } from '../src/completion/bash.ts'
import { fishScript } from '../src/completion/fish.ts'
import { outlineOf } from '../src/completion/outline.ts'
import { zshScript } from '../src/completion/zsh.ts'
import { buildProgram } from '../src/program.ts'
import { newCli } from './program.ts'
import { setting } from './setting.ts'

const run = promisify(execFile)
const places = outlineOf(buildProgram())

describe('bash', () => {
  /** What bash offers for the last of these words. */
  async function offered(...words: string[]): Promise<string[]> {
    const { home } = await newCli()
    const file = join(home, 'completion.bash')
    await writeFile(file, bashScript(places))
    const asked = `slipway() { echo "$* 1"; }; source ${file}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _slipway; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout } = await run('bash', ['-c', asked, 'bash', 'slipway', ...words])
    return stdout.split('\n').filter((word) => word !== '')
  }

  it('offers commands, options and values', async () => {
    expect(await offered('re')).toEqual(['release'])
    expect(await offered('release', 'pro')).toEqual(['promote'])
    expect(await offered('draft', 'clean', 'slicer', '--keep-')).toEqual([
      '--keep-last',
      '--keep-days',
      '--keep-monthly',
    ])
    expect(await offered('package', 'upload', 'slicer', 'x.zip', '--os', '')).toEqual(['linux', 'win', 'macosx'])
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish'])
    expect(await offered('app', 'list', '--js')).toEqual(['--json'])
    expect(await offered('member', 'set', 'slicer', 'anna', 'ow')).toEqual(['owner'])
    expect(await offered('stats', 'slicer', '--by', '=', 'rel')).toEqual(['release'])
  })

  it('asks the program for names of applications and profiles', async () => {
    expect(await offered('release', 'show', '')).toEqual(['names', 'apps', '1'])
    expect(await offered('key', 'create', 'x', '--app', 'a')).toEqual(['apps'])
    expect(await offered('--url', 'http://x', '-q', 'app', 'show', 'a')).toEqual(['apps'])
    expect(await offered('--profile', 'p')).toEqual(['profiles'])
    expect(await offered('release', 'show', 'slicer', '')).toEqual([])
  })

  it('leaves files to the shell', async () => {
    expect(await offered('package', 'upload', 'slicer', '')).toEqual([])
    expect(await offered('release', 'create', 'slicer', '5.8', '--notes', '')).toEqual([])
  })
})

const here = (shell: string) => spawnSync(shell, ['-c', ''], { stdio: 'ignore' }).status === 0

describe.each([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
] as const)('%s', (shell, script) => {
  it.skipIf(!here(shell))('understands the script', async () => {
    const { home } = await newCli()
    const file = join(home, 'completion')
    await writeFile(file, script(places))
    await run(shell, ['-n', file])
  })
})

it.skipIf(!here('fish'))('fish offers commands, options, values, files and names', async () => {
  const { home } = await newCli()
  await writeFile(join(home, 'notes.md'), '')
  await writeFile(join(home, 'slipway.fish'), fishScript(places))
  const lines = [
    'slipway pack',
    'slipway release pro',
    'slipway draft clean slicer --keep-m',
    'slipway package upload slicer x.zip --os=w',
    'slipway member set slicer anna ow',
    'slipway -q release create slicer 5.8 --notes no',
    'slipway app show a',
    'slipway app list no',
  ]
  const asked = `cd ${home}; function slipway; echo $argv; end; source slipway.fish; for line in $argv; complete -C $line; echo /; end`
  const { stdout } = await run('fish', ['--no-config', '-c', asked, ...lines], { env: { ...process.env, HOME: home } })
  const offered = stdout.split('/\n').map((block) => block.split('\n')[0]?.split('\t')[0])
  const wanted = ['package', 'promote', '--keep-monthly', '--os=win', 'owner', 'notes.md', 'names apps', '', '']
  expect(offered).toEqual(wanted)
})

it('names are told a line each, and nothing is said where there are none', async () => {
  const { cli, given } = await setting()
  await given.app('Viewer')
  expect((await cli.run(['names', 'apps'])).stdout).toBe('slicer\nviewer\n')
  expect(await cli.run(['names', 'profiles'])).toMatchObject({ code: 0, stdout: '' })
})

it.each([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
] as const)('the program prints the script of %s, with every command in it', async (shell, script) => {
  const cli = await newCli()
  const { code, stdout } = await cli.run(['completion', shell])
  expect(code).toBe(0)
  expect(stdout).toBe(script(places))
  for (const { path } of places) expect(stdout).toContain(path)
})
