import type { Slipway } from '@slipway/sdk/node'
import { anyReference, canonicalArchitecture, lintSpk, type Reference } from '@slipway/spk'
import { leaf } from '../../command.ts'
import { type LocalContext, local, online } from '../../context.ts'
import { exitCodes } from '../../exit-codes.ts'
import { PartialFailure } from '../../failures.ts'
import { printFindings, sumUp } from './findings.ts'
import { bytesOf } from './read.ts'

type Flags = { online?: true | undefined; strict?: true | undefined }

export const lintSpkFile = leaf('lint', 'say by field what is wrong with an SPK, before anybody uploads it', [
  'spk lint git_2.43.0-34.spk',
  'spk lint git_2.43.0-34.spk --online --strict',
])
  .argument('<file>', 'SPK to check')
  .option('--online', 'also ask the server which architectures, firmwares, languages and services it knows')
  .option('--strict', 'warnings are errors')
  .action((file, flags, command) => {
    const handler = flags.online
      ? online(async (context, path: string, given: Flags) => {
          await lint(context, path, given, await referenceOf(context.slipway))
        })
      : local(async (context, path: string, given: Flags) => lint(context, path, given, anyReference))
    return (handler as (...args: unknown[]) => Promise<void>)(file, flags, command)
  })

async function lint({ out }: LocalContext, file: string, { strict }: Flags, reference: Reference): Promise<void> {
  const { findings } = await lintSpk(bytesOf(file), reference)
  const errors = printFindings(out, findings)
  if (findings.length > 0) out.note(sumUp(findings))
  if (errors > 0 || (strict && findings.length > 0)) throw new PartialFailure(exitCodes.failed)
}

async function referenceOf({ spk }: Slipway): Promise<Reference> {
  const [architectures, firmwares, languages, services] = await Promise.all([
    spk.listArchitectures(),
    spk.listFirmwares(),
    spk.listLanguages(),
    spk.listServices(),
  ])
  return {
    architectures: new Set(architectures.map(canonicalArchitecture)),
    firmwares: new Map(firmwares.map((firmware) => [firmware.build, firmware])),
    languages: new Set(languages.map(({ code }) => code)),
    services: new Set(services),
  }
}
