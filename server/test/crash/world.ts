/**
 * Everything clients do to one server, and everything they may hold against it afterwards: what was acknowledged is
 * there, what was not is there as a whole or not at all, and all that is listed can be had.
 */
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { Random } from './random.ts'
import { Thing } from './thing.ts'
import { Killed, type Wire } from './wire.ts'

const ABSENT = 'absent'
const KEPT_DRAFTS = 2
const EXTENSIONS = '/apps/crash/extensions'

type Extension = { id: string; file: { sha256: string }; release: { stage: 'draft' | 'stable' } }
type Query = Record<string, string>
/** A place for one extension: its state is the digest of what is there. */
type Slot = { thing: Thing; query: Query }
/** Its state is where its two extensions are. */
type Promoted = { thing: Thing; revision: string; ids: string[] }
type Upload = { id: string; path: string; bytes: Buffer; acknowledged: number; sent: number; slot: Slot }
type Wanted = { id: string; sha256: string; completed: number; broken: number }

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export class World {
  readonly #random: Random
  readonly #slots = new Map<string, Slot>()
  readonly #promoted: Promoted[] = []
  readonly #retained = new Thing('the drafts of the application with rules', '')
  readonly #uploads: Upload[] = []
  readonly #wanted = new Map<string, Wanted>()
  readonly #verified = new Set<string>()
  readonly #interrupted: Record<string, number> = {}
  #ready: { promoted: Promoted; doomed: Slot } | undefined
  #number = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** What is there before anything goes wrong. */
  async begin(wire: Wire): Promise<void> {
    await wire.api('POST', '/apps', { json: { name: 'Crash', slug: 'crash' } })
    await wire.api('POST', '/apps', { json: { name: 'Retained', slug: 'retained' } })
    await wire.api('PUT', '/apps/retained/retention', {
      json: { enabled: true, keepLast: KEPT_DRAFTS, keepDays: null, keepMonthly: false, keepReplacedDays: 0 },
    })
    for (const size of [900, 200_000, 700_000]) {
      const bytes = this.#random.bytes(size)
      const { id } = await put(wire, 'crash', queryFor(`Wanted${size}`, 'wanted'), bytes)
      this.#wanted.set(`Wanted${size}`, { id, sha256: sha256(bytes), completed: 0, broken: 0 })
    }
  }

  /** The clients of a round, each to be set to work on a wire of its own. */
  get clients(): readonly ((wire: Wire) => Promise<void>)[] {
    const { promoted, doomed } = this.#ready ?? {}
    if (promoted === undefined || doomed === undefined) throw new Error('nothing is prepared')
    return [
      (wire) => this.#publish(wire, 'A'),
      (wire) => this.#publish(wire, 'B'),
      (wire) => this.#uploadInPieces(wire),
      (wire) => this.#promote(wire, promoted),
      (wire) => this.#delete(wire, doomed),
      (wire) => this.#retain(wire),
      (wire) => this.#download(wire),
      (wire) => this.#download(wire),
    ]
  }

  /** Looks at everything that may have been touched; then does again what was interrupted, as its clients would. */
  async afterRestart(wire: Wire): Promise<void> {
    const things = [this.#retained, ...[...this.#slots.values(), ...this.#promoted].map(({ thing }) => thing)]
    for (const { interrupted } of things) if (interrupted !== undefined) this.#noteInterrupted(interrupted)
    if (this.#uploads.length > 0) this.#noteInterrupted('upload')
    for (const slot of this.#slots.values()) {
      if (slot.thing.interrupted) slot.thing.settle(await digestIn(wire, slot))
    }
    for (const { thing, ids } of this.#promoted) if (thing.interrupted) thing.settle(await stageOf(wire, ids))
    this.#retained.settle(await draftsRetained(wire))
    for (const upload of this.#uploads) await this.#settleUpload(wire, upload)
    await this.#checkCounts(wire)
    await this.#checkListed(wire)

    for (const thing of things) await thing.retry(wire)
  }

  /** Makes in peace what the clients will promote and delete. */
  async prepareRound(wire: Wire): Promise<void> {
    const revision = `promoted-${++this.#number}`
    const ids: string[] = []
    for (const name of ['One', 'Other']) {
      const slot = this.#slot(name, revision)
      await this.#publishTo(wire, slot, this.#random.bytes(2000))
      ids.push((await findIn(wire, slot))?.id ?? '')
    }
    const promoted = { thing: new Thing(`the promotion of ${revision}`, 'draft'), revision, ids }
    this.#promoted.push(promoted)
    const doomed = this.#slot(`Deleted${this.#number}`, 'deleted')
    await this.#publishTo(wire, doomed, this.#random.bytes(3000))
    await this.#publishNightly(wire)
    this.#ready = { promoted, doomed }
  }

  /** Looks at everything there ever was. */
  async atTheEnd(wire: Wire): Promise<void> {
    for (const upload of [...this.#uploads]) await this.#finishUpload(wire, upload)
    for (const slot of this.#slots.values()) slot.thing.settle(await digestIn(wire, slot))
    for (const { thing, ids } of this.#promoted) thing.settle(await stageOf(wire, ids))
    this.#retained.settle(await draftsRetained(wire))
    await this.#checkCounts(wire)
    this.#verified.clear()
    await this.#checkListed(wire)
  }

  /** What the kills hit, so that a run in which they hit nothing cannot pass for a good one. */
  get tally(): { interrupted: Record<string, number>; downloads: { completed: number; broken: number } } {
    const wanted = [...this.#wanted.values()]
    const completed = wanted.reduce((sum, download) => sum + download.completed, 0)
    const broken = wanted.reduce((sum, download) => sum + download.broken, 0)
    return { interrupted: this.#interrupted, downloads: { completed, broken } }
  }

  #noteInterrupted(what: string): void {
    this.#interrupted[what] = (this.#interrupted[what] ?? 0) + 1
  }

  /** Publishes to a few slots of one draft, so that most of it takes the place of something. */
  async #publish(wire: Wire, client: string): Promise<void> {
    for (let step = 0; step < 4; step++) {
      const slot = this.#slot(`Published${client}${this.#random.integer(0, 5)}`, 'published')
      const size = this.#random.chance(0.2) ? 1_500_000 : this.#random.integer(1, 60_000)
      await this.#publishTo(wire, slot, this.#random.bytes(size))
    }
  }

  async #publishTo(wire: Wire, slot: Slot, bytes: Buffer): Promise<void> {
    const act = (now: Wire) => put(now, 'crash', slot.query, bytes)
    const what = slot.thing.state === ABSENT ? 'publish' : 'replace'
    await slot.thing.change(wire, what, sha256(bytes), act, { repeatable: true })
  }

  async #uploadInPieces(wire: Wire): Promise<void> {
    for (let step = 0; step < 2; step++) {
      await this.#finishUpload(wire, this.#uploads[0] ?? (await this.#beginUpload(wire)))
    }
  }

  async #beginUpload(wire: Wire): Promise<Upload> {
    const bytes = this.#random.bytes(this.#random.integer(1, 900_000))
    const { headers } = await wire.ask('POST', '/api/v2/uploads', {
      headers: { 'upload-length': String(bytes.length), 'content-length': '0' },
    })
    const path = String(headers.location)
    const slot = this.#slot(`Uploaded${this.#random.integer(0, 3)}`, 'uploaded')
    const upload = { id: path.split('/').at(-1) ?? '', path, bytes, acknowledged: 0, sent: 0, slot }
    this.#uploads.push(upload)
    return upload
  }

  async #finishUpload(wire: Wire, upload: Upload): Promise<void> {
    const { path, bytes, slot } = upload
    while (upload.acknowledged < bytes.length) {
      const piece = bytes.subarray(upload.acknowledged, upload.acknowledged + this.#random.integer(1, 300_000))
      upload.sent = upload.acknowledged + piece.length
      const checked = this.#random.chance(0.5)
      const { headers } = await wire.ask('PATCH', path, {
        body: piece,
        headers: {
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(upload.acknowledged),
          ...(checked && { 'upload-checksum': `sha256 ${createHash('sha256').update(piece).digest('base64')}` }),
        },
      })
      upload.acknowledged = Number(headers['upload-offset'])
      expect(upload.acknowledged, `${path} took all of the piece`).toBe(upload.sent)
    }
    // From here on it is the slot's change: to publish the same upload again is the retry.
    this.#uploads.splice(this.#uploads.indexOf(upload), 1)
    const publish = (now: Wire) => now.api('POST', EXTENSIONS, { json: { ...slot.query, upload: upload.id } })
    await slot.thing.change(wire, 'publish an upload', sha256(bytes), publish, { repeatable: true })
  }

  /** The server has at least what it acknowledged and at most what was sent, and goes on from there. */
  async #settleUpload(wire: Wire, upload: Upload): Promise<void> {
    const { headers } = await wire.ask('HEAD', upload.path)
    const offset = Number(headers['upload-offset'])
    expect(offset, `${upload.path} has what it acknowledged`).toBeGreaterThanOrEqual(upload.acknowledged)
    expect(offset, `${upload.path} has no more than was sent`).toBeLessThanOrEqual(upload.sent)
    upload.acknowledged = offset
  }

  /** Makes a draft with two extensions a release, as a whole or one of them, and sometimes a draft again. */
  async #promote(wire: Wire, { thing, revision, ids }: Promoted): Promise<void> {
    const path = `/apps/crash/releases/${revision}/promotion`
    const part = this.#random.chance(0.4)
    const json = { name: `Release ${revision}`, ...(part && { only: ids.slice(0, 1) }) }
    await thing.change(wire, 'promote', part ? 'split' : 'stable', (now) => now.api('POST', path, { json }))
    if (this.#random.chance(0.6)) await thing.change(wire, 'undo', 'draft', (now) => now.api('DELETE', path))
  }

  /** Deletes an extension and brings it back, or deletes it for good. */
  async #delete(wire: Wire, { thing, query }: Slot): Promise<void> {
    const { id } = (await findIn(wire, { thing, query })) as Extension
    const before = thing.state
    await thing.change(wire, 'delete', ABSENT, (now) => now.api('DELETE', `${EXTENSIONS}/${id}`))
    const trash = `/apps/crash/trash/${id}`
    if (this.#random.chance(0.5)) await wire.api('DELETE', trash)
    else await thing.change(wire, 'restore', before, (now) => now.api('POST', `${trash}/restore`))
  }

  /** The rules take an old draft, a new one comes, the rules take another. */
  async #retain(wire: Wire): Promise<void> {
    for (let step = 0; step < 3; step++) {
      const kept = this.#nights().slice(-KEPT_DRAFTS)
      const run = (now: Wire) => now.api('POST', '/apps/retained/retention/run')
      await this.#retained.change(wire, 'retention', kept.join(' '), run, { repeatable: true })
      await this.#publishNightly(wire)
    }
  }

  async #publishNightly(wire: Wire): Promise<void> {
    const revision = `night-${String(++this.#number).padStart(6, '0')}`
    const bytes = this.#random.bytes(500)
    const publish = (now: Wire) => put(now, 'retained', queryFor('Nightly', revision), bytes)
    const all = [...this.#nights(), revision]
    await this.#retained.change(wire, 'publish to a new draft', all.join(' '), publish, { repeatable: true })
  }

  #nights(): string[] {
    return this.#retained.state === '' ? [] : this.#retained.state.split(' ')
  }

  async #download(wire: Wire): Promise<void> {
    for (let step = 0; step < 6; step++) {
      const wanted = this.#random.pick([...this.#wanted.values()])
      try {
        const { bytes } = await wire.ask('GET', `/dl/${wanted.id}`)
        expect(sha256(bytes), 'digest of a download').toBe(wanted.sha256)
        wanted.completed += 1
      } catch (error) {
        if (error instanceof Killed) wanted.broken += 1
        throw error
      }
    }
  }

  /** Every completed download counts; one that broke off with the server may, because it may have been complete. */
  async #checkCounts(wire: Wire): Promise<void> {
    type Counts = { items: { baseName: string; downloads: number }[] }
    const { items } = await wire.api<Counts>('GET', '/apps/crash/downloads?revision=wanted&limit=100')
    for (const [baseName, { completed, broken }] of this.#wanted) {
      const count = items.find((item) => item.baseName === baseName)?.downloads ?? 0
      expect(count, `${baseName}: completed downloads are counted`).toBeGreaterThanOrEqual(completed)
      expect(count, `${baseName}: nothing else is counted`).toBeLessThanOrEqual(completed + broken)
    }
  }

  /** Whatever is listed downloads completely and is what it says. Looks once at each file. */
  async #checkListed(wire: Wire): Promise<void> {
    const known = [...this.#wanted.values()].map((wanted) => wanted.id)
    for (const app of ['crash', 'retained']) {
      for (let cursor = ''; ; ) {
        type Page = { items: Extension[]; cursor: string | null }
        const after = cursor === '' ? '' : `&cursor=${cursor}`
        const page = await wire.api<Page>('GET', `/apps/${app}/extensions?limit=1000${after}`)
        const fresh = page.items.filter(({ id, file }) => !this.#verified.has(id + file.sha256) && !known.includes(id))
        await Promise.all(
          fresh.map(async ({ id, file }) => {
            const { bytes } = await wire.ask('GET', `/dl/${id}`)
            expect(sha256(bytes), `digest of ${id}`).toBe(file.sha256)
            this.#verified.add(id + file.sha256)
          }),
        )
        if (page.cursor === null) break
        cursor = page.cursor
      }
    }
  }

  #slot(baseName: string, appRevision: string): Slot {
    const name = `${baseName} of ${appRevision}`
    const slot = this.#slots.get(name) ?? { thing: new Thing(name, ABSENT), query: queryFor(baseName, appRevision) }
    this.#slots.set(name, slot)
    return slot
  }
}

const queryFor = (baseName: string, appRevision: string): Query => ({
  baseName,
  appRevision,
  os: 'linux',
  arch: 'amd64',
  revision: '1',
  fileName: `${baseName}.bin`,
})

async function put(wire: Wire, app: string, query: Query, bytes: Buffer): Promise<Extension> {
  const facts = new URLSearchParams({ ...query, sha256: sha256(bytes) })
  const type = { 'content-type': 'application/octet-stream' }
  type Answer = { extension: Extension }
  return (await wire.api<Answer>('PUT', `/apps/${app}/extensions?${facts}`, { body: bytes, headers: type })).extension
}

async function findIn(wire: Wire, { query }: Slot): Promise<Extension | undefined> {
  const { baseName = '', appRevision = '' } = query
  const filter = new URLSearchParams({ baseName, appRevision })
  const { items } = await wire.api<{ items: Extension[] }>('GET', `${EXTENSIONS}?${filter}`)
  expect(items.length, `${baseName} of ${appRevision} is there at most once`).toBeLessThanOrEqual(1)
  return items[0]
}

const digestIn = async (wire: Wire, slot: Slot): Promise<string> => (await findIn(wire, slot))?.file.sha256 ?? ABSENT

async function stageOf(wire: Wire, ids: readonly string[]): Promise<string> {
  const stages = await Promise.all(
    ids.map(async (id) => (await wire.api<Extension>('GET', `${EXTENSIONS}/${id}`)).release.stage),
  )
  const [one, other] = stages
  return one === other ? String(one) : one === 'stable' ? 'split' : `torn: ${stages.join(', ')}`
}

/** The oldest first. Each has exactly what was published to it. */
async function draftsRetained(wire: Wire): Promise<string> {
  type Releases = { items: { revision: string; extensions: number }[] }
  const { items } = await wire.api<Releases>('GET', '/apps/retained/releases?limit=1000')
  for (const { revision, extensions } of items) expect(extensions, `extensions of ${revision}`).toBe(1)
  return items
    .map((item) => item.revision)
    .sort()
    .join(' ')
}
