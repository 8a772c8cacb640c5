/**
 * `POST /api/packages`, exactly as build systems send it: API key as the user of Basic authentication, the SPK as the
 * body, one line of JSON back. At the root of a host of its own the same is `/packages`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import { printLine } from './line.ts'
import { sendUploadError } from './problems.ts'
import type { DsmServices } from './services.ts'
import { spkIn } from './upload-body.ts'

const CREDENTIALS = { ownCredentials: true, operation: 'uploadSpk' }

export function uploadRoute(app: FastifyInstance, { sessions, spk }: DsmServices): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // The standard client says application/json, curl says it is a form.
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.setErrorHandler((error, request, reply) => sendUploadError(error, request, reply))
    for (const url of ['/api/packages', '/packages'])
      scope.route({
        method: 'POST',
        url,
        bodyLimit: spk.publisher.maxSize,
        config: CREDENTIALS,
        schema: { hide: true } as never,
        async handler(request, reply) {
          const actor = await callerOf(request)
          const {
            package: name,
            version,
            firmware,
            architectures,
          } = await spk.publisher.upload(actor, await spkIn(request))
          reply.code(201).type('application/json')
          return printLine({ package: name, version, firmware, architectures })
        },
      })
  })

  /** Whoever may not upload at all is unknown here: 401, as the older server says it. */
  async function callerOf(request: FastifyRequest) {
    const key = basicUser(request.headers.authorization)
    if (key === undefined) throw new Problem('login_required', { detail: 'Give an API key as the user name.' })
    const actor = await sessions.authenticate({ key, address: request.ip, requestId: request.id })
    await spk.publisher.requireMayUpload(actor).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'forbidden') throw error
      throw new Problem('key_invalid', { detail: error.message })
    })
    return actor
  }
}

/** The user name of `Authorization: Basic …`; the password does not matter. */
function basicUser(header: string | undefined): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return undefined
  const user = Buffer.from(encoded, 'base64').toString('utf8').split(':')[0]
  return user === '' ? undefined : user
}
