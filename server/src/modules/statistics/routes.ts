import { BadgeQuery, Statistics, StatisticsQuery } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { printCsv } from '../../platform/http/csv.ts'
import { operation } from '../../platform/http/operation.ts'
import { badge } from './badge.ts'
import type { Reports } from './reports.ts'

const OneApp = Type.Object({ app: Type.String({ description: 'Slug, id or name.' }) })

/** Below `/api/v2`. */
export function statisticsRoutes(app: FastifyInstance, { reports }: { reports: Reports }): void {
  const shared = { method: 'GET', tag: 'statistics', needs: 'app.read', params: OneApp } as const
  operation(app, {
    ...shared,
    id: 'getStatistics',
    path: '/apps/:app/statistics',
    summary: 'Downloads, added up by day, release, country or another fact',
    description: 'What counts as a download is written down in `docs/statistics.md`; `rules` is the version of it.',
    query: StatisticsQuery,
    replies: { 200: Statistics },
    handle: ({ actor, params, query }) => reports.statistics(actor, params.app, query),
  })
  operation(app, {
    ...shared,
    id: 'exportStatistics',
    path: '/apps/:app/statistics.csv',
    summary: 'The same as a table: CSV with a header line',
    query: StatisticsQuery,
    replies: { 200: null },
    async handle({ actor, params, query, reply }) {
      const { by, items } = await reports.statistics(actor, params.app, query)
      const table = printCsv([[by, 'downloads'], ...items.map(({ value, downloads }) => [value, downloads])])
      await reply.type('text/csv; charset=utf-8').send(table)
    },
  })
  operation(app, {
    ...shared,
    id: 'getBadge',
    path: '/apps/:app/badge.svg',
    summary: 'A picture with the number of downloads, for README files',
    query: BadgeQuery,
    replies: { 200: null },
    async handle({ actor, params, query, reply }) {
      const picture = badge(query.label ?? 'downloads', await reports.badge(actor, params.app, query))
      await reply.type('image/svg+xml').header('cache-control', 'max-age=300').send(picture)
    },
  })
}
