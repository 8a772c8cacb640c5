import { isAbsolute } from 'node:path'
import type { Settings } from './sources.ts'

export type StatisticsConfig = { accessLogs: readonly string[] }

export const statistics: Settings<StatisticsConfig> = {
  accessLogs: {
    name: 'accessLogs',
    default: [],
    read: paths,
    help: 'access logs of a front server that delivers files by itself, separated by commas; rotated ones beside them are read as well',
  },
}

function paths(text: string): string[] {
  const files = text
    .split(',')
    .map((file) => file.trim())
    .filter((file) => file !== '')
  for (const file of files)
    if (!isAbsolute(file)) throw new Error('expected absolute paths such as /var/log/nginx/access.log')
  return files
}
