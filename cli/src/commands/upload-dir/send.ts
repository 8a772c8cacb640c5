/** Sends what is planned, several at a time; one failure does not stop the others, unless all would fail alike. */
import { isProblem, type PublishedExtension } from '@slipway/sdk'
import { fileSource, folderUploadStore } from '@slipway/sdk/node'
import pLimit from 'p-limit'
import type { Context } from '../../context.ts'
import { type Failure, failureOf } from '../../failures.ts'
import { Interrupted } from '../../interruption.ts'
import { count } from '../../output/format.ts'
import type { Meter } from '../../output/meter.ts'
import { uploadsFolder } from '../../settings/profiles.ts'
import { retryNote } from '../../transfer.ts'
import type { ExtensionFacts } from '../extension/facts.ts'
import type { Planned } from './plan.ts'

export type Status = PublishedExtension['outcome'] | 'there' | 'would upload' | 'failed' | 'not tried'
export type Result = {
  file: string
  baseName: string | undefined
  os: string | undefined
  arch: string | undefined
  status: Status
  id?: string
  error?: { code: string; message: string }
  /** for the exit code */
  failure?: Failure
}

/** With these, none of the others would go better. */
const HOPELESS = ['login_required', 'key_invalid', 'forbidden', 'app_not_found', 'unreachable', 'storage_full'] as const

export async function sendAll(
  context: Context,
  app: string,
  planned: readonly Planned[],
  parallel: number,
): Promise<Result[]> {
  const sending = planned.filter((each) => each.wrong === undefined && each.there === undefined)
  const total = sending.reduce((sum, each) => sum + each.size, 0)
  const meter = context.out.meter(count(sending.length, 'file'), total)
  const sent = new Map<Planned, number>()
  const tell = (entry: Planned, bytes: number) => {
    sent.set(entry, bytes)
    meter.update([...sent.values()].reduce((sum, each) => sum + each, 0))
  }
  const limit = pLimit(parallel)
  let hopeless = false
  const send = async (entry: Planned): Promise<Result> => {
    if (hopeless || context.signal().aborted) return resultOf(entry, 'not tried')
    const result = await sendOne(context, app, entry, meter, (bytes) => tell(entry, bytes))
    hopeless ||= result.failure?.problem !== undefined && isProblem(result.failure.problem, ...HOPELESS)
    tell(entry, entry.size)
    if (result.error !== undefined) meter.note(`${entry.file}: ${result.error.message}`)
    else if (!process.stderr.isTTY) meter.note(`${entry.file}: ${result.status}`)
    return result
  }
  try {
    return await Promise.all(planned.map((entry) => settledAlready(entry) ?? limit(() => send(entry))))
  } finally {
    meter.end()
  }
}

/** What needs no sending. */
export function settledAlready(entry: Planned): Result | undefined {
  if (entry.wrong !== undefined) {
    const failure = failureOf(new Error(entry.wrong))
    return { ...resultOf(entry, 'failed'), failure, error: { code: 'manifest', message: entry.wrong } }
  }
  return entry.there && { ...resultOf(entry, 'there'), id: entry.there.id }
}

export const resultOf = ({ file, facts }: Planned, status: Status): Result => ({
  file,
  baseName: facts.baseName,
  os: facts.os,
  arch: facts.arch,
  status,
})

async function sendOne(
  { slipway, signal }: Context,
  app: string,
  entry: Planned,
  meter: Meter,
  onSent: (bytes: number) => void,
): Promise<Result> {
  try {
    const { outcome, extension } = await slipway.extensions.upload(
      app,
      entry.facts as ExtensionFacts,
      await fileSource(entry.path),
      {
        store: folderUploadStore(uploadsFolder()),
        signal: signal(),
        onProgress: ({ sent }) => onSent(sent),
        onRetry: (what) => meter.note(`${entry.file}: ${retryNote(what)}`),
      },
    )
    return { ...resultOf(entry, outcome), id: extension.id }
  } catch (error) {
    if (error instanceof Interrupted) return resultOf(entry, 'not tried')
    const failure = failureOf(error)
    const message = [failure.message, ...failure.lines].join(' ')
    return { ...resultOf(entry, 'failed'), failure, error: { code: failure.code, message } }
  }
}
