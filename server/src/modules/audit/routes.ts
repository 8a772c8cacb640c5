import { AuditPage, Cursor, Limit } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { operation } from '../../platform/http/operation.ts'
import type { AuditService } from './service.ts'

const AuditQuery = Type.Object(
  {
    app: Type.Optional(Type.String({ description: 'Application id.' })),
    action: Type.Optional(Type.String({ description: '`noun.verb`, e.g. `release.promote`.' })),
    actor: Type.Optional(Type.String({ description: 'Login.' })),
    target: Type.Optional(Type.String({ description: 'Id of the thing that was changed.' })),
    since: Type.Optional(Type.String({ format: 'date-time' })),
    until: Type.Optional(Type.String({ format: 'date-time' })),
    limit: Limit,
    cursor: Cursor,
  },
  { additionalProperties: false },
)

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
    handle: ({ actor, query: { limit = 50, cursor, since, until, ...filter } }) =>
      audit.list(
        actor,
        {
          ...filter,
          ...(since !== undefined && { since: Date.parse(since) }),
          ...(until !== undefined && { until: Date.parse(until) }),
        },
        limit,
        cursor,
      ),
  })
}
