/** What an examination finds. */

/** `warn`: somebody should look; `fail`: people get errors or wrong answers because of it. */
export type Status = 'ok' | 'warn' | 'fail'

export type Finding = {
  check: string
  status: Status
  /** a sentence */
  detail: string
  /** the first of the things concerned */
  examples: string[]
}

export type Verdict = { status: Status; detail: string; examples?: readonly string[] }
export type Check = { name: string; run(): Promise<Verdict> }

const MOST_EXAMPLES = 10

/** A check that cannot be made is a failure as well. */
export async function runCheck({ name, run }: Check): Promise<Finding> {
  try {
    const { status, detail, examples = [] } = await run()
    return { check: name, status, detail, examples: examples.slice(0, MOST_EXAMPLES) }
  } catch (error) {
    return { check: name, status: 'fail', detail: (error as Error).message, examples: [] }
  }
}

export const worst = (findings: readonly Finding[]): Status =>
  findings.some(({ status }) => status === 'fail')
    ? 'fail'
    : findings.some(({ status }) => status === 'warn')
      ? 'warn'
      : 'ok'

/** `ok` when there are none. */
export const none = (things: readonly string[], ok: string, otherwise: Status, detail: string): Verdict =>
  things.length === 0
    ? { status: 'ok', detail: ok }
    : { status: otherwise, detail: `${things.length} ${detail}`, examples: things }
