/** Trying again: when it is safe, after a pause that grows and differs between clients. */
import { isProblem, problemOf, retryAfterOf, type SlipwayProblem } from './problem.ts'

/** How patiently a call is tried again. */
export type RetryOptions = {
  /** how often to try again; 0 for never */
  retries?: number
  /** milliseconds of the first pause; it doubles each time */
  firstPause?: number
  /** milliseconds that no pause exceeds; a server that asks for a longer one is not tried again */
  longestPause?: number
}
export type RetryPolicy = Required<RetryOptions>

export const defaultRetries: RetryPolicy = { retries: 4, firstPause: 250, longestPause: 30_000 }

export const policyOf = (options: RetryOptions = {}): RetryPolicy => ({ ...defaultRetries, ...options })

/** The server did nothing of what was asked, or nobody knows: the same may work a little later. */
const TEMPORARY = new Set([423, 429, 502, 503, 504])
/** Doing it twice is the same as doing it once. DELETE would be told "not found" the second time. */
const REPEATABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT'])

/**
 * Milliseconds until the next try; `undefined` when there should be none. Full jitter: clients that failed together
 * do not come back together.
 */
export function pauseBefore(attempt: number, policy: RetryPolicy, retryAfter?: number): number | undefined {
  if (attempt > policy.retries) return undefined
  if (retryAfter !== undefined) {
    const asked = retryAfter * 1000
    return asked > policy.longestPause ? undefined : asked + Math.random() * policy.firstPause
  }
  const ceiling = Math.min(policy.longestPause, policy.firstPause * 2 ** (attempt - 1))
  return ceiling * (0.5 + Math.random() / 2)
}

/** Whether the same call may succeed a little later. A full disk (507) does not pass, unless the server says when. */
export const isTemporary = ({ code, status, retryAfter }: SlipwayProblem): boolean =>
  code === 'unreachable' || passes(status, retryAfter)

const passes = (status: number, retryAfter: number | undefined): boolean =>
  TEMPORARY.has(status) || (status === 507 && retryAfter !== undefined)

/** Waits; an abort ends the wait with the signal's reason. */
export function pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/** Told before each further try, which comes in `pause` milliseconds. */
export type OnRetry = (what: { problem: SlipwayProblem; attempt: number; pause: number }) => void

export type Fetch = (request: Request) => Promise<Response>

/**
 * A `fetch` that tries again. `always`: also for methods that are not repeatable by themselves, where the caller knows
 * that this call is.
 */
export function insist(
  fetch: Fetch,
  policy: RetryPolicy,
  { always = false, onRetry }: { always?: boolean; onRetry?: OnRetry | undefined } = {},
): Fetch {
  return async (request) => {
    const repeatable = always || REPEATABLE.has(request.method)
    for (let attempt = 1; ; attempt++) {
      const last = !repeatable || attempt > policy.retries
      let wait: number | undefined
      let problem: SlipwayProblem
      try {
        const response = await fetch(last ? request : request.clone())
        const retryAfter = retryAfterOf(response)
        if (last || !passes(response.status, retryAfter)) return response
        wait = pauseBefore(attempt, policy, retryAfter)
        if (wait === undefined) return response
        problem = await problemOf(response)
      } catch (error) {
        if (last || !isProblem(error, 'unreachable')) throw error
        wait = pauseBefore(attempt, policy)
        if (wait === undefined) throw error
        problem = error
      }
      onRetry?.({ problem, attempt, pause: wait })
      await pause(wait, request.signal)
    }
  }
}
