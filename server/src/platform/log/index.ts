/** Structured logs: one JSON object a line, readable lines on a terminal are the business of a viewer. */
import { type DestinationStream, type Logger, pino } from 'pino'
import { isoTime } from '../iso-time.ts'

export type Log = Logger
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** bytes of lines that wait until they can be written; what comes beyond is lost */
const MOST_WAITING = 1024 * 1024

/**
 * Logs to standard output, without pid and host name, which the service manager knows. A command whose output is an
 * answer logs to standard error instead. Where the log cannot be written, because its disk is full, all else goes on, and
 * the lines wait for room.
 */
export function createLog(level: LogLevel, to: 'stdout' | 'stderr' = 'stdout'): Log {
  const destination = pino.destination({ fd: to === 'stdout' ? 1 : 2, sync: true, maxLength: MOST_WAITING })
  destination.on('error', () => {})
  const timestamp = () => `,"time":"${isoTime(Date.now())}"`
  return pino({ level, base: null, timestamp }, eachTurn(destination))
}

/** Writes the lines of one turn of the event loop at once: under load a write for each would cost a quarter of a request. */
function eachTurn(to: DestinationStream): DestinationStream {
  let lines = ''
  const write = () => {
    if (lines !== '') to.write(lines)
    lines = ''
  }
  process.once('exit', write)
  return {
    write(line) {
      if (lines === '') setImmediate(write)
      lines += line
    },
  }
}
