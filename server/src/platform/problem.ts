/**
 * The one error the product throws on purpose. Its code comes from the closed list of the contract; details are data,
 * the sentence is made here once, and the edge (native API or protocol) chooses status and shape.
 */
import { type FieldError, type ProblemCode, problems } from '@slipway/contract'

export type ProblemOptions = {
  /** what happened here, in a sentence; default: the title of the code */
  detail?: string
  /** facts for programs, shown to the caller */
  details?: Record<string, unknown>
  /** wrong fields */
  errors?: FieldError[]
  /** for the log only */
  cause?: unknown
  /** seconds, for rate limits and locks */
  retryAfter?: number
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly details: Record<string, unknown> | undefined
  readonly errors: FieldError[] | undefined
  readonly retryAfter: number | undefined

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? problems[code].title, { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.details = options.details
    this.errors = options.errors
    this.retryAfter = options.retryAfter
  }
}

/** A problem with one field of the input: says which, and what would be right. */
export const wrongField = (field: string, message: string): Problem =>
  new Problem('invalid_input', { detail: `${field}: ${message}`, errors: [{ field, message }] })
