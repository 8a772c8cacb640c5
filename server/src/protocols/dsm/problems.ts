/** How spkrepo says that something went wrong. */
import { type ProblemCode, problems } from '@slipway/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { logUnexpected, toProblem } from '../../platform/http/problem-reply.ts'
import { type LineValue, printLine } from './line.ts'

type Row = { status?: number; message?: string; withDetails?: boolean }

/** What differs from the native status and the problem's own sentence. */
const UPLOAD: Partial<Record<ProblemCode, Row>> = {
  login_required: { status: 401 },
  key_invalid: { status: 401 },
  too_large: { status: 413, message: 'The data value transmitted exceeds the capacity limit.' },
  conflict: { status: 409, message: 'Database constraint violation' },
  method_not_allowed: { message: 'The method is not allowed for the requested URL.' },
  storage_full: { status: 500, message: 'Failed to save files', withDetails: true },
  internal: { message: 'Internal Server Error' },
}

/** `{"message": …}` on one line. */
export function sendUploadError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error)
  logUnexpected(problem, request)
  const { status = problems[problem.code].status, message = problem.message, withDetails } = UPLOAD[problem.code] ?? {}
  const line: Record<string, LineValue> = { message, ...(withDetails && { details: problem.message }) }
  if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter)
  return reply.code(status).header('cache-control', 'no-store').type('application/json').send(printLine(line))
}

/** Devices only look at the status; the sentence is for people who look with a browser. */
export function sendDeviceError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error)
  logUnexpected(problem, request)
  const status = problem.code === 'invalid_input' ? 422 : problems[problem.code].status
  const message = problem.code === 'internal' ? problems.internal.title : problem.message
  return reply.code(status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`${message}\n`)
}
