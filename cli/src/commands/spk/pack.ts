import { createWriteStream } from 'node:fs'
import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { canonicalArchitecture, lintSpk, type Spk, spkFileName, spkStream } from '@slipway/spk'
import { collect, leaf } from '../../command.ts'
import { local } from '../../context.ts'
import { exitCodes } from '../../exit-codes.ts'
import { PartialFailure, UsageError } from '../../failures.ts'
import { size } from '../../output/format.ts'
import { printFindings } from './findings.ts'
import { describeFolder } from './folder.ts'
import { bytesOf } from './read.ts'

export const packSpkFolder = leaf('pack', 'make an SPK from a folder, and check it', [
  'spk pack ./git',
  'spk pack ./git --output git.spk --set version=2.43.0-35 --set arch="x86_64 aarch64"',
])
  .argument('<folder>', 'holds INFO, package.tgz or a folder package, icons, scripts, conf, …')
  .option('-o, --output <file>', 'default: <package>.v<version>.f<firmware>[<architectures>].spk')
  .option('--set <key=value>', 'value of INFO; may be given more than once', collect)
  .option('--overwrite', 'replace a file that is there')
  .action(
    local(async ({ out }, folder, { output, set, overwrite }) => {
      const work = await mkdtemp(join(tmpdir(), 'slipway-spk-'))
      try {
        const made = join(work, 'made.spk')
        const description = await describeFolder(folder, settingsOf(set), join(work, 'package.tgz'))
        await pipeline(spkStream(description), createWriteStream(made))
        const { spk, findings } = await lintSpk(bytesOf(made))
        const failed = spk === undefined || findings.some(({ level }) => level === 'error')
        if (failed) {
          printFindings(out, findings)
          throw new PartialFailure(exitCodes.failed)
        }
        const target = resolve(output ?? nameOf(spk))
        if (!overwrite && (await exists(target))) {
          throw new UsageError(`${target} is there already.`, 'Add --overwrite to replace it.')
        }
        await moveInto(made, target)
        for (const { field, message } of findings) out.warn(field === null ? message : `${field}: ${message}`)
        const bytes = (await stat(target)).size
        out.result({ file: target, size: bytes, findings }, `Made ${target} (${size(bytes)}).`)
      } finally {
        await rm(work, { recursive: true, force: true })
      }
    }),
  )

function settingsOf(pairs: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new UsageError(`--set ${pair} is not of the form key=value.`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

/** As the server will call it. */
function nameOf({ info }: Spk): string {
  const version = Number(info.get('version')?.split('-').at(-1))
  const firmware = Number((info.get('firmware') || info.get('os_min_ver') || '').split('-').at(-1))
  const codes = (info.get('arch') ?? '').split(/\s+/).filter(Boolean).map(canonicalArchitecture)
  return spkFileName(info.get('package') ?? '', version, firmware, [...new Set(codes)])
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Complete or not at all, also across file systems. */
async function moveInto(from: string, to: string): Promise<void> {
  const beside = `${to}.part`
  try {
    await pipeline(bytesOf(from), createWriteStream(beside))
    await rename(beside, to)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
