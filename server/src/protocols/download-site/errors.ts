/** Refusals in the words of the old site: a page for people, the same three facts as JSON for programs that ask so. */
import { problems } from '@slipway/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Html, html } from '../../platform/http/html.ts'
import { LANGUAGE_VARIES, languageOf } from '../../platform/http/language.ts'
import { logUnexpected, toProblem } from '../../platform/http/problem-reply.ts'
import { printJson } from './answers.ts'
import { type AroundFacts, footer, header, headerOfAny, type Surroundings } from './page/around.ts'
import { SiteError } from './parameters.ts'
import { document, securityPolicy } from './shell.ts'
import type { Templates } from './templates.ts'
import { type Words, words } from './words/index.ts'

/** What refusals look like. */
export type Refusals = {
  templates?: Templates | undefined
  /** of the application whose address it is; undefined when the visitor can see none there */
  surroundings?: (request: FastifyRequest) => Promise<Surroundings | undefined>
}

export async function sendSiteError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  refusals: Refusals = {},
): Promise<FastifyReply> {
  if (error instanceof SiteError) return sendError(request, reply, error.status, error.say, refusals)
  const problem = toProblem(error)
  logUnexpected(problem, request)
  const { status, title } = problems[problem.code]
  const message = problem.code === 'internal' ? title : problem.message
  return sendError(request, reply, status, ({ lang }) => (lang === 'en' ? message : undefined), refusals)
}

async function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  code: number,
  say: (words: Words) => string | undefined,
  { templates, surroundings }: Refusals,
): Promise<FastifyReply> {
  const json = wantsJson(request)
  // Programs compare these words.
  const w = words[json ? 'en' : languageOf(request.headers)]
  const title = w.refusals[code] ?? (code >= 500 ? w.refusals[500] : undefined) ?? w.refused
  const message = say(w) ?? ''
  reply.code(code).header('cache-control', 'no-cache').header('vary', `accept, authorization, ${LANGUAGE_VARIES}`)
  // As bytes, because the framework adds a charset to text.
  if (json) {
    return reply.header('content-type', 'application/json').send(Buffer.from(printJson({ code, title, message })))
  }
  reply.type('text/html; charset=utf-8')
  const own = await templates?.errorPage({ error_code: code, error_title: title, error_message: message })
  if (own !== undefined) return reply.send(own)
  const around = await surroundings?.(request)
  return reply
    .header('content-security-policy', securityPolicy(around?.look))
    .send(errorPage(`${code} ${title}`, message, w, around))
}

/** The old site always answered a page: so does this one, unless JSON is named and HTML is not. */
export function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? ''
  return /\bjson\b/.test(accept) && !/\bhtml\b/.test(accept)
}

function errorPage(title: string, message: string, w: Words, around: Surroundings | undefined): string {
  const main = html`<div class="intro"><h1>${title}</h1>
${message !== '' && html`<p>${message}</p>\n`}<p><a href="${around?.pagePath ?? '/'}">${w.back}</a></p></div>`
  if (around === undefined) return document(title, main, { words: w, header: headerOfAny(w) })
  const facts = { ...around, words: w }
  return document(title, main, {
    words: w,
    header: header(facts, toEverything(facts)),
    footer: footer(facts),
    look: around.look,
  })
}

const toEverything = ({ app, statisticsPath, words: w }: AroundFacts): Html =>
  html`<a href="/apps/${app.slug}">${w.allReleases}</a>
<a href="${statisticsPath}">${w.statistics}</a>`
