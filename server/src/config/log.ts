import type { LogLevel } from '../platform/log/index.ts'
import { as, type Settings } from './sources.ts'

export type LogConfig = { logLevel: LogLevel }

export const log: Settings<LogConfig> = {
  logLevel: {
    name: 'logLevel',
    default: 'info',
    read: as.oneOf<LogLevel>('trace', 'debug', 'info', 'warn', 'error', 'silent'),
    help: 'trace, debug, info, warn, error or silent',
  },
}
