/** Upload and publish in one call: a small file by one request, a large one as a resumable upload. */
import type { Transport } from '../client.ts'
import type { ExtensionInput, PackageInput, PublishedExtension, PublishedPackage } from '../generated/api.ts'
import { bodyOf, isProblem, problemOf, SlipwayProblem } from '../problem.ts'
import { insist, policyOf } from '../retry.ts'
import type { UploadOptions } from './options.ts'
import { fingerprintOf, patience, sendResumable } from './resumable.ts'
import type { Digests, UploadSource } from './source.ts'

/** What somebody says of a file; what can be said of its bytes, the upload finds out by itself. */
export type Facts<Input extends PackageInput | ExtensionInput> = Omit<Input, 'upload' | 'sha256' | 'sha512'>

type UploadKind = {
  package: { facts: Facts<PackageInput>; published: PublishedPackage }
  extension: { facts: Facts<ExtensionInput>; published: PublishedExtension }
}

const paths = { package: 'packages', extension: 'extensions' } as const

/** Where one request beats three; above it, an interruption would cost too much. */
const SMALL = 8 * 2 ** 20
/** Facts of small files travel in the address, which servers and proxies limit to 8 KiB. */
const LONGEST_QUERY = 6000

/**
 * Sends the bytes, publishes them, and checks that the server has the digest computed here while sending.
 * After an interruption the same call goes on where it was, if `options.store` remembers it.
 */
export async function uploadAndPublish<K extends keyof UploadKind>(
  transport: Transport,
  kind: K,
  app: string,
  facts: UploadKind[K]['facts'],
  source: UploadSource,
  options: UploadOptions = {},
): Promise<UploadKind[K]['published']> {
  const digests = source.digests?.(options.signal)
  const where = `${transport.url}/api/v2/apps/${encodeURIComponent(app)}/${paths[kind]}`
  const named = { fileName: source.name, ...defined(facts) }
  const query = queryOf(named)
  const small = source.size <= (options.small ?? SMALL) && query.length <= LONGEST_QUERY && options.resume === undefined
  const published = small
    ? await put<K>(transport, `${where}?${query}`, source, options, digests)
    : await sendAndPost<K>(transport, where, named, source, options, digests)
  await requireSameBytes(kind, published, digests)
  return published
}

async function put<K extends keyof UploadKind>(
  transport: Transport,
  url: string,
  source: UploadSource,
  options: UploadOptions,
  digests: Digests | undefined,
): Promise<UploadKind[K]['published']> {
  const sha256 = await digests?.whole()
  options.onProgress?.({ sent: 0, size: source.size })
  const body = await inMemory(source)
  await source.check?.()
  const response = await patient(
    transport,
    options,
  )(
    new Request(sha256 === undefined ? url : `${url}&sha256=${sha256}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body,
      signal: options.signal ?? null,
    }),
  )
  const published = await bodyOf<UploadKind[K]['published']>(response)
  options.onProgress?.({ sent: source.size, size: source.size })
  return published
}

async function sendAndPost<K extends keyof UploadKind>(
  transport: Transport,
  url: string,
  facts: object,
  source: UploadSource,
  options: UploadOptions,
  digests: Digests | undefined,
): Promise<UploadKind[K]['published']> {
  const { id } = await sendResumable(transport, source, options, digests)
  const sha256 = await digests?.whole()
  await source.check?.()
  const response = await patient(
    transport,
    options,
  )(
    new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...facts, upload: id, ...(sha256 !== undefined && { sha256 }) }),
      signal: options.signal ?? null,
    }),
  )
  const problem = response.ok ? undefined : await problemOf(response)
  // Bytes that arrived wrong, or are gone, are of no use to the next run either.
  const over = problem === undefined || isProblem(problem, 'digest_mismatch', 'upload_not_found')
  const fingerprint = fingerprintOf(transport, source)
  if (over && fingerprint !== undefined) await options.store?.forget(fingerprint)
  if (problem?.code === 'digest_mismatch') await giveUp(transport, id)
  if (problem !== undefined) throw problem
  return bodyOf(response)
}

/** Publishing the same twice changes nothing, so it may be tried again whatever happened. */
const patient = (transport: Transport, { retry, onRetry }: UploadOptions) =>
  insist(transport.send, policyOf({ ...patience, ...retry }), { always: true, onRetry })

async function giveUp({ url, send }: Transport, id: string): Promise<void> {
  await send(new Request(`${url}/api/v2/uploads/${id}`, { method: 'DELETE' })).catch(() => undefined)
}

async function requireSameBytes<K extends keyof UploadKind>(
  kind: K,
  published: UploadKind[K]['published'],
  digests: Digests | undefined,
): Promise<void> {
  const sha256 = await digests?.whole()
  const { file } = (published as Record<K, { file: { sha256: string } }>)[kind]
  if (sha256 === undefined || file.sha256 === sha256) return
  throw new SlipwayProblem('digest_mismatch', `The server has ${file.sha256}, but ${sha256} was sent.`, {
    details: { algorithm: 'sha256', expected: sha256, received: file.sha256 },
  })
}

async function inMemory(source: UploadSource): Promise<Blob | Uint8Array<ArrayBuffer>> {
  const bytes = source.read(0, source.size)
  if (bytes instanceof Blob) return bytes
  const all = new Uint8Array(source.size)
  let at = 0
  for await (const chunk of bytes) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

const defined = (facts: object) => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))

const queryOf = (facts: object) =>
  new URLSearchParams(Object.entries(facts).map(([name, value]): [string, string] => [name, String(value)])).toString()
