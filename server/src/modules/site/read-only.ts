/** While the site is read-only, nothing that changes it is begun, whichever way it comes. */
import type { FastifyInstance } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import type { Settings } from './settings.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Decorates `app` itself: call it where all routes are below. */
export function guardReadOnly(app: FastifyInstance, settings: Settings): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (READING.has(request.method) || request.is404 || request.routeOptions.config.inReadOnly) done()
    else refusal(settings).then(done, done)
  })
}

async function refusal(settings: Settings): Promise<Problem | undefined> {
  const { readOnly, banner } = await settings.read()
  if (!readOnly) return undefined
  return new Problem('read_only', {
    detail: `The site is read-only at the moment, so nothing was changed.${banner === null ? '' : ` ${banner.text}`}`,
  })
}
