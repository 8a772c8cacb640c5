/** What can go wrong, as one class: a refusal of the server, an answer that is not Slipway's, or no answer at all. */
import type { FieldError, Problem, ProblemCode } from './generated/api.ts'

/**
 * The codes of the server, and four that the SDK adds: `unreachable` (no answer), `not_slipway` (something else
 * answered), `source_changed` (the file changed while it was sent) and `target_exists` (a download would overwrite).
 */
export type SlipwayProblemCode = ProblemCode | 'unreachable' | 'not_slipway' | 'source_changed' | 'target_exists'

/** Every failure of a call is one of these; what it is, is in `code`. An aborted call throws its signal's reason. */
export class SlipwayProblem extends Error {
  /** What went wrong, in a word that never changes its meaning. */
  readonly code: SlipwayProblemCode
  /** HTTP status; 0 when there was no answer. */
  readonly status: number
  /** What happened, in a sentence. */
  readonly detail: string
  /** Which fields are wrong, and what would be right. */
  readonly errors: readonly FieldError[]
  /** Facts for programs. */
  readonly details: Readonly<Record<string, unknown>>
  /** Names the request in the log of the server. */
  readonly requestId: string | undefined
  /** Seconds to wait before the next try, when the server said so. */
  readonly retryAfter: number | undefined

  constructor(
    code: SlipwayProblemCode,
    detail: string,
    facts: {
      status?: number
      errors?: readonly FieldError[] | undefined
      details?: Record<string, unknown> | undefined
      requestId?: string | undefined
      retryAfter?: number | undefined
      cause?: unknown
    } = {},
  ) {
    super(detail, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'SlipwayProblem'
    this.code = code
    this.detail = detail
    this.status = facts.status ?? 0
    this.errors = facts.errors ?? []
    this.details = facts.details ?? {}
    this.requestId = facts.requestId
    this.retryAfter = facts.retryAfter
  }
}

/** Whether `error` is a problem, and, with codes, one of these. */
export function isProblem(error: unknown, ...codes: SlipwayProblemCode[]): error is SlipwayProblem {
  return error instanceof SlipwayProblem && (codes.length === 0 || codes.includes(error.code))
}

/** The problem an answer tells of. Reads its body. */
export async function problemOf(response: Response): Promise<SlipwayProblem> {
  const retryAfter = retryAfterOf(response)
  const text = await response.text().catch(() => '')
  const reply = parse(text)
  const requestId = reply?.requestId ?? response.headers.get('x-request-id') ?? undefined
  if (reply === undefined) {
    return new SlipwayProblem(codeOfStatus(response.status), detailOfStatus(response), {
      status: response.status,
      requestId,
      retryAfter,
    })
  }
  return new SlipwayProblem(reply.code as ProblemCode, reply.detail, {
    status: response.status,
    errors: reply.errors,
    details: reply.details,
    requestId,
    retryAfter,
  })
}

/** The body of a good answer. Throws the problem of any other, and `not_slipway` for the page of another server. */
export async function bodyOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw await problemOf(response)
  if (!/\bjson\b/.test(typeOf(response))) throw notSlipway(response)
  return (await response.json()) as T
}

/** Throws `not_slipway` where a good answer is a page: the API answers JSON, tables, pictures or nothing at all. */
export function refusePage(response: Response): void {
  if (typeOf(response).startsWith('text/html')) throw notSlipway(response)
}

const typeOf = (response: Response): string => response.headers.get('content-type') ?? ''
const notSlipway = (response: Response): SlipwayProblem =>
  new SlipwayProblem('not_slipway', detailOfStatus(response), { status: response.status })

/** The problem of a call that got no answer. `details.reason`: the code of the system, where it has one. */
export function unreachable(url: string, cause: unknown): SlipwayProblem {
  const { why, code } = reasonOf(cause)
  return new SlipwayProblem('unreachable', `No answer from ${originOf(url)}${why === undefined ? '' : `: ${why}`}.`, {
    cause,
    ...(code !== undefined && { details: { reason: code } }),
  })
}

/** Seconds, from a number or a date. */
export function retryAfterOf(response: Response): number | undefined {
  const header = response.headers.get('retry-after')
  if (header === null) return undefined
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

function parse(text: string): Problem | undefined {
  try {
    const reply = JSON.parse(text) as Partial<Problem> | null
    if (typeof reply?.code === 'string' && typeof reply.detail === 'string') return reply as Problem
  } catch {
    // Not JSON: a proxy or another server answered.
  }
  return undefined
}

/** Proxies answer in Slipway's place; some of their refusals mean the same. */
function codeOfStatus(status: number): SlipwayProblemCode {
  if (status === 413) return 'too_large'
  if (status === 429) return 'rate_limited'
  if (status === 502 || status === 503 || status === 504) return 'unavailable'
  return 'not_slipway'
}

function detailOfStatus(response: Response): string {
  const status = `${response.status} ${response.statusText}`.trim()
  const from = response.url === '' ? 'The server' : originOf(response.url)
  if (response.status === 413) return `${from} does not take that many bytes in one request (${status}).`
  return `${from} answered ${status}, and not in the way Slipway does.`
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)

/** In words what Node and OpenSSL say in codes. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name of the host cannot be looked up at the moment',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  ETIMEDOUT: 'it takes too long',
  UND_ERR_CONNECT_TIMEOUT: 'it takes too long',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak HTTPS',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself, and not trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is of an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is of an authority that is not trusted here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is of another host',
}

/** Node hides why a fetch failed in `cause`; an error that joins several holds the first reason. */
function reasonOf(error: unknown): { why?: string; code?: string } {
  if (!(error instanceof Error)) return {}
  if (error.cause !== undefined) return reasonOf(error.cause)
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  const { code } = error as { code?: unknown }
  const known = typeof code === 'string' ? { code } : {}
  const why = reasons[known.code ?? ''] ?? error.message.trim().replace(/\.$/, '')
  return { ...known, ...(why !== '' && { why }) }
}
