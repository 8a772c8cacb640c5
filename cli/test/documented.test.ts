/** The documentation tells the truth: its commands are commands that there are, and its links lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { expect, it } from 'vitest'
import { buildProgram } from '../src/program.ts'

const root = new URL('../../', import.meta.url)
const files = ['README.md', ...readdirSync(new URL('docs/', root), 'utf8').map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
)

/** The commands of one line, as words; what a shell would do with them is left out. */
function commandsOf(line: string): string[][] {
  const found: string[][] = []
  let command: string[] = []
  for (const [, quoted, double, plain = ''] of line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)) {
    if (plain.startsWith('#')) break
    if (/^(\||&&|;|>|>>|<)$/.test(plain)) command = []
    else if (command.push(quoted ?? double ?? plain) === 1) found.push(command)
  }
  return found.filter(([program, ...words]) => program === 'slipway' && words.length > 0).map(([, ...words]) => words)
}

function commandsIn(text: string): string[][] {
  const blocks = [...text.matchAll(/^( *)```(?:sh|bash|console)\n([\s\S]*?)^\1```/gm)].map(([, , block = '']) => block)
  return blocks.flatMap((block) =>
    block
      .replaceAll(/\\\n\s*/g, ' ')
      .split('\n')
      .flatMap(commandsOf),
  )
}

function disarm(command: CommandUnknownOpts): void {
  if (command.commands.length === 0) command.action(() => {})
  command.configureOutput({ writeErr: () => {}, writeOut: () => {} })
  for (const one of command.commands) disarm(one)
}

it('each command in the documentation is understood', () => {
  const commands = files.flatMap((file) =>
    commandsIn(readFileSync(new URL(file, root), 'utf8')).map((words) => ({ file, words })),
  )
  expect(commands.length).toBeGreaterThan(30)
  const wrong = commands.flatMap(({ file, words }) => {
    const program = buildProgram()
    disarm(program)
    try {
      program.parse(words.includes('--help') ? [] : words, { from: 'user' })
    } catch (error) {
      if (!words.includes('--help') && !/^--version$/.test(words[0] ?? '')) {
        return [`${file}: slipway ${words.join(' ')}: ${(error as Error).message}`]
      }
    }
    return []
  })
  expect(wrong).toEqual([])
})

it('each link in the documentation leads to a file', () => {
  const broken = files.flatMap((file) => {
    const text = readFileSync(new URL(file, root), 'utf8')
    return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap(([, target = '']) =>
      existsSync(new URL(target, new URL(file, root))) ? [] : [`${file}: ${target}`],
    )
  })
  expect(broken).toEqual([])
})
