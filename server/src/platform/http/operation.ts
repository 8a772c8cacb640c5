/**
 * One operation of the native API: everything a reader or a machine wants to know about it in one place, and one call
 * that does it.
 */

import type { Readable } from 'node:stream'
import { type ActionName, actions } from '@slipway/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { BYTES, referred } from './schemas.ts'

/** A body of raw bytes, handed on as a stream. `limit` in bytes. */
export type BytesBody = { bytes: true; limit: number; description: string }
export const bytes = (limit: number, description = 'The bytes of the file.'): BytesBody => ({
  bytes: true,
  limit,
  description,
})

type Value<S> = S extends TSchema ? Static<S> : undefined
type BodyValue<B> = B extends BytesBody ? Readable : Value<B>
type Replies = Record<number, TSchema | null>
type ReplyValue<R extends Replies> = { [K in keyof R]: R[K] extends TSchema ? Static<R[K]> : undefined }[keyof R]
/** An operation with an empty reply need not answer anything. */
// biome-ignore lint/suspicious/noConfusingVoidType: it is the type of a function that answers nothing
type Answered<R extends Replies> = ReplyValue<R> | (undefined extends ReplyValue<R> ? void : never)

export type Call<P, Q, B> = {
  params: Value<P>
  query: Value<Q>
  body: BodyValue<B>
  actor: FastifyRequest['actor']
  request: FastifyRequest
  reply: FastifyReply
}

export type Operation<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | BytesBody | undefined,
  R extends Replies,
> = {
  /** becomes the operation id, the name in the SDK and the word in the log */
  id: string
  method: HTTPMethods
  path: string
  summary: string
  /** how a list is sorted, what is special; Markdown */
  description?: string
  tag: string
  /** the action of the access table that it is; the service asks for the thing itself, the edge for login and scope */
  needs: ActionName | 'nothing'
  /** works although the site is read-only */
  inReadOnly?: boolean
  params?: P
  query?: Q
  body?: B
  /** by status; null for an empty reply. The lowest is the one that is sent unless the handler sets another. */
  replies: R
  handle: (call: Call<P, Q, B>) => Promise<Answered<R>> | Answered<R>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: ActionName | 'nothing'
    operation?: string
    /** works although the site is read-only: signing in and out, questions that come as POST, the settings themselves */
    inReadOnly?: boolean
  }
}

/** Registers one operation below the prefix of `app`. */
export function operation<
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | BytesBody | undefined = undefined,
  R extends Replies = Replies,
>(app: FastifyInstance, spec: Operation<P, Q, B, R>): void {
  const body = spec.body as TSchema | BytesBody | undefined
  const raw = body !== undefined && 'bytes' in body ? body : undefined
  const status = Number(Object.keys(spec.replies)[0])
  const needs = spec.needs === 'nothing' ? undefined : actions[spec.needs]

  const route = (scope: FastifyInstance) =>
    scope.route({
      method: spec.method,
      url: spec.path,
      ...(raw && { bodyLimit: raw.limit }),
      config: { needs: spec.needs, operation: spec.id, inReadOnly: spec.inReadOnly ?? false },
      schema: {
        operationId: spec.id,
        summary: spec.summary,
        ...(spec.description !== undefined && { description: spec.description }),
        tags: [spec.tag],
        ...(spec.params && { params: referred(spec.params) }),
        ...(spec.query && { querystring: referred(spec.query) }),
        ...(raw === undefined && body !== undefined && { body: referred(body as TSchema) }),
        ...(raw && { consumes: ['application/octet-stream'], body: bytesSchema(raw) }),
        ...(needs && { 'x-needs': { action: spec.needs, role: needs.needs, scope: needs.scope } }),
        ...(needs && needs.needs !== 'public' && { security: [{ apiKey: [] }, { session: [] }] }),
        response: {
          ...Object.fromEntries(
            Object.entries(spec.replies).map(([code, schema]) => [
              code,
              schema === null
                ? { type: 'null', description: 'Done.' }
                : { ...referred(schema), description: spec.summary },
            ]),
          ),
          '4xx': {
            description: 'What is wrong, and what would be right.',
            content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
          },
        },
      } as never,
      handler: async (request, reply) => {
        reply.code(status)
        const answer = await spec.handle({
          params: request.params as Value<P>,
          query: request.query as Value<Q>,
          body: request.body as BodyValue<B>,
          actor: request.actor,
          request,
          reply,
        })
        if (reply.sent || reply.raw.headersSent) return reply
        return reply.send(answer ?? undefined)
      },
    })

  if (raw === undefined) {
    route(app)
    return
  }
  // Bytes come with any content type or none; the parsers that would read them into memory are taken away.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    route(scope)
  })
}

/** For the document only: bytes are not validated, they are handed on as they come. */
const bytesSchema = ({ description }: BytesBody) => ({ type: 'string', format: BYTES, description })
