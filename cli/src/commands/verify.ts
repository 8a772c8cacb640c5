import type { FileMatch, Slipway } from '@slipway/sdk'
import { sha256OfFile } from '@slipway/sdk/node'
import { leaf } from '../command.ts'
import { online } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { PartialFailure } from '../failures.ts'
import type { Output } from '../output/output.ts'
import { itemsOf } from './item/kind.ts'

type Match = FileMatch & { release: string; yanked: string | null }

export const verify = leaf('verify', 'say which package or extension a file is, by its SHA-256', [
  'verify Slicer-5.8.0-linux-amd64.tar.gz',
  'verify SegmentTools.zip --json',
])
  .argument('<file>')
  .addHelpText(
    'after',
    '\nExit code 0: the server has it and offers it. 1: it was replaced by other bytes, or yanked. 3: the server does not know it.',
  )
  .action(
    online(async ({ slipway, out }, file) => {
      const sha256 = await sha256OfFile(file)
      const matches = await Promise.all(
        (await slipway.downloads.findFiles(sha256)).map((match) => complete(slipway, match)),
      )
      const good = matches.filter(isGood)
      const verdict = good.length > 0 ? 'current' : matches.length > 0 ? 'outdated' : 'unknown'
      if (out.json) out.result({ file, sha256, verdict, matches }, '')
      else tell(out, file, sha256, matches)
      if (verdict === 'outdated') throw new PartialFailure(exitCodes.failed)
      if (verdict === 'unknown') throw new PartialFailure(exitCodes.notFound)
    }),
  )

const isGood = (match: Match): boolean => match.current && match.yanked === null

async function complete(slipway: Slipway, match: FileMatch): Promise<Match> {
  const item = await itemsOf(slipway, match.kind).get(match.app, match.id)
  return { ...match, release: item.release.name, yanked: item.yanked?.reason ?? null }
}

function tell(out: Output, file: string, sha256: string, matches: readonly Match[]): void {
  const { green, yellow, red } = out.colors
  if (matches.length === 0) out.text(`${red('unknown')}  ${file} (sha256 ${sha256}) is not on this server.\n`)
  for (const match of matches) {
    const { kind, baseName, os, arch, app, release, yanked, current } = match
    const what = `${kind} ${baseName} for ${os}-${arch} in ${app} ${release}`
    if (isGood(match)) out.text(`${green('ok')}  ${file} is ${what}.\n`)
    else if (yanked !== null) out.text(`${yellow('yanked')}  ${file} is ${what}, which was yanked: ${yanked}\n`)
    else if (!current) out.text(`${yellow('replaced')}  ${file} was ${what}; other bytes took its place.\n`)
  }
}
