/** Bodies: form fields become parameters, everything else is handed on as the stream that it is. */
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { badRequest } from './problems.ts'

const FORM_LIMIT = 1024 * 1024

export const isMultipart = (request: FastifyRequest): boolean =>
  /^multipart\/form-data/i.test(request.headers['content-type'] ?? '')
export const isUrlEncoded = (request: FastifyRequest): boolean =>
  /^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '')

/** Clients send bytes with any content type or none; what would read them into memory is taken away. */
export function acceptAnyBody(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** The fields of a form body; none of any other. */
export async function readForm(request: FastifyRequest): Promise<[name: string, value: string][]> {
  const body = request.body as Readable | undefined
  if (body === undefined || body === null) return []
  if (isUrlEncoded(request)) {
    const text = await readText(body, FORM_LIMIT)
    return [...new URLSearchParams(text)]
  }
  if (isMultipart(request)) return readMultipart(request, body)
  return []
}

/** A small body as text. Throws when it is larger than `limit` bytes. */
export async function readText(body: Readable, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) throw badRequest(`The body must not have more than ${limit} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Files in a form are passed over: bytes come as the body itself. */
async function readMultipart(request: FastifyRequest, body: Readable): Promise<[string, string][]> {
  const fields: [string, string][] = []
  let form: BusboyInstance
  try {
    form = new Busboy({
      headers: request.headers as { 'content-type': string },
      limits: { fieldSize: FORM_LIMIT, fields: 200 },
    })
  } catch {
    throw badRequest('The multipart body cannot be read.')
  }
  form.on('field', (name, value) => fields.push([name, value]))
  // A file that breaks off is an error of the form as well; unheard, its own would end the process.
  form.on('file', (_name, stream) => stream.on('error', () => undefined).resume())
  try {
    body.pipe(form)
    await finished(form)
  } catch {
    throw badRequest('The multipart body cannot be read.')
  }
  return fields
}
