import { expect, it } from 'vitest'
import { buildProgram } from '../src/program.ts'
import { setting } from './setting.ts'

const NOBODY = '65f0c0ffee65f0c0ffee65f0'

/** What there is not, or may not be: one row or more of each command that has a dry run. */
const cases: readonly [words: string, code: number, says: string][] = [
  ['app delete nope', 3, 'There is no application "nope".'],
  ['release delete slicer nope', 3, 'Slicer has no release or draft "nope".'],
  ['release delete slicer 33000', 2, '33000 is a draft.'],
  ['draft delete slicer nope', 3, 'Slicer has no release or draft "nope".'],
  ['draft delete slicer 5.8', 2, '5.8 is a stable release.'],
  ['draft clean nope', 3, 'There is no application "nope".'],
  ['release promote slicer nope 5.9', 3, 'Slicer has no release or draft "nope".'],
  ['release promote slicer 5.8 5.9', 5, '5.8 is a stable release.'],
  ['release promote slicer 33000 5.8', 5, 'There is a release 5.8 already.'],
  ['release promote slicer 33000 draft', 2, 'must not be `draft`'],
  [`release promote slicer 33000 5.9 --only ${NOBODY}`, 2, `only: ${NOBODY} is not in this draft`],
  ['release promote slicer 33000 5.9 --notes nope.md', 3, 'There is no file nope.md.'],
  [`package delete slicer ${NOBODY}`, 3, 'There is no such package.'],
  ['package delete slicer Nope', 3, 'There is no package Nope.'],
  [`extension delete slicer ${NOBODY}`, 3, 'There is no such extension.'],
  ['extension delete slicer Tools', 2, 'There are several: extension Tools.'],
  ['member remove slicer nobody', 3, 'There is no account nobody.'],
  ['member remove slicer anna', 3, 'anna has no role in Slicer.'],
  [`key revoke ${NOBODY}`, 3, 'There is no such API key.'],
  ['key revoke nope', 3, 'There is no key nope.'],
  ['spk delete', 2, 'Which builds?'],
  ['spk delete nope', 2, 'nope is no id of a build.'],
  [`spk delete ${NOBODY}`, 1, `There is no build ${NOBODY}.`],
  [`spk activate ${NOBODY}`, 1, `There is no build ${NOBODY}.`],
  ['spk delete --package nope', 3, 'There is no Synology package nope.'],
  ['upload-dir nope .', 3, 'There is no application "nope".'],
]

it('a dry run refuses what the real run refuses, in the same words and with the same exit code', async () => {
  const { cli, given, file } = await setting()
  await given.release('slicer', '5.8', { extensions: 2 })
  await given.account('anna')
  await given.draft('slicer', '33000', { packages: 1 })
  await file('Tools.zip', 'bytes')
  await file(
    'manifest.json',
    '[{"file": "Tools.zip", "baseName": "Tools", "revision": "a", "appRevision": "1", "os": "linux", "arch": "amd64"}]',
  )
  for (const [words, code, says] of cases) {
    const args = words.split(' ')
    const dry = await cli.run([...args, '--dry-run'])
    expect({ words, code: dry.code }).toEqual({ words, code })
    expect(dry.stderr + dry.stdout).toContain(says)
    expect(dry.stderr + dry.stdout).not.toContain('Would')
    const real = await cli.run(takesYes(args) ? [...args, '--yes'] : args)
    expect({ words, code: real.code, said: real.stderr + real.stdout }).toEqual({
      words,
      code,
      said: dry.stderr + dry.stdout,
    })
  }
})

it('no command with a dry run is missing above', () => {
  const walk = (command: ReturnType<typeof buildProgram>): string[] =>
    command.commands.length > 0
      ? command.commands.flatMap((each) => walk(each).map((rest) => `${each.name()} ${rest}`.trim()))
      : command.options.some(({ long }) => long === '--dry-run')
        ? ['']
        : []
  // All of `spk` are one.
  const paths = walk(buildProgram()).filter((path) => !/^spk (?!delete|activate)/.test(path))
  expect(paths.filter((path) => !cases.some(([words]) => `${words} `.startsWith(`${path} `)))).toEqual([])
})

function takesYes(args: readonly string[]): boolean {
  let command = buildProgram()
  for (const word of args) command = command.commands.find((each) => each.name() === word) ?? command
  return command.options.some(({ long }) => long === '--yes')
}
