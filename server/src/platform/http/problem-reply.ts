/** How the native API says that something went wrong: RFC 9457 `application/problem+json`. */
import { type ProblemCode, type ProblemReply, problems } from '@slipway/contract'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { BlobError } from '../blobs/index.ts'
import { isDiskFull } from '../db/index.ts'
import { Problem, wrongField } from '../problem.ts'

/** Turns whatever was thrown into a problem: known failures of lower floors into their code, the rest into `internal`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof BlobError) return new Problem(blobProblems[error.code], { cause: error })
  if (isDiskFull(error)) return new Problem('storage_full', { cause: error })
  const { code, message, statusCode } = error as FastifyError
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('too_large', { cause: error })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('media_type_unsupported', { detail: 'Send application/json.', cause: error })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return wrongField('body', message)
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
    case 'FST_ERR_ASYNC_CONSTRAINT':
      return new Problem('route_not_found', { cause: error })
  }
  if (error instanceof SyntaxError && statusCode === 400) return wrongField('body', 'must be JSON')
  return new Problem('internal', { cause: error })
}

const blobProblems: Record<BlobError['code'], ProblemCode> = {
  storage_full: 'storage_full',
  too_long: 'too_large',
  wrong_offset: 'upload_offset',
  missing: 'file_not_found',
  // The sender went away: nobody reads the reply, and nothing is wrong here.
  interrupted: 'upload_incomplete',
}

/** Logs what nobody expected, once, with its cause. */
export function logUnexpected(problem: Problem, request: FastifyRequest): void {
  if (problems[problem.code].status >= 500) request.log.error({ err: problem.cause ?? problem }, problem.message)
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error)
  logUnexpected(problem, request)
  const { status, title } = problems[problem.code]
  const body: ProblemReply = {
    type: `/api/v2/docs/problems#${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.code === 'internal' ? title : problem.message,
    requestId: request.id,
    ...(problem.errors && { errors: problem.errors }),
    ...(problem.details && { details: problem.details }),
  }
  if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter)
  if (problem.code === 'login_required' || problem.code === 'key_invalid') {
    reply.header('www-authenticate', 'Bearer realm="slipway"')
  }
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer((payload: unknown) => payload as string)
    .send(JSON.stringify(body))
}
