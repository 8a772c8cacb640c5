import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { expect, onTestFinished, test } from 'vitest'

/** What a program that logs so prints. */
async function logged(program: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-log-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const outfile = join(folder, 'main.cjs')
  const contents = `import { createLog } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}\n${program}`
  const stdin = { contents, resolveDir: import.meta.dirname }
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs' })
  const { stdout } = await promisify(execFile)(process.execPath, [outfile]).catch((error) => error)
  return stdout.trim().split('\n')
}

const LINES = 3000

test.each([
  ['ends by itself', ''],
  ['is ended in the same turn', 'process.exit(3)'],
  ['fails', "throw new Error('no luck')"],
])('every line is there, in order, when the program %s', async (_how, end) => {
  const lines = await logged(`const log = createLog('info')
    for (let number = 0; number < ${LINES}; number++) log.info({ number }, 'counted')
    ${end}`)
  expect(lines.map((line) => JSON.parse(line).number)).toEqual(Array.from({ length: LINES }, (_none, at) => at))
})
