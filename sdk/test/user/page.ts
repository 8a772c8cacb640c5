/** What somebody writes for a page who installed the SDK: it is checked and bundled outside of this repository. */
import { blobSource, isProblem, localUploadStore, Slipway, type SlipwayProblem } from '@slipway/sdk'

const slipway = new Slipway()

/** Publishes what was chosen. Answers its digest, or what went wrong. */
export async function publish(app: string, chosen: File, signal: AbortSignal): Promise<string | SlipwayProblem> {
  try {
    const { extension } = await slipway.extensions.upload(
      app,
      { baseName: 'SegmentTools', os: 'win', arch: 'amd64', revision: '9fc31aa', appRevision: '33000' },
      blobSource(chosen),
      { store: localUploadStore(), signal, onRetry: ({ problem, pause }) => console.warn(problem.detail, pause) },
    )
    return extension.file.sha256
  } catch (error) {
    if (isProblem(error)) return error
    throw error
  }
}
