import { BadgeQuery, CountingRules, Statistics, StatisticsQuery, StatisticsTableQuery } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { printCsv } from '../../platform/http/csv.ts'
import { LANGUAGE_VARIES, languageOf } from '../../platform/http/language.ts'
import { operation } from '../../platform/http/operation.ts'
import { SPK_SUBJECTS } from '../downloads/index.ts'
import { badge } from './badge.ts'
import type { Countries } from './countries.ts'
import type { Reports } from './reports.ts'
import { countingRules } from './rules.ts'

const OneApp = Type.Object({ app: Type.String({ description: 'Slug, id or name.' }) })

const CSV = 'text/csv; charset=utf-8'
/** Without a limit, all there is. */
const whole = (query: StatisticsTableQuery): StatisticsQuery => ({ limit: Number.MAX_SAFE_INTEGER, ...query })
const asTable = ({ by, items }: Statistics): string =>
  printCsv([[by, 'downloads'], ...items.map(({ value, downloads }) => [value, downloads])])

/** Below `/api/v2`. */
export function statisticsRoutes(
  app: FastifyInstance,
  { reports, countries }: { reports: Reports; countries: Countries },
): void {
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
    query: StatisticsTableQuery,
    replies: { 200: null },
    async handle({ actor, params, query, reply }) {
      await reply.type(CSV).send(asTable(await reports.statistics(actor, params.app, whole(query))))
    },
  })
  operation(app, {
    id: 'askSpkStatistics',
    method: 'GET',
    path: '/spk/statistics',
    summary: 'Downloads of Synology packages, added up by day, package, device architecture or another fact',
    description:
      '`baseName` is the package, `version` its version, `arch` and `revision` the architecture and the firmware build of the device; both are empty when somebody downloaded by hand.',
    tag: 'statistics',
    needs: 'spk.read',
    query: StatisticsQuery,
    replies: { 200: Statistics },
    handle: ({ query }) => reports.statisticsOf(SPK_SUBJECTS, query),
  })
  operation(app, {
    id: 'exportSpkStatistics',
    method: 'GET',
    path: '/spk/statistics.csv',
    summary: 'The same as a table: CSV with a header line',
    tag: 'statistics',
    needs: 'spk.read',
    query: StatisticsTableQuery,
    replies: { 200: null },
    async handle({ query, reply }) {
      await reply.type(CSV).send(asTable(await reports.statisticsOf(SPK_SUBJECTS, whole(query))))
    },
  })
  operation(app, {
    id: 'getCountingRules',
    method: 'GET',
    path: '/statistics/rules',
    summary: 'What counts as a download',
    description: 'In English or German: as chosen on the pages, or else as `Accept-Language` asks.',
    tag: 'statistics',
    needs: 'nothing',
    replies: { 200: CountingRules },
    async handle({ request, reply }) {
      const language = languageOf(request.headers)
      reply.header('content-language', language).header('vary', LANGUAGE_VARIES)
      return countingRules(language, await countries.table())
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
