/** Uploads as the commands do them: with progress, resumable, and a word about whatever happens on the way. */
import { fileSource, folderUploadStore, isProblem, type SlipwayProblem, type UploadOptions } from '@slipway/sdk/node'
import type { Context } from './context.ts'
import { UsageError } from './failures.ts'
import { Interrupted } from './interruption.ts'
import { size } from './output/format.ts'
import { uploadsFolder } from './settings/profiles.ts'

/** Sends one file with a meter; `publish` makes the call. */
export async function uploadFile<T>(
  { out, signal }: Context,
  path: string,
  publish: (source: Awaited<ReturnType<typeof fileSource>>, options: UploadOptions) => Promise<T>,
): Promise<T> {
  const source = await fileSource(path)
  // What a build leaves that failed; nobody publishes nothing on purpose.
  if (source.size === 0) throw new UsageError(`${path} is empty.`)
  const meter = out.meter(source.name, source.size)
  try {
    return await publish(source, {
      store: folderUploadStore(uploadsFolder()),
      signal: signal(),
      onProgress: ({ sent }) => meter.update(sent),
      onResume: ({ sent }) => {
        meter.startAt(sent)
        meter.note(`Goes on after ${size(sent)}.`)
      },
      onRetry: (what) => meter.note(retryNote(what)),
    })
  } catch (error) {
    meter.end()
    if (error instanceof Interrupted) out.warn('The same command goes on where this one stopped.')
    throw error
  } finally {
    meter.end()
  }
}

export const retryNote = ({ problem, pause }: { problem: SlipwayProblem; pause: number }): string =>
  `${isContested(problem) ? 'Another transfer of this file came in between.' : problem.detail} Next try in ${Math.max(1, Math.round(pause / 1000))} s.`

/** Two that send the same file continue the same upload; what the server says of that is meant for programs. */
const isContested = (problem: SlipwayProblem): boolean => isProblem(problem, 'upload_locked', 'upload_offset')
