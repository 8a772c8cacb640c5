import { execFile, spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { administrator } from '../../server/test/harness/index.ts'
import { bashScript } from '../src/completion/bash.ts'
import { fishScript } from '../src/completion/fish.ts'
import { outlineOf } from '../src/completion/outline.ts'
import { zshScript } from '../src/completion/zsh.ts'
import { buildProgram } from '../src/program.ts'
import { Cli, newCli, program } from './program.ts'
import { setting } from './setting.ts'

const run = promisify(execFile)
const places = outlineOf(buildProgram())

/** What each shell says it would offer at the end of the lines that are its arguments: a word a line, `/` after each. */
const asking = {
  // As bash does: words end at spaces, and at the characters that it breaks them at.
  bash: `for COMP_LINE in "$@"; do
    mapfile -t COMP_WORDS < <(grep -oE '[=:]|[^=: ]+' <<< "$COMP_LINE")
    if [[ $COMP_LINE == *' ' ]]; then COMP_WORDS+=(''); fi
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _slipway
    if ((\${#COMPREPLY[@]})); then printf '%s\\n' "\${COMPREPLY[@]}"; fi; echo /
  done`,
  zsh: `compadd() { shift; print -rl -- \${(M)@:#$PREFIX*} }; compset() { PREFIX=\${PREFIX#*=} }
  _describe() { : }; _message() { : }; _files() { : }
  for line in "$@"; do
    words=(\${(z)line}); if [[ $line == *' ' ]]; then words+=(''); fi
    CURRENT=$#words; PREFIX=$words[-1]; _slipway; print /
  done`,
  fish: 'for line in $argv; complete -C $line; echo /; end',
} as const
type Shell = keyof typeof asking
const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript }
const installed = (Object.keys(asking) as Shell[]).filter(
  (shell) => spawnSync(shell, ['-c', ''], { stdio: 'ignore' }).status === 0,
)

/** What a shell offers at the end of each line. `slipway`: what the shell does for this command. */
async function offers(shell: Shell, slipway: string, lines: string[], { home, env }: Cli): Promise<string[][]> {
  const file = join(home, `completion.${shell}`)
  await writeFile(file, scripts[shell](places))
  const define = shell === 'fish' ? `function slipway; ${slipway} $argv; end` : `slipway() { ${slipway} "$@"; }`
  const first = shell === 'zsh' ? 'compdef() { : }; ' : ''
  const asked = `${first}${define}\nsource ${file}\n${asking[shell]}`
  const bare = { bash: ['--norc'], zsh: ['-f'], fish: ['--no-config'] }[shell]
  const name = shell === 'fish' ? [] : [shell]
  const { stdout } = await run(shell, [...bare, '-c', asked, ...name, ...lines], { cwd: home, env })
  const blocks = stdout.split('/\n').slice(0, -1)
  return blocks.map((block) => block.split('\n').flatMap((line) => line.split('\t')[0] || []))
}

describe('bash', () => {
  const offered = async (line: string) => (await offers('bash', 'echo 1', [line], await newCli()))[0]

  it('offers commands, options and values', async () => {
    expect(await offered('slipway re')).toEqual(['release'])
    expect(await offered('slipway release pro')).toEqual(['promote'])
    expect(await offered('slipway draft clean slicer --keep-')).toEqual([
      '--keep-last',
      '--keep-days',
      '--keep-monthly',
    ])
    expect(await offered('slipway package upload slicer x.zip --os ')).toEqual(['linux', 'win', 'macosx'])
    expect(await offered('slipway completion ')).toEqual(['bash', 'zsh', 'fish'])
    expect(await offered('slipway app list --js')).toEqual(['--json'])
    expect(await offered('slipway member set slicer anna ow')).toEqual(['owner'])
    expect(await offered('slipway stats slicer --by=rel')).toEqual(['release'])
    expect(await offered('slipway stats slicer --by=')).toContain('release')
  })

  it('asks the program for names of applications and profiles', async () => {
    expect(await offered('slipway release show ')).toEqual(['1', 'names', 'apps'])
    expect(await offered('slipway key create x --app a')).toEqual(['apps'])
    expect(await offered('slipway --url http://x:80 -q app show a')).toEqual(['apps'])
    expect(await offered('slipway --profile p')).toEqual(['profiles'])
    expect(await offered('slipway release show slicer ')).toEqual(['1', 'names', 'releases', 'slicer'])
    expect(await offered('slipway draft list slicer ')).toEqual([])
  })

  it('leaves files to the shell', async () => {
    expect(await offered('slipway package upload slicer ')).toEqual([])
    expect(await offered('slipway release create slicer 5.8 --notes ')).toEqual([])
  })
})

it.each(installed)('%s offers the names of the server that the line or the variables are for', async (shell) => {
  const one = await setting()
  const other = await setting()
  await other.given.app('Viewer')
  await one.given.release('slicer', '5.8.0')
  await one.given.release('slicer', 'five six', { revision: '31000' })
  await one.given.draft('slicer', '33000')
  const { cli } = one
  const profile = (name: string, url: string) => `[profiles.${name}]\nurl = "${url}"\napiKey = "${administrator.key}"\n`
  await writeFile(join(cli.home, 'config.toml'), `${profile('default', one.url)}${profile('other', other.url)}`, {
    mode: 0o600,
  })
  const { SLIPWAY_URL: _url, SLIPWAY_API_KEY: _key, ...env } = cli.env
  const slipway = `${process.execPath} ${await program()}`
  const ask = async (lines: string[], more: NodeJS.ProcessEnv = {}) =>
    // Some shells sort.
    (await offers(shell, slipway, lines, new Cli(cli.home, { ...env, ...more }))).map((names) => names.toSorted())

  expect(
    await ask(
      [
        'slipway app show ',
        'slipway --profile other app show ',
        "slipway app show --profile='other' ",
        `slipway app show -q --url ${other.url} --api-key $KEY `,
        'slipway --profile nobody app show ',
        'slipway release show -q slicer ',
        'slipway package show slicer x --release 5',
        'slipway draft show slicer ',
      ],
      { KEY: administrator.key },
    ),
  ).toEqual([
    ['slicer'],
    ['slicer', 'viewer'],
    ['slicer', 'viewer'],
    ['slicer', 'viewer'],
    [],
    ['31000', '5.8.0'],
    ['5.8.0'],
    ['33000'],
  ])
  expect(await ask(['slipway app show v'], { SLIPWAY_PROFILE: 'other' })).toEqual([['viewer']])
  expect(await ask(['slipway app show v'], { SLIPWAY_URL: other.url, SLIPWAY_API_KEY: administrator.key })).toEqual([
    ['viewer'],
  ])
})

it.each(installed)('%s understands the script', async (shell) => {
  const { home } = await newCli()
  const file = join(home, 'completion')
  await writeFile(file, scripts[shell](places))
  await run(shell, ['-n', file])
})

it.skipIf(!installed.includes('fish'))('fish offers commands, options, values, files and names', async () => {
  const cli = await newCli()
  await writeFile(join(cli.home, 'notes.md'), '')
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
  const offered = (await offers('fish', 'echo', lines, cli)).map(([first]) => first)
  const wanted = ['package', 'promote', '--keep-monthly', '--os=win', 'owner', 'notes.md', 'names apps', undefined]
  expect(offered).toEqual(wanted)
})

it('names are told a line each, and nothing is said where there are none', async () => {
  const { cli, given } = await setting()
  await given.app('Viewer')
  expect((await cli.run(['names', 'apps'])).stdout).toBe('slicer\nviewer\n')
  expect(await cli.run(['names', 'profiles'])).toMatchObject({ code: 0, stdout: '' })
})

it.each(Object.keys(scripts) as Shell[])(
  'the program prints the script of %s, with every command in it',
  async (shell) => {
    const cli = await newCli()
    const { code, stdout } = await cli.run(['completion', shell])
    expect(code).toBe(0)
    expect(stdout).toBe(scripts[shell](places))
    for (const { path } of places) expect(stdout).toContain(path)
  },
)
