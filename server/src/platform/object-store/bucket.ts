/**
 * A bucket of S3 or of what speaks like it, or what lies below a prefix in one. Keys, region and address are those of the
 * AWS tools: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT_URL_S3`, or their files.
 */
import type { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { atOnce } from '../at-once.ts'
import { isBucketAddress } from './address.ts'

/** `size` in bytes, `modifiedAt` in ms since 1970. */
export type StoredObject = { key: string; size: number; modifiedAt: number; etag: string }

/** Bytes from `start` to `end`, both counted from 0 and included. */
type Span = { start: number; end: number }

/** A part of a large object; an object may have 10,000 of them. */
const PART_BYTES = 16 * 1024 ** 2
const COPIED_AT_ONCE = 8
const REMOVED_AT_ONCE = 8
const WITH_BODY = new Set(['PutObjectCommand', 'UploadPartCommand'])
/** Each download that is sent on has a connection of its own. */
const MOST_CONNECTIONS = 1000

export class Bucket {
  readonly #client: S3Client
  readonly #bucket: string
  readonly #prefix: string

  /** `address`: `s3://bucket/prefix`. Throws when it is none; asks nobody yet. */
  constructor(address: string) {
    if (!isBucketAddress(address)) throw new Error(`${address}: expected s3://bucket or s3://bucket/prefix`)
    const { hostname, pathname } = new URL(address)
    const folder = pathname.replaceAll(/^\/+|\/+$/g, '')
    this.#bucket = hostname
    this.#prefix = folder === '' ? '' : `${folder}/`
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_REGION } = process.env
    this.#client = new S3Client({
      // Others than Amazon mostly have no name of their own for each bucket, nor more than one region.
      forcePathStyle: (AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL) !== undefined,
      ...(AWS_REGION === undefined && { region: 'us-east-1' }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        httpAgent: { maxSockets: MOST_CONNECTIONS },
        httpsAgent: { maxSockets: MOST_CONNECTIONS },
        connectionTimeout: 10_000,
      },
    })
    // Signing the bytes as well means hashing them on the main thread, which has others to answer. What they are is known
    // by digests of their own.
    this.#client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          const { headers } = args.request as { headers: Record<string, string> }
          if (WITH_BODY.has(commandName)) headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
          return next(args)
        },
      { step: 'build', name: 'leaveBodyUnsigned' },
    )
  }

  /** In the order of their keys. */
  async *list(prefix: string): AsyncGenerator<StoredObject> {
    let token: string | undefined
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.#bucket,
          Prefix: `${this.#prefix}${prefix}`,
          ContinuationToken: token,
        }),
      )
      for (const { Key = '', Size = 0, LastModified, ETag = '' } of page.Contents ?? []) {
        const key = Key.slice(this.#prefix.length)
        yield { key, size: Size, modifiedAt: LastModified?.getTime() ?? 0, etag: ETag }
      }
      token = page.NextContinuationToken
    } while (token !== undefined)
  }

  async find(key: string): Promise<{ size: number } | undefined> {
    try {
      return { size: (await this.#client.send(new HeadObjectCommand(this.#at(key)))).ContentLength ?? 0 }
    } catch (error) {
      if (hasStatus(error, 404)) return undefined
      throw error
    }
  }

  /** The bytes, or those of the range that there are; undefined: there is no such object, or none of the range. */
  async open(key: string, range?: Span): Promise<{ body: Readable; size: number } | undefined> {
    try {
      const { Body, ContentLength = 0 } = await this.#client.send(
        new GetObjectCommand({ ...this.#at(key), ...(range && { Range: `bytes=${range.start}-${range.end}` }) }),
      )
      return { body: Body as Readable, size: ContentLength }
    } catch (error) {
      if (hasStatus(error, 404) || hasStatus(error, 416)) return undefined
      throw error
    }
  }

  /** All bytes of a small object. Throws when it is not there. */
  async read(key: string, range?: Span): Promise<Buffer> {
    const found = await this.open(key, range)
    if (found === undefined) throw new Error(`there is no object ${this.#prefix}${key} in ${this.#bucket}`)
    const pieces: Buffer[] = []
    for await (const piece of found.body) pieces.push(piece as Buffer)
    return Buffer.concat(pieces)
  }

  async put(key: string, body: string | Uint8Array): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({ ...this.#at(key), Body: body, ContentLength: Buffer.byteLength(body) }),
    )
  }

  /** Answers whether there was nothing there and `body` is there now. */
  async putNew(key: string, body: string): Promise<boolean> {
    try {
      await this.#client.send(new PutObjectCommand({ ...this.#at(key), Body: body, IfNoneMatch: '*' }))
      return true
    } catch (error) {
      if (hasStatus(error, 412)) return false
      throw error
    }
  }

  /** Puts a stream of any length. When the source fails, nothing is there. */
  async pour(key: string, body: Readable): Promise<void> {
    const params = { ...this.#at(key), Body: body }
    await new Upload({ client: this.#client, params, partSize: PART_BYTES, queueSize: 1 }).done()
  }

  /** Makes one object of several, without the bytes coming here. All but the last have the same size, from 5 MiB on. */
  async join(key: string, sources: readonly StoredObject[]): Promise<void> {
    const from = (source: StoredObject) => ({
      CopySource: encodeURI(`${this.#bucket}/${this.#prefix}${source.key}`),
      CopySourceIfMatch: source.etag,
    })
    const [only] = sources
    if (only !== undefined && sources.length === 1) {
      await this.#client.send(new CopyObjectCommand({ ...this.#at(key), ...from(only) }))
      return
    }
    const parts = await this.inParts(key)
    try {
      await atOnce(sources.entries(), COPIED_AT_ONCE, (entry) => parts.copy(entry[0], from(entry[1])))
      await parts.complete()
    } catch (error) {
      await parts.abort()
      throw error
    }
  }

  /** Begins an object that comes in parts; it is there when they are completed. Parts count from 0. */
  async inParts(key: string) {
    const at = this.#at(key)
    const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand(at))
    const etags: (string | undefined)[] = []
    return {
      put: async (part: number, Body: Uint8Array): Promise<void> => {
        const one = { ...at, UploadId, PartNumber: part + 1, Body }
        etags[part] = (await this.#client.send(new UploadPartCommand(one))).ETag
      },
      copy: async (part: number, source: { CopySource: string; CopySourceIfMatch: string }): Promise<void> => {
        const one = { ...at, UploadId, PartNumber: part + 1, ...source }
        etags[part] = (await this.#client.send(new UploadPartCopyCommand(one))).CopyPartResult?.ETag
      },
      complete: async (): Promise<void> => {
        const Parts = etags.map((ETag, part) => ({ ETag, PartNumber: part + 1 }))
        await this.#client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }))
      },
      abort: () => this.#abort(at.Key, UploadId),
    }
  }

  /** Objects that were begun in parts and never completed. */
  async *unfinished(prefix: string): AsyncGenerator<{ key: string; begunAt: number }> {
    for await (const { key, begunAt } of this.#begun(prefix)) yield { key, begunAt }
  }

  /** Removes the object, if it is there. */
  async remove(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(key)))
  }

  /** Removes the objects below `prefix` that are to go; answers how many went. */
  async removeAll(prefix: string, going: (key: string) => boolean = () => true): Promise<number> {
    const keys: string[] = []
    for await (const { key } of this.list(prefix)) if (going(key)) keys.push(key)
    await atOnce(keys, REMOVED_AT_ONCE, (key) => this.remove(key))
    return keys.length
  }

  /** Removes what was begun in parts below `prefix` and never completed. */
  async removeUnfinished(prefix: string): Promise<void> {
    for await (const { key, id } of this.#begun(prefix)) await this.#abort(`${this.#prefix}${key}`, id)
  }

  /** An address at which anybody can get the object for `seconds`, with these headers. */
  link(key: string, seconds: number, headers: { type: string; disposition: string }): Promise<string> {
    const wanted = { ResponseContentType: headers.type, ResponseContentDisposition: headers.disposition }
    return getSignedUrl(this.#client, new GetObjectCommand({ ...this.#at(key), ...wanted }), { expiresIn: seconds })
  }

  close(): void {
    this.#client.destroy()
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: `${this.#prefix}${key}` }
  }

  async #abort(Key: string, UploadId: string | undefined): Promise<void> {
    await this.#client.send(new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key, UploadId })).catch(
      // Somebody else was quicker, or it stays for the rules of the bucket to remove.
      () => {},
    )
  }

  async *#begun(prefix: string): AsyncGenerator<{ key: string; id: string; begunAt: number }> {
    let after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {}
    while (after !== undefined) {
      const page: ListMultipartUploadsCommandOutput = await this.#begunPage(prefix, after)
      for (const { Key = '', UploadId = '', Initiated } of page.Uploads ?? []) {
        yield { key: Key.slice(this.#prefix.length), id: UploadId, begunAt: Initiated?.getTime() ?? 0 }
      }
      after = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : undefined
    }
  }

  #begunPage(prefix: string, after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined }) {
    const Prefix = `${this.#prefix}${prefix}`
    return this.#client.send(new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix, ...after }))
  }
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === status
}
