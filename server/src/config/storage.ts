import { isBucketAddress } from '../platform/object-store/address.ts'
import { as, type Settings } from './sources.ts'

export type StorageConfig = {
  data: string
  database: string | null
  files: string | null
  filesRedirect: boolean
  maxUpload: number
  uploadLifetime: number
  orphanGrace: number
  trashTime: number
  cache: number
}

const GIB = 1024 ** 3
const DAY = 86_400_000

function fileStore(text: string): string {
  if (!isBucketAddress(text)) throw new Error('expected s3://bucket or s3://bucket/prefix')
  return text
}

export const storage: Settings<StorageConfig> = {
  data: { name: 'data', default: 'data', read: as.text, help: 'folder for database and files' },
  database: {
    name: 'database',
    default: null,
    read: as.text,
    secret: true,
    help: 'sqlite:<file> or postgres://…; default: a file in the data folder',
  },
  files: {
    name: 'files',
    default: null,
    read: fileStore,
    help: 'where the files are: s3://bucket/prefix; default: in the data folder',
  },
  filesRedirect: {
    name: 'filesRedirect',
    default: false,
    read: as.truth,
    help: 'downloads of files in an object store lead there, by an address that holds for an hour',
  },
  maxUpload: { name: 'maxUpload', default: 64 * GIB, read: as.size, help: 'largest file, e.g. 64G' },
  uploadLifetime: {
    name: 'uploadLifetime',
    default: DAY,
    read: as.span,
    help: 'how long an interrupted upload can be resumed, e.g. 24h',
  },
  orphanGrace: {
    name: 'orphanGrace',
    default: DAY,
    read: as.span,
    help: 'how old bytes that belong to nobody must be to be swept, e.g. 24h',
  },
  trashTime: { name: 'trashTime', default: 30 * DAY, read: as.span, help: 'how long deleted things can come back' },
  cache: { name: 'cache', default: 64 * 1024 ** 2, read: as.size, help: 'memory for finished answers, e.g. 64M' },
}
