/** `expect(answer).toMatchProblem('forbidden', { action: 'package.publish' })` */
import { type ProblemCode, problems } from '@slipway/contract'
import { expect } from 'vitest'
import { Answer } from './answer.ts'

interface ProblemMatchers<R> {
  /**
   * A refusal with this code and its status, in the form of RFC 9457. `facts` must be among its details; the names of
   * the fields it complains of are given as `fields`.
   */
  toMatchProblem(code: ProblemCode, facts?: Record<string, unknown> & { fields?: string[] }): R
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the parameter is vitest's own
  interface Matchers<T = any> extends ProblemMatchers<T> {}
}

expect.extend({
  toMatchProblem(answer: unknown, code: ProblemCode, facts: Record<string, unknown> & { fields?: string[] } = {}) {
    if (!(answer instanceof Answer)) throw new TypeError('toMatchProblem looks at answers')
    const { fields, ...details } = facts
    const expected = {
      contentType: 'application/problem+json',
      status: problems[code].status,
      code,
      ...(Object.keys(details).length > 0 && { details: expect.objectContaining(details) }),
      ...(fields !== undefined && { fields: [...fields].sort() }),
    }
    const problem = answer.ok ? undefined : readProblem(answer)
    const actual = {
      contentType: String(answer.headers['content-type']).split(';')[0],
      status: answer.status,
      code: problem?.code,
      ...('details' in expected && { details: problem?.details }),
      ...('fields' in expected && { fields: problem?.errors?.map((error) => error.field).sort() }),
    }
    const pass = this.equals(actual, expected)
    return {
      pass,
      message: () => `${answer.request} answered ${answer.status}: ${answer.text.slice(0, 1000)}`,
      actual,
      expected,
    }
  },
})

function readProblem(answer: Answer) {
  try {
    return answer.problem
  } catch {
    return undefined
  }
}
