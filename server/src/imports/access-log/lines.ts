/**
 * One line of an access log as a request for a file. Two formats, told apart by the first character: the combined format
 * of nginx and Apache, and one JSON object per line as CDNs write them (`url`, `response_status`, `range`, `timestamp`).
 */
import { isIP } from 'node:net'
import { DAY_MS } from '../../modules/statistics/index.ts'

export type Hit = {
  /** as requested: path and query */
  url: string
  /** milliseconds */
  at: number
  status: number
  /** bytes sent; nothing when the log does not say */
  bytes: number | undefined
  /** `Range` of the request, where the log has it */
  range: string
  address: string
  agent: string
  /** what CDNs write about a device */
  arch?: string | undefined
  build?: string | undefined
}

/** `other`: no request for a file; `unreadable`: might be one, but cannot be read. */
export type Line = Hit | 'other' | 'unreadable'

/** Every address that leads to bytes has one of these in it. */
const MIGHT_BE = /\/(?:bitstream|dl|download|bytes)(?:[/?" ]|$)|\.spk/

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"'
/** As few parts as possible: each of a million lines makes all of them. */
const COMBINED = new RegExp(
  `^(\\S+) \\S+ .*?\\[(\\d\\d/[A-Z][a-z]{2}/\\d{4}(?::\\d\\d){3} [+-]\\d{4})\\] ` +
    `"([A-Z]+) (\\S+)(?: HTTP/[\\d.]+)?" (\\d{3}|-) (\\d+|-)(?: ${QUOTED} (${QUOTED}))?`,
)
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function readLine(line: string): Line {
  if (line.charCodeAt(0) === 123) return line.includes('.spk') || MIGHT_BE.test(line) ? readJson(line) : 'other'
  // Most lines of a log are about something else, and are passed over as fast as possible.
  if (!line.includes('"GET ')) return 'other'
  if (!MIGHT_BE.test(line)) return 'other'
  return readCombined(line)
}

function readCombined(line: string): Line {
  const match = COMBINED.exec(line)
  if (match === null) return 'unreadable'
  const [, address = '', time = '', method, url = '', status, bytes, quoted = '"-"'] = match
  if (method !== 'GET') return 'other'
  if (isIP(address) === 0) return 'unreadable'
  const at = combinedTime(time)
  if (!isPast(at)) return 'unreadable'
  const agent = quoted.slice(1, -1)
  return {
    url,
    at,
    status: Number(status),
    bytes: bytes === '-' ? undefined : Number(bytes),
    range: '',
    address,
    agent: agent === '-' ? '' : plain(agent),
  }
}

/** The day of the last line, with its zone: the next line is of the same one mostly. */
let day = { text: '', zone: '', start: Number.NaN }

/** `19/Oct/2023:21:30:05 +0200` in milliseconds; NaN when there is no such day. */
function combinedTime(time: string): number {
  const [text, zone] = [time.slice(0, 11), time.slice(21)]
  if (text !== day.text || zone !== day.zone) {
    const month = MONTHS.indexOf(text.slice(3, 6))
    const offset = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * 60_000 * (zone[0] === '-' ? -1 : 1)
    const start = month < 0 ? Number.NaN : Date.UTC(Number(text.slice(7)), month, Number(text.slice(0, 2))) - offset
    day = { text, zone, start }
  }
  const two = (at: number): number => time.charCodeAt(at) * 10 + time.charCodeAt(at + 1) - 11 * 48
  return day.start + (two(12) * 3600 + two(15) * 60 + two(18)) * 1000
}

/** nginx writes what might break a line as `\x22`, Apache as `\"`. */
const plain = (text: string): string =>
  text.includes('\\')
    ? text.replaceAll(/\\(?:x([0-9A-Fa-f]{2})|(.))/g, (_all, code: string | undefined, sign: string) =>
        code === undefined ? sign : String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text

function readJson(line: string): Line {
  let value: Record<string, unknown>
  try {
    value = JSON.parse(line)
  } catch {
    return 'unreadable'
  }
  const text = (...names: string[]): string => {
    for (const name of names) {
      const found = value[name]
      if (typeof found === 'string' || typeof found === 'number') return String(found)
    }
    return ''
  }
  if (!/^(GET)?$/.test(text('request_method', 'method'))) return 'other'
  const url = text('url', 'request_uri')
  const at = timeOf(text('timestamp', 'time'))
  if (url === '' || at === undefined) return 'unreadable'
  const address = text('client_ip', 'remote_addr', 'ip')
  return {
    url,
    at,
    status: Number(text('response_status', 'status')),
    bytes: /^\d+$/.test(text('response_body_size')) ? Number(text('response_body_size')) : undefined,
    range: text('range').trim(),
    address: isIP(address) === 0 ? '' : address,
    agent: text('request_user_agent', 'user_agent', 'http_user_agent'),
    arch: text('arch') || undefined,
    build: text('build') || undefined,
  }
}

/** `2026-06-14T10:53:08+0000` as well, which JavaScript does not read. Without one it is not known when. */
function timeOf(text: string): number | undefined {
  const time = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return isPast(time) ? time : undefined
}

/** Clocks differ, but not by a day: a line of next year was written by one that is wrong. False of what is no time. */
const isPast = (at: number): boolean => at >= 0 && at < Date.now() + DAY_MS
