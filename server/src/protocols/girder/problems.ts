/** How Girder says that something went wrong: `{"message", "type"}`, with the messages its clients know. */
import { type ProblemCode, problems } from '@slipway/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../modules/access/index.ts'
import { logUnexpected, toProblem } from '../../platform/http/problem-reply.ts'
import type { Problem } from '../../platform/problem.ts'
import { DRAFT } from './constants.ts'

export type ErrorType = 'rest' | 'validation' | 'access' | 'girder' | 'internal'

/** A refusal in this protocol's own words. */
export class GirderError extends Error {
  readonly status: number
  readonly type: ErrorType
  readonly extras: Record<string, string>

  constructor(status: number, type: ErrorType, message: string, extras: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.type = type
    this.extras = extras
  }
}

export const badRequest = (message: string): GirderError => new GirderError(400, 'rest', message)
export const invalid = (message: string, field?: string): GirderError =>
  new GirderError(400, 'validation', message, field === undefined ? {} : { field })
/** Beside `draft` there is no other one, and what looks like an id would be taken for one. */
export function requireFolderName(name: string): void {
  if (name.toLowerCase() === DRAFT) throw invalid(FOLDER_EXISTS, 'name')
  if (/^[0-9a-f]{24}$/i.test(name)) throw invalid('A name of 24 hexadecimal digits would be taken for an id.', 'name')
}

export const notLoggedIn = (): GirderError => new GirderError(401, 'access', 'You must be logged in.')

/** A path parameter that leads nowhere. */
export const noSuchPath = (kind: 'folder' | 'item' | 'file' | 'upload' | 'collection' | 'user', id: string) =>
  badRequest(`Invalid ${kind} id (${id}).`)

/** 401 for nobody, 403 for somebody. */
export function denied(actor: Actor, level: Level, folder: string, kind = 'folder'): GirderError {
  const user = actor.account?.id ?? 'None'
  const status = actor.account === null ? 401 : 403
  return new GirderError(status, 'access', `${level} access denied for ${kind} ${folder} (user ${user}).`)
}
export type Level = 'Read' | 'Write' | 'Admin'

export const adminRequired = (actor: Actor): GirderError =>
  new GirderError(actor.account === null ? 401 : 403, 'access', 'Administrator access required.')

type Row = { status?: number; type: ErrorType; message?: string; field?: string }
const FOLDER_EXISTS = 'A folder with that name already exists here.'

/** What differs from `rest` with the native status and the problem's own sentence. */
const TABLE: Partial<Record<ProblemCode, Row>> = {
  template_invalid: { status: 400, type: 'rest' },
  login_required: { status: 401, type: 'access', message: 'You must be logged in.' },
  login_failed: { status: 401, type: 'access', message: 'Login failed.' },
  account_waiting: { status: 403, type: 'access', message: 'Account approval required.' },
  second_factor_required: {
    status: 401,
    type: 'access',
    message: 'User authentication must include a one-time password (typically in the "Girder-OTP" header).',
  },
  code_wrong: { status: 401, type: 'access', message: 'One-time password validation failed.' },
  key_invalid: { status: 400, type: 'validation', message: 'Invalid API key.' },
  forbidden: { status: 403, type: 'access' },
  cross_origin: { status: 403, type: 'access' },
  route_not_found: { status: 400, type: 'rest' },
  account_not_found: { status: 400, type: 'validation' },
  key_not_found: { status: 400, type: 'rest' },
  collection_not_found: { status: 400, type: 'validation' },
  app_not_found: { status: 400, type: 'rest' },
  release_not_found: { status: 400, type: 'rest' },
  package_not_found: { status: 400, type: 'rest' },
  extension_not_found: { status: 400, type: 'rest' },
  file_not_found: { status: 404, type: 'rest', message: 'File not found.' },
  upload_not_found: { status: 400, type: 'rest' },
  name_taken: { status: 400, type: 'validation', message: FOLDER_EXISTS, field: 'name' },
  revision_taken: { status: 400, type: 'validation', field: 'app_revision' },
  bytes_differ: { status: 403, type: 'access' },
  not_a_draft: { status: 400, type: 'rest' },
  not_a_release: { status: 400, type: 'rest' },
  nothing_to_promote: { status: 400, type: 'rest' },
  cannot_undo: { status: 400, type: 'rest' },
  last_owner: { status: 400, type: 'validation' },
  upload_incomplete: { status: 400, type: 'rest' },
  upload_offset: { status: 400, type: 'rest' },
  size_mismatch: { status: 400, type: 'validation', message: 'Received too many bytes.' },
  internal: { status: 500, type: 'internal', message: 'An unexpected error occurred on the server.' },
  read_only: { status: 403, type: 'access' },
  unavailable: { status: 503, type: 'girder' },
  storage_full: { status: 507, type: 'girder' },
}

export function sendGirderError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof GirderError) {
    return send(reply, error.status, { message: error.message, type: error.type, ...error.extras })
  }
  const problem = toProblem(error)
  logUnexpected(problem, request)
  if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter)
  const { status, type, message, field } = rowOf(problem)
  return send(reply, status, {
    message,
    type,
    ...(field !== undefined && { field }),
    ...(type === 'internal' && { uid: request.id }),
    ...(type === 'girder' && { identifier: `slipway.${problem.code}` }),
  })
}

function rowOf(problem: Problem) {
  const row = TABLE[problem.code]
  // An item in the way, not a folder: then the catalogue says which.
  if (problem.code === 'name_taken' && problem.details?.id !== undefined) {
    return { status: 400, type: 'validation' as const, message: problem.message, field: 'name' }
  }
  return {
    status: row?.status ?? problems[problem.code].status,
    type: row?.type ?? 'rest',
    message: row?.message ?? problem.message,
    field: row?.field,
  }
}

/** A failed request never carries the head of the answer it did not become. */
function send(reply: FastifyReply, status: number, body: Record<string, string>): FastifyReply {
  for (const name of ['content-disposition', 'content-length', 'content-encoding', 'etag']) reply.removeHeader(name)
  return reply
    .code(status)
    .type('application/json')
    .serializer((payload: unknown) => payload as string)
    .send(JSON.stringify(body))
}
