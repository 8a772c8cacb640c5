/** What a client needs to know of the server before it begins, and what administrators set and see of it. */
import Type, { type Static } from 'typebox'
import { ByteCount, Id, Line, Nullable, named, PageOf, Timestamp } from './schema.ts'

export const Banner = named('Banner', {
  text: Line(500),
  tone: Type.Enum(['info', 'warning']),
})
export type Banner = Static<typeof Banner>

export const SiteSettings = named('SiteSettings', {
  name: Line(60, 'Of the site, at the top of each page.'),
  banner: Nullable(Banner, { description: 'Shown above each page.' }),
  readOnly: Type.Boolean({ description: 'Nothing can be published or changed, but settings can.' }),
  registration: Type.Enum(['open', 'approval', 'closed'], {
    description: 'Whether people may register by themselves; `approval`: and an administrator lets each of them in.',
  }),
})
export type SiteSettings = Static<typeof SiteSettings>
export const SiteSettingsChange = named('SiteSettingsChange', {
  name: Type.Optional(SiteSettings.properties.name),
  banner: Type.Optional(SiteSettings.properties.banner),
  readOnly: Type.Optional(SiteSettings.properties.readOnly),
  registration: Type.Optional(SiteSettings.properties.registration),
})
export type SiteSettingsChange = Static<typeof SiteSettingsChange>

export const ServerInfo = named('ServerInfo', {
  name: Type.String({ description: 'Of the site.' }),
  banner: Nullable(Banner),
  readOnly: Type.Boolean(),
  registration: Type.Boolean({ description: 'Whether people can register by themselves now.' }),
  mail: Type.Boolean({ description: 'Whether the server sends mail, and so can help with forgotten passwords.' }),
  version: Type.String(),
  time: Timestamp,
  uploads: Type.Object(
    {
      maxSize: ByteCount,
      maxChunk: ByteCount,
      expiresAfterSeconds: Type.Integer(),
    },
    { additionalProperties: false },
  ),
})
export type ServerInfo = Static<typeof ServerInfo>

export const JobState = Type.Enum(['waiting', 'running', 'done', 'failed'])
export const Job = named('Job', {
  id: Id,
  kind: Type.String(),
  state: JobState,
  attempts: Type.Integer(),
  createdAt: Timestamp,
  runAt: Timestamp,
  finishedAt: Nullable(Timestamp),
  error: Nullable(Type.String(), { description: 'Why the last attempt failed.' }),
})
export type Job = Static<typeof Job>
export const JobPage = PageOf('JobPage', Job)
export const JobSummary = named('JobSummary', {
  waiting: Type.Integer({ description: 'Due now, and not begun.' }),
  planned: Type.Integer({ description: 'Due later.' }),
  running: Type.Integer(),
  failed: Type.Integer(),
  done: Type.Integer({ description: 'In the last seven days.' }),
})
export type JobSummary = Static<typeof JobSummary>

export const AppStorage = named('AppStorage', {
  app: Id,
  slug: Type.String(),
  name: Type.String(),
  bytes: ByteCount,
  files: Type.Integer(),
  trashBytes: ByteCount,
  days: Type.Array(
    Type.Object({ day: Type.String({ format: 'date' }), bytes: ByteCount }, { additionalProperties: false }),
    { description: 'What it stored at the end of each day that was recorded, oldest first, 90 days at most.' },
  ),
})
export type AppStorage = Static<typeof AppStorage>
export const StorageUse = named('StorageUse', {
  apps: Type.Array(AppStorage, {
    description: 'Largest first. The same bytes count in each application that has them.',
  }),
  storedBytes: ByteCount,
  storedFiles: Type.Integer({ description: 'Different ones: the same bytes are stored once.' }),
  uploadBytes: ByteCount,
  freeBytes: Nullable(Type.Integer(), { description: 'Left on the disk; null when that cannot be known.' }),
})
export type StorageUse = Static<typeof StorageUse>

export const HealthCheck = named('HealthCheck', {
  name: Type.Enum(['database', 'files', 'jobs', 'mail']),
  state: Type.Enum(['good', 'off', 'bad']),
  detail: Type.String({ description: 'A sentence; empty when there is nothing to say.' }),
})
export const Health = named('Health', {
  checks: Type.Array(HealthCheck),
  version: Type.String(),
  node: Type.String(),
  database: Type.Enum(['sqlite', 'postgres']),
  startedAt: Timestamp,
})
export type Health = Static<typeof Health>
