/** Who did what, when, from where. */
import Type, { type Static } from 'typebox'
import { Id, Nullable, named, PageOf, Timestamp } from './schema.ts'

export const AuditEntry = named('AuditEntry', {
  id: Id,
  at: Timestamp,
  action: Type.String({ description: '`noun.verb`' }),
  actor: Nullable(Type.String(), { description: 'Login; null for jobs of the server.' }),
  key: Nullable(Type.String(), { description: 'Name of the API key used.' }),
  address: Nullable(Type.String()),
  requestId: Nullable(Type.String()),
  app: Nullable(Type.String(), { description: 'Slug of the application, if one is concerned.' }),
  target: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }, { additionalProperties: false }),
  before: Nullable(Type.Record(Type.String(), Type.Unknown())),
  after: Nullable(Type.Record(Type.String(), Type.Unknown())),
})
export type AuditEntry = Static<typeof AuditEntry>
export const AuditPage = PageOf('AuditPage', AuditEntry)
