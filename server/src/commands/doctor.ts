/** `doctor`: looks whether everything is in order, and says what is not. It changes nothing. */
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { type Config, ConfigError, withoutPassword } from '../config/index.ts'
import { migrations } from '../migrations/index.ts'
import {
  type Check,
  catalogueChecks,
  type Finding,
  runCheck,
  storageChecks,
  worst,
} from '../modules/integrity/index.ts'
import { checkSigning } from '../modules/spk/index.ts'
import { configOf, withSettings } from './options.ts'
import { openBlobs, openConfiguredDatabase, requireDatabase, signingOf, sqliteFile } from './parts.ts'
import { printJson, printTable, say } from './print.ts'

type DoctorOptions = { rehash?: string; json?: boolean }

export function registerDoctor(program: Command): void {
  withSettings(program.command('doctor').description('look whether database, files and settings are in order'))
    .option('--rehash <which>', 'read stored files again and compare their digests: sample or all')
    .option('--json', 'for programs')
    .action(async ({ rehash, json = false }: DoctorOptions, command: Command) => {
      if (rehash !== undefined && rehash !== 'sample' && rehash !== 'all') {
        throw new ConfigError(`--rehash: expected sample or all, got ${rehash}`)
      }
      const findings = await examine(configOf(command), rehash)
      const status = worst(findings)
      if (json) printJson({ status, findings })
      else show(findings)
      if (status === 'fail') process.exitCode = 1
    })
}

async function examine(config: Config, rehash: 'sample' | 'all' | undefined): Promise<Finding[]> {
  const findings = [await runCheck(dataFolder(config))]
  const opening = await runCheck({
    name: 'database',
    async run() {
      requireDatabase(config)
      await (await openConfiguredDatabase(config)).close()
      return { status: 'ok', detail: withoutPassword(config.database) }
    },
  })
  if (opening.status === 'fail') return [...findings, opening]

  const db = await openConfiguredDatabase(config)
  const blobs = await openBlobs(config)
  try {
    const { basis, contents } = catalogueChecks(db, migrations)
    for (const check of basis) findings.push(await runCheck(check))
    const checks = worst(findings.slice(1)) === 'fail' ? [] : contents
    const { orphanGrace } = config
    if (checks.length > 0) {
      findings.push(await runCheck({ name: 'package signing', run: () => checkSigning(db, signingOf(config)) }))
    }
    for (const check of [...checks, ...storageChecks(db, blobs, { rehash, orphanGrace })]) {
      findings.push(await runCheck(check))
    }
    return findings
  } finally {
    await blobs.close()
    await db.close()
  }
}

/** Password hashes and everything private are in there. */
const dataFolder = (config: Config): Check => ({
  name: 'data folder',
  async run() {
    await access(config.data, constants.R_OK | constants.W_OK | constants.X_OK)
    const paths = [config.data, sqliteFile(config.database)].filter((path) => path !== undefined)
    const open: string[] = []
    for (const path of paths) {
      const { mode } = await stat(path)
      if ((mode & 0o002) !== 0) open.push(path)
    }
    // The folder keeps strangers out of everything in it.
    const readable = ((await stat(config.data)).mode & 0o007) !== 0
    if (open.length > 0) return { status: 'fail', detail: 'everybody on this machine can write to it', examples: open }
    if (readable && process.platform !== 'win32') {
      return { status: 'warn', detail: `everybody on this machine can read ${config.data}: use chmod o-rwx` }
    }
    return { status: 'ok', detail: config.data }
  },
})

function show(findings: readonly Finding[]): void {
  printTable(
    ['', 'CHECK', 'FOUND'],
    findings.map(({ status, check, detail }) => [status, check, detail]),
  )
  for (const { check, examples } of findings) {
    if (examples.length === 0) continue
    say(`\n${check}:`)
    for (const example of examples) say(`  ${example}`)
  }
}
