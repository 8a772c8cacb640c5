/** Structured logs: one JSON object a line, readable lines on a terminal are the business of a viewer. */
import { type Logger, pino } from 'pino'

export type Log = Logger
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Logs to standard output, without pid and host name, which the service manager knows. */
export const createLog = (level: LogLevel): Log => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
