/** Refusals in the words of the old site: a page for people, the same three facts as JSON for programs that ask so. */
import { problems } from '@slipway/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../platform/http/html.ts'
import { LANGUAGE_VARIES, languageOf } from '../../platform/http/language.ts'
import { logUnexpected, toProblem } from '../../platform/http/problem-reply.ts'
import { printJson } from './answers.ts'
import { SiteError } from './parameters.ts'
import { document, securityPolicy } from './shell.ts'
import type { Templates } from './templates.ts'
import { type Words, words } from './words/index.ts'

export async function sendSiteError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  templates?: Templates,
): Promise<FastifyReply> {
  if (error instanceof SiteError) return sendError(request, reply, error.status, error.say, templates)
  const problem = toProblem(error)
  logUnexpected(problem, request)
  const { status, title } = problems[problem.code]
  const message = problem.code === 'internal' ? title : problem.message
  return sendError(request, reply, status, ({ lang }) => (lang === 'en' ? message : undefined), templates)
}

async function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  code: number,
  say: (words: Words) => string | undefined,
  templates: Templates | undefined,
): Promise<FastifyReply> {
  const json = wantsJson(request)
  // Programs compare these words.
  const w = words[json ? 'en' : languageOf(request.headers)]
  const title = w.refusals[code] ?? (code >= 500 ? w.refusals[500] : undefined) ?? w.refused
  const message = say(w) ?? ''
  reply.code(code).header('cache-control', 'no-cache').header('vary', `accept, ${LANGUAGE_VARIES}`)
  // As bytes, because the framework adds a charset to text.
  if (json) {
    return reply.header('content-type', 'application/json').send(Buffer.from(printJson({ code, title, message })))
  }
  reply.type('text/html; charset=utf-8')
  const own = await templates?.errorPage({ error_code: code, error_title: title, error_message: message })
  if (own !== undefined) return reply.send(own)
  return reply.header('content-security-policy', securityPolicy()).send(errorPage(code, title, message, w))
}

/** The old site always answered a page: so does this one, unless JSON is named and HTML is not. */
export function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? ''
  return /\bjson\b/.test(accept) && !/\bhtml\b/.test(accept)
}

const errorPage = (code: number, title: string, message: string, w: Words): string =>
  document(
    `${code} ${title}`,
    html`<div class="intro"><h1>${code} ${title}</h1>
${message !== '' && html`<p>${message}</p>\n`}<p><a href="/">${w.back}</a></p></div>`,
    { words: w },
  )
