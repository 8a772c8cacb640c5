/** Handing out bytes: in place, never by redirect, because the clients of ten years do not follow one. */
import type { FastifyReply } from 'fastify'
import type { Download } from '../../platform/http/send-bytes.ts'
import { sendBytes } from '../../platform/http/send-bytes.ts'
import type { Call } from './call.ts'
import { badRequest } from './problems.ts'

const DISPOSITIONS = ['attachment', 'inline'] as const

/** What a browser may show in a page of ours without running anything. */
const SHOWN = /^(?:image\/(?!svg)|audio\/|video\/|application\/pdf$|text\/plain)/

/** Sends a file, or the part that `Range`, or else `offset` and `endByte`, ask for. */
export async function sendFile({ request, reply, params }: Call, download: Download): Promise<FastifyReply> {
  const wanted = params.oneOf('contentDisposition', DISPOSITIONS) ?? 'attachment'
  const offset = atLeastZero('offset', params.integer('offset')) ?? 0
  const endByte = atLeastZero('endByte', params.integer('endByte'))
  if (request.headers.range === undefined && (offset > 0 || (endByte !== undefined && endByte < download.size))) {
    const last = endByte === undefined ? '' : String(Math.max(endByte - 1, 0))
    request.headers.range = `bytes=${offset}-${last}`
  }
  const disposition = wanted === 'inline' && SHOWN.test(download.contentType) ? 'inline' : 'attachment'
  return sendBytes(request, reply, download, { disposition })
}

function atLeastZero(name: string, value: number | undefined): number | undefined {
  if (value !== undefined && value < 0) throw badRequest(`Invalid value for integer parameter ${name}: ${value}.`)
  return value
}
