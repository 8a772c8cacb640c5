/** Refusals in the words of the old site: a page for people, the same three facts as JSON for programs that ask so. */
import { problems } from '@slipway/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { logUnexpected, toProblem } from '../../platform/http/problem-reply.ts'
import { printJson } from './answers.ts'
import { html } from './html.ts'
import { SiteError } from './parameters.ts'

const TITLES: Record<number, string> = { 400: 'Bad Request', 404: 'Not Found', 503: 'Service Unavailable' }

export function sendSiteError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof SiteError) return sendError(request, reply, error.status, error.message)
  const problem = toProblem(error)
  logUnexpected(problem, request)
  const { status, title } = problems[problem.code]
  return sendError(request, reply, status, problem.code === 'internal' ? title : problem.message)
}

function sendError(request: FastifyRequest, reply: FastifyReply, code: number, message: string): FastifyReply {
  const title = TITLES[code] ?? (code >= 500 ? 'Internal Server Error' : 'Error')
  reply.code(code).header('cache-control', 'no-cache').header('vary', 'accept')
  // As bytes, because the framework adds a charset to text.
  if (wantsJson(request)) {
    return reply.header('content-type', 'application/json').send(Buffer.from(printJson({ code, title, message })))
  }
  return reply.type('text/html; charset=utf-8').send(errorPage(code, title, message))
}

/** The old site always answered a page: so does this one, unless JSON is named and HTML is not. */
function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? ''
  return /\bjson\b/.test(accept) && !/\bhtml\b/.test(accept)
}

const errorPage = (code: number, title: string, message: string): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${code} ${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem;color:#1a1b1e;background:#fff}
a{color:#1864ab}@media(prefers-color-scheme:dark){body{color:#c9c9c9;background:#1a1b1e}a{color:#74c0fc}}</style>
</head>
<body>
<main>
<h1>${code} ${title}</h1>
<p>${message}</p>
<p><a href="/">Back to the downloads</a></p>
</main>
</body>
</html>
`.text
