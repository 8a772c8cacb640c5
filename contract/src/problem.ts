/**
 * The closed list of what can go wrong, with the status of the native API. Protocols have tables of their own from
 * the same codes. A code never changes its meaning.
 */
import Type, { type Static } from 'typebox'
import { named } from './schema.ts'

export const problems = {
  invalid_input: { status: 400, title: 'The request has fields that are missing or wrong.' },
  template_invalid: { status: 400, title: 'The naming template cannot be used.' },
  cursor_invalid: { status: 400, title: 'The cursor does not belong to this list.' },
  size_mismatch: { status: 400, title: 'The number of bytes is not the number announced.' },
  digest_mismatch: { status: 400, title: 'The bytes do not have the digest announced.' },
  login_required: { status: 401, title: 'Sign in or give an API key.' },
  login_failed: { status: 401, title: 'Login or password is wrong.' },
  second_factor_required: { status: 401, title: 'A second factor is needed to sign in.' },
  code_wrong: { status: 401, title: 'The code is wrong, or was used already.' },
  key_invalid: { status: 401, title: 'The API key is unknown, expired or revoked.' },
  forbidden: { status: 403, title: 'This is not allowed for you.' },
  cross_origin: { status: 403, title: 'A change with a session cookie must come from this site.' },
  read_only: { status: 403, title: 'The site is read-only at the moment.' },
  registration_closed: { status: 403, title: 'One cannot register here at the moment.' },
  account_waiting: { status: 403, title: 'An administrator has to let this account in first.' },
  route_not_found: { status: 404, title: 'There is nothing at this address.' },
  account_not_found: { status: 404, title: 'There is no such account.' },
  key_not_found: { status: 404, title: 'There is no such API key.' },
  session_not_found: { status: 404, title: 'There is no such session.' },
  factor_not_found: { status: 404, title: 'There is no such second factor.' },
  collection_not_found: { status: 404, title: 'There is no such collection.' },
  app_not_found: { status: 404, title: 'There is no such application.' },
  member_not_found: { status: 404, title: 'This account is not a member of the application.' },
  release_not_found: { status: 404, title: 'There is no such release or draft.' },
  package_not_found: { status: 404, title: 'There is no such package.' },
  extension_not_found: { status: 404, title: 'There is no such extension.' },
  file_not_found: { status: 404, title: 'There is no such file.' },
  spk_not_found: { status: 404, title: 'There is no such Synology package, version, build or entry of a table.' },
  upload_not_found: { status: 404, title: 'There is no such upload, or it has expired.' },
  trash_not_found: { status: 404, title: 'There is no such thing in the trash.' },
  job_not_found: { status: 404, title: 'There is no such job.' },
  method_not_allowed: { status: 405, title: 'This method does not work here.' },
  name_taken: { status: 409, title: 'The name is taken.' },
  not_waiting: { status: 409, title: 'This account does not wait to be let in.' },
  revision_taken: { status: 409, title: 'Another release has this revision.' },
  bytes_differ: { status: 409, title: 'Other bytes are already published under this name in a stable release.' },
  not_a_draft: { status: 409, title: 'This works on drafts only.' },
  not_a_release: { status: 409, title: 'This works on stable releases only.' },
  nothing_to_promote: { status: 409, title: 'Nothing was chosen, so there is nothing to promote.' },
  cannot_undo: { status: 409, title: 'The promotion cannot be undone any more.' },
  cannot_restore: { status: 409, title: 'Something else has taken its place meanwhile.' },
  last_owner: { status: 409, title: 'The last administrator cannot be removed.' },
  mail_off: { status: 409, title: 'This server sends no mail.' },
  job_busy: { status: 409, title: 'The job is running.' },
  upload_incomplete: { status: 409, title: 'The upload is not complete yet.' },
  upload_offset: { status: 409, title: 'The server has another number of bytes of this upload.' },
  conflict: { status: 409, title: 'Somebody else changed the same thing at the same moment.' },
  spk_conflict: { status: 409, title: 'Another build of this version is in the way.' },
  spk_state: { status: 409, title: 'The build is in a state in which this cannot be done.' },
  link_invalid: { status: 410, title: 'The link does not work any more: it is too old, or was used already.' },
  version_unsupported: { status: 412, title: 'This version of the upload protocol is not spoken here.' },
  too_large: { status: 413, title: 'This is larger than allowed here.' },
  media_type_unsupported: { status: 415, title: 'This content type is not understood here.' },
  spk_invalid: { status: 422, title: 'This Synology package cannot be taken.' },
  upload_locked: { status: 423, title: 'Another request is writing to this upload.' },
  rate_limited: { status: 429, title: 'Too many attempts; wait a little.' },
  checksum_mismatch: { status: 460, title: 'The piece does not have the checksum announced.' },
  internal: { status: 500, title: 'Something went wrong on the server.' },
  unavailable: { status: 503, title: 'The server cannot answer right now.' },
  storage_full: { status: 507, title: 'There is no room left to store this.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as ProblemCode[]

export const FieldError = named('FieldError', {
  field: Type.String({ description: 'Where: `baseName`, `query.os`, `tier`, …' }),
  message: Type.String({ description: 'What would be right.' }),
})
export type FieldError = Static<typeof FieldError>

export const ProblemReply = named(
  'Problem',
  {
    type: Type.String({ description: 'A reference that names the kind of problem.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'One of a closed list; stable for programs.' }),
    detail: Type.String({ description: 'What happened here, in a sentence.' }),
    requestId: Type.String({ description: 'Names this request in the log of the server.' }),
    errors: Type.Optional(Type.Array(FieldError)),
    details: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'Facts for programs.' })),
  },
  'RFC 9457 problem details.',
)
export type ProblemReply = Static<typeof ProblemReply>
