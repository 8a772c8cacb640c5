import { Readable } from 'node:stream'
import { type AuditEntry, AuditPage, Cursor, Limit } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import { printCsv } from '../../platform/http/csv.ts'
import { operation } from '../../platform/http/operation.ts'
import { require } from '../access/index.ts'
import type { AuditService } from './service.ts'
import type { AuditFilter } from './store.ts'

const filters = {
  app: Type.Optional(Type.String({ description: 'Id of an application, or the short name that it had then.' })),
  action: Type.Optional(Type.String({ description: '`noun.verb`, e.g. `release.promote`.' })),
  actor: Type.Optional(Type.String({ description: 'Login.' })),
  target: Type.Optional(
    Type.String({ description: 'Id of the thing that was changed, or the name that it had then.' }),
  ),
  since: Type.Optional(Type.String({ format: 'date-time' })),
  until: Type.Optional(Type.String({ format: 'date-time' })),
}
const AuditQuery = Type.Object({ ...filters, limit: Limit, cursor: Cursor }, { additionalProperties: false })
const ExportQuery = Type.Object(
  { ...filters, format: Type.Optional(Type.Enum(['csv', 'json'], { default: 'csv' })) },
  { additionalProperties: false },
)

type Filters = Static<typeof ExportQuery>
const filterOf = ({ app, action, actor, target, since, until }: Filters): AuditFilter => ({
  ...(app !== undefined && { app }),
  ...(action !== undefined && { action }),
  ...(actor !== undefined && { actor }),
  ...(target !== undefined && { target }),
  ...(since !== undefined && { since: Date.parse(since) }),
  ...(until !== undefined && { until: Date.parse(until) }),
})

export function auditRoutes(app: FastifyInstance, { audit }: { audit: AuditService }): void {
  operation(app, {
    id: 'listAudit',
    method: 'GET',
    path: '/audit',
    summary: 'List what was done on this server',
    description: 'Newest first.',
    tag: 'audit',
    needs: 'audit.read',
    query: AuditQuery,
    replies: { 200: AuditPage },
    handle: ({ actor, query }) => audit.list(actor, filterOf(query), query.limit ?? 50, query.cursor),
  })
  operation(app, {
    id: 'exportAudit',
    method: 'GET',
    path: '/audit/export',
    summary: 'All entries that fit, as a file',
    description: 'Newest first. CSV with a line of names, or JSON with one object on each line.',
    tag: 'audit',
    needs: 'audit.read',
    query: ExportQuery,
    replies: { 200: null },
    async handle({ actor, query, reply }) {
      require(actor, 'audit.read')
      const { format = 'csv' } = query
      const entries = audit.all(actor, filterOf(query))
      reply.header('content-disposition', `attachment; filename="audit.${format === 'csv' ? 'csv' : 'jsonl'}"`)
      reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8')
      await reply.send(Readable.from(format === 'csv' ? csvOf(entries) : jsonOf(entries)))
    },
  })
}

async function* csvOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string, void> {
  yield printCsv([
    ['at', 'action', 'actor', 'key', 'address', 'request', 'app', 'kind', 'id', 'name', 'before', 'after'],
  ])
  for await (const { at, action, actor, key, address, requestId, app, target, before, after } of entries) {
    const facts = [before, after].map((value) => (value === null ? '' : JSON.stringify(value)))
    const who = [actor, key, address, requestId, app].map((value) => value ?? '')
    yield printCsv([[at, action, ...who, target.kind, target.id, target.name, ...facts]])
  }
}

async function* jsonOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string, void> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`
}
