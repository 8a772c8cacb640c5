/** Structured logs: one JSON object a line, readable lines on a terminal are the business of a viewer. */
import { type Logger, pino } from 'pino'

export type Log = Logger
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * Logs to standard output, without pid and host name, which the service manager knows. A command whose output is an
 * answer logs to standard error instead.
 */
export const createLog = (level: LogLevel, to: 'stdout' | 'stderr' = 'stdout'): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: to === 'stdout' ? 1 : 2, sync: true }),
  )
