/** A Girder client, as the Python ones are: everything in the query, the token in a header, no retries. */
import type { Answer, Caller, RequestOptions, TestServer } from '../harness/index.ts'

export type Parameters = Record<string, string | number | boolean | undefined>

export type GirderClient = {
  readonly token: string
  call(method: string, path: string, parameters?: Parameters, options?: CallOptions): Promise<Answer>
  get(path: string, parameters?: Parameters): Promise<Answer>
  post(path: string, parameters?: Parameters): Promise<Answer>
  put(path: string, parameters?: Parameters): Promise<Answer>
  delete(path: string, parameters?: Parameters): Promise<Answer>
  /** Sends a file as `girder_client` does: announces it, then sends the bytes in chunks without a content type. */
  upload(item: string, name: string, bytes: Uint8Array | string, chunk?: number): Promise<Answer>
}
type CallOptions = Omit<RequestOptions, 'query'>

/** Sees what goes to and fro. */
export type Witness = (request: string, answer: Answer) => void

/** `token`: empty when nobody is logged in; the header is sent all the same. */
export function girderClient({ as }: Pick<TestServer, 'as'>, token = '', witness?: Witness): GirderClient {
  const call: GirderClient['call'] = async (method, path, parameters = {}, { headers, ...rest } = {}) => {
    const answer = await as.anonymous.request(method, `/api/v1${path}`, {
      ...rest,
      query: parameters,
      headers: { 'girder-token': token, ...(bodiless(rest) && { 'content-length': '0' }), ...headers },
    })
    witness?.(`${method} ${path} ${JSON.stringify(parameters)}`, answer)
    return answer
  }
  return {
    token,
    call,
    get: (path, parameters) => call('GET', path, parameters),
    post: (path, parameters) => call('POST', path, parameters),
    put: (path, parameters) => call('PUT', path, parameters),
    delete: (path, parameters) => call('DELETE', path, parameters),
    async upload(item, name, bytes, chunk = 64 * 1024 * 1024) {
      const data = Buffer.from(bytes)
      const mimeType = 'application/octet-stream'
      let answer = await call('POST', '/file', {
        parentType: 'item',
        parentId: item,
        name,
        size: data.length,
        mimeType,
      })
      for (let offset = 0; offset < data.length && answer.ok; offset += chunk) {
        const piece = data.subarray(offset, offset + chunk)
        answer = await call('POST', '/file/chunk', { offset, uploadId: idOf(answer) }, chunkOptions(piece))
      }
      return answer
    },
  }
}

const bodiless = (options: CallOptions): boolean => options.bytes === undefined && options.body === undefined

export const chunkOptions = (piece: Uint8Array) => ({
  bytes: piece,
  headers: { 'content-length': String(piece.length) },
})

/** Logs in as CI does, with an API key. */
export async function loggedIn(server: TestServer, caller: Caller, witness?: Witness): Promise<GirderClient> {
  const answer = await girderClient(server).post('/api_key/token', { key: await caller.key() })
  return girderClient(server, (answer.value as { authToken: { token: string } }).authToken.token, witness)
}

export type Document = Record<string, unknown> & { _id: string; name: string; meta: Record<string, unknown> }
export const document = (answer: Answer): Document => answer.value as Document
export const documents = (answer: Answer): Document[] => answer.value as Document[]
export const idOf = (answer: Answer): string => document(answer)._id
