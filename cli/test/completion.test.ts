import { execFile } from 'node:child_process'
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

const run = promisify(execFile)
const places = outlineOf(buildProgram())

describe('bash', () => {
  /** What bash offers for the last of these words. */
  async function offered(...words: string[]): Promise<string[]> {
    const { home } = await newCli()
    const file = join(home, 'completion.bash')
    await writeFile(file, bashScript(places))
    const asked = `source ${file}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _slipway; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout } = await run('bash', ['-c', asked, 'bash', 'slipway', ...words])
    return stdout.split('\n').filter((word) => word !== '')
  }

  it('understands the script', async () => {
    const { home } = await newCli()
    await writeFile(join(home, 'completion.bash'), bashScript(places))
    await run('bash', ['-n', join(home, 'completion.bash')])
  })

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
  })

  it('leaves files to the shell', async () => {
    expect(await offered('package', 'upload', 'slicer', '')).toEqual([])
    expect(await offered('release', 'create', 'slicer', '5.8', '--notes', '')).toEqual([])
  })
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
