/** What a client needs to know of the server before it begins. */
import Type, { type Static } from 'typebox'
import { ByteCount, named, Timestamp } from './schema.ts'

export const ServerInfo = named('ServerInfo', {
  name: Type.String(),
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
