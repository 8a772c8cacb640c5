/** What the pages for those who sign in ask for. */
import type { App, RetentionRules } from '@slipway/sdk'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { slipway } from './slipway.ts'

const PAGE = 100
const byCursor = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ cursor }: { cursor: string | null }) => cursor ?? undefined,
}

export const sessionsQuery = queryOptions({
  queryKey: ['session', 'list'],
  queryFn: ({ signal }) => slipway.session.list({ signal }),
})

export const factorsQuery = queryOptions({
  queryKey: ['session', 'factors'],
  queryFn: ({ signal }) => slipway.factors.list({ signal }),
})

/** One's own keys, or, for administrators, those of an account. */
export const keysQuery = (account: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['keys', account],
    queryFn: ({ pageParam, signal }) => slipway.keys.list({ account, limit: PAGE, cursor: pageParam }, { signal }),
    ...byCursor,
  })

export const accountsQuery = infiniteQueryOptions({
  queryKey: ['accounts'],
  queryFn: ({ pageParam, signal }) => slipway.accounts.list({ limit: PAGE, cursor: pageParam }, { signal }),
  ...byCursor,
})

/** Who registered, and has to be let in. */
export const waitingQuery = infiniteQueryOptions({
  queryKey: ['accounts', 'status', 'waiting'],
  queryFn: ({ pageParam, signal }) =>
    slipway.accounts.list({ status: 'waiting', limit: PAGE, cursor: pageParam }, { signal }),
  ...byCursor,
})

export const accountQuery = (account: string) =>
  queryOptions({
    queryKey: ['accounts', account],
    queryFn: ({ signal }) => slipway.accounts.get(account, { signal }),
  })

/** Applications, page by page. */
export const appPagesQuery = infiniteQueryOptions({
  queryKey: ['apps', 'pages'],
  queryFn: ({ pageParam, signal }) => slipway.apps.list({ limit: PAGE, cursor: pageParam }, { signal }),
  ...byCursor,
})

export const collectionPagesQuery = infiniteQueryOptions({
  queryKey: ['collections'],
  queryFn: ({ pageParam, signal }) => slipway.collections.list({ limit: PAGE, cursor: pageParam }, { signal }),
  ...byCursor,
})

/** All applications, to choose one of them. */
export const allAppsQuery = queryOptions({
  queryKey: ['apps', 'all'],
  async queryFn({ signal }) {
    const apps: App[] = []
    let cursor: string | undefined
    do {
      const page = await slipway.apps.list({ limit: 200, cursor }, { signal })
      apps.push(...page.items)
      cursor = page.cursor ?? undefined
    } while (cursor !== undefined)
    return apps
  },
  staleTime: 60_000,
})

export const settingsQuery = queryOptions({
  queryKey: ['site', 'settings'],
  queryFn: ({ signal }) => slipway.site.settings({ signal }),
})

export const storageQuery = queryOptions({
  queryKey: ['site', 'storage'],
  queryFn: ({ signal }) => slipway.site.storage({ signal }),
})

export const healthQuery = queryOptions({
  queryKey: ['site', 'health'],
  queryFn: ({ signal }) => slipway.site.health({ signal }),
  refetchInterval: 30_000,
})

export type JobState = 'waiting' | 'running' | 'done' | 'failed'

export const jobsQuery = (state: JobState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['jobs', 'list', state],
    queryFn: ({ pageParam, signal }) => slipway.jobs.list({ state, limit: PAGE, cursor: pageParam }, { signal }),
    ...byCursor,
  })

export const jobSummaryQuery = queryOptions({
  queryKey: ['jobs', 'summary'],
  queryFn: ({ signal }) => slipway.jobs.summary({ signal }),
  refetchInterval: 10_000,
})

export type AuditFilter = {
  /** id or short name */
  app?: string | undefined
  /** id or name */
  target?: string | undefined
  actor?: string | undefined
  action?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => slipway.audit.list({ ...filter, limit: PAGE, cursor: pageParam }, { signal }),
    ...byCursor,
  })

/** Notes as they will look. What is there stays until what was typed since has come. */
export const notesQuery = (app: string, text: string) =>
  queryOptions({
    queryKey: ['apps', app, 'notes', text],
    queryFn: async ({ signal }) =>
      text.trim() === '' ? '' : (await slipway.releases.previewNotes(app, text, { signal })).html,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })

export const membersQuery = (app: string) =>
  queryOptions({
    queryKey: ['apps', app, 'members'],
    queryFn: ({ signal }) => slipway.members.list(app, { signal }),
  })

export const retentionQuery = (app: string) =>
  queryOptions({
    queryKey: ['apps', app, 'retention'],
    queryFn: ({ signal }) => slipway.retention.get(app, { signal }),
  })

/** What rules would delete, before they are kept. */
export const retentionPreviewQuery = (app: string, rules: RetentionRules) =>
  queryOptions({
    queryKey: ['apps', app, 'retention', 'preview', rules],
    queryFn: ({ signal }) => slipway.retention.preview(app, rules, { signal }),
    placeholderData: (previous) => previous,
    retry: false,
  })

export const appStorageQuery = (app: string) =>
  queryOptions({
    queryKey: ['apps', app, 'storage'],
    queryFn: ({ signal }) => slipway.apps.storage(app, { signal }),
    staleTime: 60_000,
  })

export const trashQuery = (app: string) =>
  queryOptions({
    queryKey: ['apps', app, 'trash'],
    queryFn: ({ signal }) => slipway.trash.list(app, { signal }),
  })

export const deletedAppsQuery = queryOptions({
  queryKey: ['deleted-apps'],
  queryFn: ({ signal }) => slipway.trash.listApps({ signal }),
})

export const promotionQuery = (app: string, draft: string) =>
  queryOptions({
    queryKey: ['apps', app, 'promotion', draft],
    queryFn: ({ signal }) => slipway.releases.previewPromotion(app, draft, undefined, { signal }),
  })
