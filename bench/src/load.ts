/** Many requests at once, by wrk where there is one: it leaves the most of a small machine to what is measured. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import autocannon from 'autocannon'
import type { Program } from './programs.ts'

export type LoadOptions = {
  /** One, or several that are asked in turn. All on one server. */
  urls: readonly string[]
  connections: number
  seconds: number
  headers?: Record<string, string>
}

/** Times in milliseconds. `errors`: broken connections and statuses of 400 and above. */
export type LoadResult = { perSecond: number; p50: number; p99: number; errors: number }

export class Load {
  readonly #wrk: Program | undefined
  readonly #folder: string

  constructor(wrk: Program | undefined, folder: string) {
    this.#wrk = wrk
    this.#folder = folder
  }

  get generator(): string {
    return this.#wrk === undefined ? 'autocannon' : 'wrk'
  }

  run(options: LoadOptions): Promise<LoadResult> {
    return this.#wrk === undefined ? withAutocannon(options) : this.#withWrk(this.#wrk, options)
  }

  async #withWrk(
    { path, env }: Program,
    { urls, connections, seconds, headers = {} }: LoadOptions,
  ): Promise<LoadResult> {
    const script = join(this.#folder, 'load.lua')
    writeFileSync(script, scriptFor(urls))
    const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
    const fixed = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', script, ...given]
    const child = spawn(path, [...fixed, urls[0] ?? ''], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    const result = /^RESULT (.*)$/m.exec(output)?.[1]
    if (code !== 0 || result === undefined) throw new Error(`wrk failed:\n${output}`)
    return JSON.parse(result) as LoadResult
  }
}

function scriptFor(urls: readonly string[]): string {
  const paths = urls.map((url) => JSON.stringify(new URL(url).pathname + new URL(url).search))
  const several = `
local paths = {${paths.join(', ')}}
local requests, next = {}, 0
init = function() for at, path in ipairs(paths) do requests[at] = wrk.format('GET', path) end end
request = function() next = next % #requests + 1 return requests[next] end`
  return `${urls.length > 1 ? several : ''}
done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('RESULT {"perSecond":%f,"p50":%f,"p99":%f,"errors":%d}\\n',
    summary.requests * 1e6 / summary.duration, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
`
}

async function withAutocannon({ urls, connections, seconds, headers = {} }: LoadOptions): Promise<LoadResult> {
  const requests = urls.map((url) => ({ method: 'GET' as const, path: new URL(url).pathname + new URL(url).search }))
  const result = await autocannon({
    url: new URL(urls[0] ?? '').origin,
    connections,
    duration: seconds,
    headers,
    requests,
  })
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.timeouts + result['4xx'] + result['5xx'],
  }
}
