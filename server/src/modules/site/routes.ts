import {
  AppStorage,
  Cursor,
  Health,
  Id,
  Job,
  JobPage,
  JobState,
  JobSummary,
  Limit,
  SiteSettings,
  SiteSettingsChange,
  StorageUse,
} from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { operation } from '../../platform/http/operation.ts'
import { require } from '../access/index.ts'
import type { Settings } from './settings.ts'
import type { StorageLedger } from './storage.ts'
import type { Watch } from './watch.ts'
import type { Work } from './work.ts'

const OneApp = Type.Object({ app: Type.String({ description: 'Slug, id or name.' }) })

export type SiteServices = { settings: Settings; work: Work; storageLedger: StorageLedger; watch: Watch }

const JobQuery = Type.Object(
  {
    state: Type.Optional(JobState),
    kind: Type.Optional(Type.String({ description: '`noun.verb`, e.g. `retention.run`.' })),
    limit: Limit,
    cursor: Cursor,
  },
  { additionalProperties: false },
)

export function siteRoutes(app: FastifyInstance, { settings, work, storageLedger, watch }: SiteServices): void {
  operation(app, {
    id: 'getSiteSettings',
    method: 'GET',
    path: '/site/settings',
    summary: 'Show the settings of the site',
    tag: 'site',
    needs: 'site.manage',
    replies: { 200: SiteSettings },
    handle({ actor }) {
      require(actor, 'site.manage')
      return settings.read()
    },
  })
  operation(app, {
    id: 'updateSiteSettings',
    method: 'PATCH',
    path: '/site/settings',
    summary: 'Change the settings of the site',
    description: 'Works while the site is read-only.',
    tag: 'site',
    needs: 'site.manage',
    inReadOnly: true,
    body: SiteSettingsChange,
    replies: { 200: SiteSettings },
    handle: ({ actor, body }) => settings.update(actor, body),
  })
  operation(app, {
    id: 'getStorageUse',
    method: 'GET',
    path: '/site/storage',
    summary: 'How much each application stores, and how that grew',
    tag: 'site',
    needs: 'site.manage',
    replies: { 200: StorageUse },
    handle: ({ actor }) => storageLedger.use(actor),
  })
  operation(app, {
    id: 'getAppStorage',
    method: 'GET',
    path: '/apps/:app/storage',
    summary: 'How much an application stores, and how that grew',
    tag: 'applications',
    needs: 'retention.read',
    params: OneApp,
    replies: { 200: AppStorage },
    handle: ({ actor, params }) => storageLedger.useOf(actor, params.app),
  })
  operation(app, {
    id: 'getHealth',
    method: 'GET',
    path: '/site/health',
    summary: 'Whether everything the server needs answers',
    tag: 'site',
    needs: 'site.manage',
    replies: { 200: Health },
    handle: ({ actor }) => watch.look(actor),
  })
  operation(app, {
    id: 'listJobs',
    method: 'GET',
    path: '/jobs',
    summary: 'List jobs',
    description: 'Newest first.',
    tag: 'site',
    needs: 'job.manage',
    query: JobQuery,
    replies: { 200: JobPage },
    handle: ({ actor, query: { limit = 50, cursor, ...filter } }) => work.list(actor, filter, limit, cursor),
  })
  operation(app, {
    id: 'getJobSummary',
    method: 'GET',
    path: '/jobs/summary',
    summary: 'How many jobs wait, run, failed',
    tag: 'site',
    needs: 'job.manage',
    replies: { 200: JobSummary },
    handle: ({ actor }) => work.summary(actor),
  })
  operation(app, {
    id: 'retryJob',
    method: 'POST',
    path: '/jobs/:id/retry',
    summary: 'Run a job that failed, or that waits, now',
    tag: 'site',
    needs: 'job.manage',
    params: Type.Object({ id: Id }),
    replies: { 200: Job },
    handle: ({ actor, params }) => work.retry(actor, params.id),
  })
}
