/** From whatever was thrown to what people read and scripts get. */
import { SlipwayProblem } from '@slipway/sdk'
import { exitCodes } from './exit-codes.ts'

/** An option or a value is missing or wrong. `hint`: what to do instead. */
export class UsageError extends Error {
  readonly hint: string | undefined
  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/** The work was done in part; everything worth saying was said. */
export class PartialFailure extends Error {
  readonly exitCode: number
  constructor(exitCode: number = exitCodes.partial) {
    super('part of it failed')
    this.exitCode = exitCode
  }
}

/** Nothing on the server, or here, is what was asked for. */
export class NotFound extends Error {}

export type Failure = {
  exitCode: number
  /** for programs */
  code: string
  message: string
  lines: string[]
  problem?: SlipwayProblem
}

/** What a failure means. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SlipwayProblem) return failureOfProblem(error)
  if (error instanceof UsageError) {
    return { exitCode: exitCodes.usage, code: 'usage', message: error.message, lines: error.hint ? [error.hint] : [] }
  }
  if (error instanceof NotFound) {
    return { exitCode: exitCodes.notFound, code: 'not_found', message: error.message, lines: [] }
  }
  return (
    failureOfFile(error as NodeJS.ErrnoException) ?? {
      exitCode: exitCodes.failed,
      code: 'failed',
      message: error instanceof Error ? error.message : String(error),
      lines: [],
    }
  )
}

/** What the system said of a file or folder that somebody named. */
function failureOfFile({ code, path, syscall }: NodeJS.ErrnoException): Failure | undefined {
  const failure = (exitCode: number, name: string, message: string) => ({ exitCode, code: name, message, lines: [] })
  if (code === 'ENOSPC') return failure(exitCodes.full, 'disk_full', 'No room is left on the disk of this machine.')
  if (path === undefined) return undefined
  switch (code) {
    case 'ENOENT':
      return failure(
        exitCodes.notFound,
        'no_such_file',
        `There is no ${syscall === 'scandir' ? 'folder' : 'file'} ${path}.`,
      )
    case 'EACCES':
      return failure(exitCodes.failed, 'file_not_readable', `${path} is not accessible.`)
    case 'EISDIR':
      return failure(exitCodes.failed, 'is_folder', `${path} is a folder; a file is expected.`)
    case 'ENOTDIR':
      return failure(exitCodes.failed, 'is_file', `${path} is a file; a folder is expected.`)
  }
  return undefined
}

/** Where in a request a field stood is of no use to those who did not write the request. */
const withoutPlace = (said: string): string => said.replace(/^(?:query|params)\.(?=\w+: )/, '')

function failureOfProblem(problem: SlipwayProblem): Failure {
  // A problem with one field says it in its sentence already.
  const lines = problem.errors
    .map(({ field, message }) => `${field}: ${message}`)
    .filter((line) => !problem.detail.includes(line))
    .map(withoutPlace)
  const hint = hintFor(problem)
  if (hint !== undefined) lines.push(hint)
  if (problem.status >= 500 && problem.code !== 'storage_full' && problem.requestId !== undefined) {
    lines.push(`The log of the server has it as request ${problem.requestId}.`)
  }
  return { exitCode: exitCodeOf(problem), code: problem.code, message: withoutPlace(problem.detail), lines, problem }
}

function exitCodeOf({ code, status }: SlipwayProblem): number {
  if (code === 'invalid_input' || code === 'template_invalid') return exitCodes.usage
  if (code === 'target_exists') return exitCodes.conflict
  if (code === 'storage_full') return exitCodes.full
  if (status === 404) return exitCodes.notFound
  if (status === 401 || status === 403) return exitCodes.notAllowed
  if (status === 409 || status === 423) return exitCodes.conflict
  return exitCodes.failed
}

function reachingHint(reason: unknown): string {
  const code = String(reason)
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'Does the address begin with http://? See --url.'
  if (code.includes('CERT') || code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') {
    return 'NODE_EXTRA_CA_CERTS=<file.pem> names certificates to trust beside the usual ones.'
  }
  return 'Is the address right, and is the server running? See --url.'
}

function hintFor({ code, detail, details }: SlipwayProblem): string | undefined {
  switch (code) {
    case 'login_required':
    case 'key_invalid':
      return 'Sign in with `slipway login`, or set SLIPWAY_API_KEY.'
    case 'forbidden':
      return typeof details.scope === 'string' && detail.includes('scope')
        ? `\`slipway login --scope ${details.scope}\` makes a wider key.`
        : '`slipway whoami` shows who you are.'
    case 'bytes_differ':
      return 'A maintainer can put other bytes in their place with --replace; everybody sees that.'
    case 'target_exists':
      return 'Add --overwrite to replace it, or name another place with --output.'
    case 'storage_full':
      return 'The disk of the server is full; who looks after it has to make room. Then the same command goes on.'
    case 'route_not_found':
    case 'not_slipway':
      return 'Is this the address of a Slipway server? It has no path of a page: https://releases.example.org. See --url.'
    case 'unreachable':
      return reachingHint(details.reason)
  }
  return undefined
}
