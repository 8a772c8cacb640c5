/** Refusals in the words of the old site: a page for people, the same three facts as JSON for programs that ask so. */
import { problems } from '@slipway/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../platform/http/html.ts'
import { logUnexpected, toProblem } from '../../platform/http/problem-reply.ts'
import { printJson } from './answers.ts'
import { SiteError } from './parameters.ts'
import { document, securityPolicy } from './shell.ts'
import type { Templates } from './templates.ts'

const TITLES: Record<number, string> = { 400: 'Bad Request', 404: 'Not Found', 503: 'Service Unavailable' }

export async function sendSiteError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  templates?: Templates,
): Promise<FastifyReply> {
  if (error instanceof SiteError) return sendError(request, reply, error.status, error.message, templates)
  const problem = toProblem(error)
  logUnexpected(problem, request)
  const { status, title } = problems[problem.code]
  return sendError(request, reply, status, problem.code === 'internal' ? title : problem.message, templates)
}

async function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  code: number,
  message: string,
  templates: Templates | undefined,
): Promise<FastifyReply> {
  const title = TITLES[code] ?? (code >= 500 ? 'Internal Server Error' : 'Error')
  reply.code(code).header('cache-control', 'no-cache').header('vary', 'accept')
  // As bytes, because the framework adds a charset to text.
  if (wantsJson(request)) {
    return reply.header('content-type', 'application/json').send(Buffer.from(printJson({ code, title, message })))
  }
  reply.type('text/html; charset=utf-8')
  const own = await templates?.errorPage({ error_code: code, error_title: title, error_message: message })
  if (own !== undefined) return reply.send(own)
  return reply.header('content-security-policy', securityPolicy()).send(errorPage(code, title, message))
}

/** The old site always answered a page: so does this one, unless JSON is named and HTML is not. */
export function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? ''
  return /\bjson\b/.test(accept) && !/\bhtml\b/.test(accept)
}

const errorPage = (code: number, title: string, message: string): string =>
  document(
    `${code} ${title}`,
    html`<div class="intro"><h1>${code} ${title}</h1>
<p>${message}</p>
<p><a href="/">Back to the downloads</a></p></div>`,
  )
