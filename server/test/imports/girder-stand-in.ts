/**
 * A server as strict as the one that is left behind: pages of 50 unless asked otherwise, `null` for what is not there,
 * errors in its words, 401 for nobody, filtered documents on Girder's routes and raw ones on the package manager's. What
 * is in it is a table of documents, so that anything odd can be in it.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Row = Record<string, unknown> & { _id: string; name: string }
type Access = { users: { id: string; level: number; flags: [] }[]; groups: { id: string; level: number; flags: [] }[] }
type Folder = Row & { parentId: string; parentCollection: string; public: boolean; access: Access }

export const KEY = 'k'.repeat(40)
const TOKEN = 't'.repeat(64)
const AT = '2026-03-01T10:00:00.824000+00:00'

export class StandIn {
  readonly collections: Row[] = []
  readonly folders: Folder[] = []
  readonly items: (Row & { folderId: string; meta: Record<string, unknown> })[] = []
  readonly files: (Row & { itemId: string; size: number })[] = []
  readonly bytes = new Map<string, Buffer>()
  readonly users: Row[] = []
  readonly groups = new Map<string, string[]>()
  /** what `/app/:id/downloadstats` answers */
  readonly stats = new Map<string, unknown>()
  /** every request, in order */
  readonly asked: string[] = []
  /** whether the key is an administrator's */
  admin = true
  /** the status of a request that fails by itself, by how many were made before it */
  trouble: (requests: number) => number | undefined = () => undefined
  url = ''
  #last = 0

  id(): string {
    this.#last += 1
    return `64f0a1b2c3d4e5f6${String(this.#last).padStart(8, '0')}`
  }

  collection(name: string, facts: object = {}): Row {
    const row = { _id: this.id(), name, created: AT, updated: AT, description: null, meta: {}, public: true, ...facts }
    this.collections.push(row)
    return row
  }

  folder(parent: Row, name: string, facts: Partial<Folder> & { meta?: object } = {}): Folder {
    const top = this.collections.includes(parent)
    const row: Folder = {
      _id: this.id(),
      access: { users: [], groups: [] },
      created: AT,
      creatorId: null,
      description: '',
      lowerName: name.toLowerCase(),
      meta: {},
      name,
      parentCollection: top ? 'collection' : 'folder',
      parentId: parent._id,
      public: true,
      size: 0,
      updated: AT,
      ...facts,
    }
    this.folders.push(row)
    return row
  }

  item(folder: Row, name: string, meta: Record<string, unknown>): Row {
    const row = { _id: this.id(), name, folderId: folder._id, created: AT, updated: AT, description: '', meta, size: 0 }
    this.items.push(row)
    return row
  }

  /** `digest`: false for a server without the plugin that makes them. */
  file(
    item: Row,
    name: string,
    text: string,
    { digest = true, ...facts }: { digest?: boolean; linkUrl?: string; size?: number } = {},
  ): Row {
    const bytes = Buffer.from(text)
    const sha512 = createHash('sha512').update(bytes).digest('hex')
    const row = {
      _id: this.id(),
      name,
      itemId: item._id,
      created: new Date(Date.parse(AT) + this.#last * 1000).toISOString().replace('Z', '000+00:00'),
      exts: name.split('.').slice(1),
      mimeType: 'application/octet-stream',
      size: bytes.length,
      ...(digest && { sha512 }),
      ...facts,
    }
    this.files.push(row)
    this.bytes.set(row._id, bytes)
    return row
  }

  drop(row: Row): void {
    for (const table of [this.collections, this.folders, this.items, this.files] as Row[][]) {
      const at = table.indexOf(row)
      if (at >= 0) table.splice(at, 1)
    }
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => this.#answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return this
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url)
    const path = url.pathname.replaceAll(/\/{2,}/g, '/').replace(/^\/api\/v1/, '')
    this.asked.push(`${request.method} ${path}${url.search}`)
    const status = this.trouble(this.asked.length)
    if (status !== undefined) return void response.writeHead(status).end('<h1>Bad gateway</h1>')
    const loggedIn = request.headers['girder-token'] === TOKEN
    const download = /^\/file\/(\w+)\/download$/.exec(path)
    try {
      if (download !== null) {
        const bytes = this.bytes.get(download[1] ?? '')
        if (bytes === undefined) throw new Refused(400, 'rest', `Invalid file id (${download[1]}).`)
        response
          .writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length })
          .end(bytes)
        return
      }
      const answer = this.#route(request.method ?? '', path.split('/').slice(1), url.searchParams, loggedIn)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? null))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      response.writeHead(error.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ message: error.message, type: error.type }))
    }
  }

  #route(method: string, [resource, id = '', ...rest]: string[], query: URLSearchParams, loggedIn: boolean): unknown {
    const sees = (row: Row) => loggedIn || row.public !== false
    const route = [method, resource, id === '' ? '' : ':id', ...rest].filter((part) => part !== '').join(' ')
    if (`${method} ${resource} ${id}` === 'POST api_key token') {
      if (query.get('key') !== KEY) throw new Refused(400, 'validation', 'Invalid API key.')
      return { authToken: { expires: AT, scope: ['core.user_auth'], token: TOKEN }, user: { _id: this.users[0]?._id } }
    }
    if (`${resource} ${id}` === 'user me') return loggedIn ? { ...this.users[0], admin: this.admin } : null
    const folder = this.folders.find((row) => row._id === id)
    switch (route) {
      case 'GET collection':
        return page(this.collections.filter(sees), query, 'name').map((row) => ({
          ...row,
          _accessLevel: 0,
          _modelType: 'collection',
        }))
      case 'GET folder': {
        const [type, parent] = [query.get('parentType') ?? 'folder', required(query, 'parentId')]
        const inside = this.folders.filter(
          (row) => row.parentCollection === type && row.parentId === parent && sees(row),
        )
        const named = inside.filter((row) => query.get('name') === null || row.name === query.get('name'))
        return page(named, query, 'lowerName').map(({ access: _, lowerName: __, ...row }) => ({
          ...row,
          _modelType: 'folder',
        }))
      }
      case 'GET folder :id access':
        if (!loggedIn || !this.admin)
          throw new Refused(403, 'access', `Admin access denied for folder ${id} (user None).`)
        return folder?.access
      case 'GET user :id':
        return this.users.find((row) => row._id === id) ?? refuse(`Invalid user id (${id}).`)
      case 'GET group :id member':
        return this.users.filter((row) => this.groups.get(id)?.includes(row._id))
      case 'GET app': {
        const collection = required(query, 'collection_id')
        const packages = this.folders.find((row) => row.parentId === collection && row.name === 'packages')
        return page(
          this.folders.filter((row) => row.parentId === packages?._id && sees(row)),
          query,
          'name',
        )
      }
      case 'GET app :id release': {
        const children = this.folders.filter((row) => row.parentId === id && sees(row))
        const name = query.get('release_id_or_name')
        if (name !== null) return children.find((row) => row.lowerName === name.toLowerCase()) ?? null
        return page(
          children.filter((row) => row.name !== 'draft'),
          query,
          'created',
          -1,
        )
      }
      case 'GET app :id draft': {
        const draft = this.folders.find((row) => row.parentId === id && row.name === 'draft')
        if (draft === undefined) throw new Refused(400, 'rest', 'There is no draft release in this application.')
        const inside = this.folders.filter((row) => row.parentId === draft._id && sees(row))
        return page(
          inside.filter(({ meta }) => (meta as Row).revision !== undefined),
          query,
          'created',
          -1,
        )
      }
      case 'GET app :id downloadstats':
        return this.stats.get(id) ?? {}
      case 'GET item':
        return page(
          this.items.filter((row) => row.folderId === required(query, 'folderId')),
          query,
          'lowerName',
        )
      case 'GET item :id files':
        return page(
          this.files.filter((row) => row.itemId === id),
          query,
          'name',
        )
      default:
        throw new Refused(400, 'rest', `No matching route for "${method} ${[resource, id, ...rest].join('/')}"`)
    }
  }
}

class Refused extends Error {
  readonly status: number
  readonly type: string
  constructor(status: number, type: string, message: string) {
    super(message)
    this.status = status
    this.type = type
  }
}
const refuse = (message: string): never => {
  throw new Refused(400, 'rest', message)
}
const required = (query: URLSearchParams, name: string): string =>
  query.get(name) ?? refuse(`Parameter "${name}" is required.`)

/** 50 unless the query says otherwise; 0 is all. */
function page<T extends Row>(rows: readonly T[], query: URLSearchParams, sort: string, direction = 1): T[] {
  const limit = Number(query.get('limit') ?? 50)
  const offset = Number(query.get('offset') ?? 0)
  const key = query.get('sort') ?? sort
  const sign = Number(query.get('sortdir') ?? direction)
  const sorted = [...rows].sort((a, b) => (String(a[key]) < String(b[key]) ? -sign : sign))
  return sorted.slice(offset, limit === 0 ? undefined : offset + limit)
}
