import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { downloadFile, type SlipwayProblem } from '@slipway/sdk/node'
import { appArgument, leaf } from '../../command.ts'
import { type Context, online } from '../../context.ts'
import { thisArch, thisOs } from '../../machine.ts'
import { size } from '../../output/format.ts'
import { retryNote } from '../../transfer.ts'
import { candidates, type Item, type ItemKind, itemsOf, type Narrowing, onlyOne } from './kind.ts'

export const downloadItem = (kind: ItemKind): CommandUnknownOpts =>
  leaf(
    'download',
    `download ${kind === 'package' ? 'a package' : 'an extension'}, check its digest; goes on where it was interrupted`,
    [
      `${kind} download slicer ${kind === 'package' ? 'Slicer --release 5.8.0' : 'SegmentTools --release 5.8.0'}`,
      `${kind} download slicer 65f0c0ffee65f0c0ffee65f0 --output /tmp`,
    ],
  )
    .addArgument(appArgument())
    .argument(`<${kind}>`, 'id, or base name: then the newest for this machine')
    .option('--release <release>', 'the one in this release or draft')
    .option('--os <os>', 'the one for this system (default: that of this machine)')
    .option('--arch <arch>', 'the one for this architecture (default: that of this machine)')
    .option('-o, --output <path>', 'folder or file to write to', '.')
    .option('--overwrite', 'replace a file that is there')
    .action(
      online(async (context, app, reference, { output, overwrite, ...narrowing }) => {
        const item = await pick(context, kind, app, String(reference), narrowing)
        if (item.yanked !== null) context.out.warn(`It was yanked: ${item.yanked.reason}`)
        await download(context, item, output, overwrite === true)
      }),
    ) as CommandUnknownOpts

async function pick(
  { slipway }: Context,
  kind: ItemKind,
  app: string,
  reference: string,
  narrowing: Narrowing,
): Promise<Item> {
  const items = itemsOf(slipway, kind)
  if (/^[0-9a-f]{24}$/.test(reference)) return items.get(app, reference)
  const { release, os = thisOs(), arch = thisArch() } = narrowing
  const found = await candidates(items, app, { baseName: reference, release, os, arch })
  const wanted = `${kind} ${reference} for ${os}-${arch}${release === undefined ? '' : ` in ${release}`}`
  // Without a release the newest is meant; within one there is one of each.
  return onlyOne(release === undefined ? found.slice(0, 1) : found, wanted)
}

async function download(
  { slipway, out, signal }: Context,
  item: Item,
  output: string,
  overwrite: boolean,
): Promise<void> {
  const path = await targetOf(output, item.file.name)
  const meter = out.meter(basename(path), item.file.size)
  try {
    const { outcome } = await downloadFile(slipway, item.file, path, {
      overwrite,
      signal: signal(),
      onProgress: ({ received }) => meter.update(received),
      onResume: ({ received }) => {
        meter.startAt(received)
        meter.note(`Goes on after ${size(received)}.`)
      },
      onRestart: () => meter.note(`${path}.part cannot be used: begins again.`),
      onRetry: (what: { problem: SlipwayProblem; pause: number }) => meter.note(retryNote(what)),
    })
    meter.end()
    const sentence =
      outcome === 'present'
        ? `${path} is there already, with the right digest.`
        : `Downloaded ${path}; the digest is right.`
    out.result({ path, outcome, size: item.file.size, sha256: item.file.sha256, id: item.id }, sentence)
  } finally {
    meter.end()
  }
}

/** A folder gets the file under its own name. A name that leaves the folder is not taken. */
async function targetOf(output: string, name: string): Promise<string> {
  const isFolder = await stat(output).then(
    (found) => found.isDirectory(),
    () => /[\\/]$/.test(output),
  )
  return isFolder ? join(output, basename(name.replaceAll('\\', '/'))) : output
}
