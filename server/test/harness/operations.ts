/**
 * Every operation of the API as a method by its id. Its arguments are what the operation takes, in this order and
 * only as far as it takes them: the path, the body (or else the query), the bytes, options.
 *
 * `getApp({ app })`, `updateApp({ app }, { name })`, `listExtensions({ app }, { os: 'linux' })`,
 * `putPackage({ app }, facts, bytes)`
 */
import type { operations } from '@slipway/sdk'
import type { Answer } from './answer.ts'

export type Bytes = Uint8Array | string | AsyncIterable<Uint8Array>
export type Headers = Record<string, string | string[]>
export type CallOptions = { headers?: Headers; query?: Record<string, unknown> }

type TakesBytes = 'putPackage' | 'putExtension' | 'createUpload' | 'appendUpload' | 'uploadSpk' | 'addSpkScreenshot'
type PathOf<O> = O extends { parameters: { path: infer P extends object } } ? [path: P] : []
type QueryOf<O> = O extends { parameters: { query: infer Q extends object } }
  ? [query: Q]
  : O extends { parameters: { query?: infer Q extends object } }
    ? [Q] extends [never]
      ? []
      : [query?: Q]
    : []
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? [body: B] : QueryOf<O>
type BytesOf<Id> = Id extends TakesBytes ? [bytes?: Bytes] : []

type Success<R> = R extends { 200: infer A; 201: unknown }
  ? A
  : R extends { 200: infer A }
    ? A
    : R extends { 201: infer A }
      ? A
      : never
type ReplyOf<O> = O extends { responses: infer R }
  ? Success<R> extends { content: { 'application/json': infer B } }
    ? B
    : undefined
  : undefined

export type Operations = {
  readonly [Id in keyof operations]: (
    ...args: [...PathOf<operations[Id]>, ...BodyOf<operations[Id]>, ...BytesOf<Id>, options?: CallOptions]
  ) => Promise<Answer<ReplyOf<operations[Id]>>>
}
export type OperationId = keyof operations
export type Reply<Id extends OperationId> = ReplyOf<operations[Id]>

type Documented = {
  operationId?: string
  parameters?: { in: string; name: string }[]
  requestBody?: { content?: Record<string, unknown> }
}
export type Shape = { method: string; path: string; takes: ('path' | 'query' | 'body' | 'bytes')[] }

/** How each operation is called, by its id; read from the API document. */
export function shapesOf(document: { paths?: object }): Map<string, Shape> {
  const shapes = new Map<string, Shape>()
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods as Record<string, Documented>)) {
      const { operationId, parameters = [], requestBody } = operation
      if (operationId === undefined) continue
      const has = (place: string) => parameters.some((parameter) => parameter.in === place)
      const takes: Shape['takes'] = []
      if (has('path')) takes.push('path')
      const bytes = requestBody?.content?.['application/octet-stream'] !== undefined
      if (requestBody !== undefined && !bytes) takes.push('body')
      else if (has('query')) takes.push('query')
      if (bytes) takes.push('bytes')
      shapes.set(operationId, { method: method.toUpperCase(), path, takes })
    }
  }
  return shapes
}
