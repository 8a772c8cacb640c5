/** The little of autocannon that is used here; it comes without types. */
declare module 'autocannon' {
  type Result = {
    requests: { average: number }
    latency: { p50: number; p99: number }
    errors: number
    timeouts: number
    '4xx': number
    '5xx': number
  }
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    headers: Record<string, string>
    requests: { method: 'GET'; path: string }[]
  }): Promise<Result>
}
