/**
 * The answer a device gets, finished and kept. What a device gets depends on its firmware
 * only by the boundaries between builds, so answers are shared between all devices in between; the number itself
 * stands in the links, which a template has places for.
 */
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Database } from '../../platform/db/index.ts'
import { Copies, type Lent } from './copies.ts'
import { Counts } from './counts.ts'
import { type AskingDevice, type DeviceParameters, readDevice } from './device.ts'
import { entryOf } from './entry.ts'
import { Kept } from './kept.ts'
import type { ModelBuild, Snapshot, SpkModel } from './model.ts'
import { select } from './selection.ts'
import { type Chosen, Template } from './template.ts'

const compress = promisify(gzip)

/** From DSM 5.1 on the answer is an object, with key rings until DSM 7 dropped package signing. */
const OBJECT_FROM = 5004
const NO_KEYRINGS_FROM = 40_000

export type CatalogueAnswer = {
  etag: string
  /** bytes of the body */
  length: number
  /** the body, in memory to be given back when it is sent */
  body(): Lent
  /** the body in gzip */
  packed(): Promise<Buffer>
}

type Made = { generation: number; stamp: string; template: Template }
type Packed = { etag: string; bytes: Promise<Buffer> }

export class SpkCatalogue {
  readonly #model: SpkModel
  readonly #counts: Counts
  readonly #keyrings: (removals: number) => Promise<readonly string[]>
  readonly #templates: Kept<Made>
  readonly #packed: Kept<Packed>
  readonly #copies = new Copies()
  // Nobody can write it into a description.
  readonly #gap = `gap-${randomBytes(12).toString('hex')}`

  constructor(deps: {
    db: Database
    model: SpkModel
    /** bytes for finished answers */
    maxBytes: number
    /** of a state of the tables */
    keyrings: (removals: number) => Promise<readonly string[]>
  }) {
    this.#model = deps.model
    this.#counts = new Counts(deps.db)
    this.#keyrings = deps.keyrings
    this.#templates = new Kept((deps.maxBytes / 4) * 3)
    this.#packed = new Kept(deps.maxBytes / 4)
  }

  /** Reads what devices can get, so that the first of them need not wait for it. */
  async prepare(): Promise<void> {
    await this.#model.now()
    await this.#counts.now()
  }

  /**
   * `base`: the address below which the files are. `onlyBeta`: at the beta source, where DSM 7 gets beta versions as if
   * they were stable. Throws `invalid_input`.
   */
  async answer(
    parameters: DeviceParameters,
    base: string,
    options: { onlyBeta?: boolean } = {},
  ): Promise<CatalogueAnswer> {
    const counts = await this.#counts.now()
    const snapshot = await this.#model.now()
    const device = readDevice(parameters, snapshot.tables, options)
    const stamp = `${snapshot.generation} ${counts.stamp}`
    const { arch, major, beta, language, build, onlyBeta } = device
    const [from, to] = bandOf(snapshot.boundaries, build)
    const shape = shapeOf(build)
    const digits = String(build).length
    const key = `${base} ${arch} ${major} ${beta} ${onlyBeta} ${language} ${from} ${to} ${shape} ${digits}`
    const kept = this.#templates.get(key)
    if (kept?.stamp === stamp) return this.#answerOf(kept.template, key, build)
    const keyrings = shape === 'with key rings' ? await this.#keyrings(snapshot.removals) : []
    const chosen = this.#choose(snapshot, device, kept).map((one) => ({
      build: one,
      counts: counts.of(one.package.id),
    }))
    const context = { ...device, base, build: this.#gap }
    const template = new Template({
      ...wrapping(shape, keyrings),
      chosen,
      print: (one: Chosen) => {
        const text = JSON.stringify(entryOf(one.build, { ...context, counts: one.counts }))
        return text.split(this.#gap) as [string, string]
      },
      digits,
      previous: kept?.template,
    })
    this.#templates.set(key, { generation: snapshot.generation, stamp, template }, template.weight + key.length)
    return this.#answerOf(template, key, build)
  }

  /** One build of each package that has one for the device, by name; packages that did not change keep what they had. */
  #choose(snapshot: Snapshot, device: AskingDevice, kept: Made | undefined): ModelBuild[] {
    const before = new Map(kept?.template.chosen.map(({ build }) => [build.package, build]))
    const builds: ModelBuild[] = []
    for (const one of snapshot.packagesFor(device.arch)) {
      const unchanged = kept !== undefined && one.generation <= kept.generation
      const best = unchanged ? before.get(one) : select(one.builds, device)
      if (best !== undefined && (best.version.beta || !device.onlyBeta)) builds.push(best)
    }
    return builds
  }

  #answerOf(template: Template, key: string, build: number): CatalogueAnswer {
    const etag = template.etag(build)
    const { length } = template
    const body = () => template.lend(build, this.#copies)
    return { etag, length, body, packed: () => this.#pack(`${key} ${build}`, etag, body) }
  }

  #pack(key: string, etag: string, body: () => Lent): Promise<Buffer> {
    const kept = this.#packed.get(key)
    if (kept?.etag === etag) return kept.bytes
    const { bytes: plain, giveBack } = body()
    // Large answers are asked for by many right after a change: quick before small.
    const bytes = compress(plain, { level: plain.length > 100_000 ? 2 : 6 }).finally(giveBack)
    const packed = { etag, bytes }
    this.#packed.set(key, packed, 0)
    void bytes.then(({ length }) => {
      if (this.#packed.get(key) === packed) this.#packed.set(key, packed, length + key.length)
    })
    return bytes
  }
}

/** The boundaries around a build: devices between the same ones get the same. */
function bandOf(boundaries: readonly number[], build: number): [from: number, to: number] {
  let low = 0
  let high = boundaries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((boundaries[middle] ?? 0) <= build) low = middle + 1
    else high = middle
  }
  return [boundaries[low - 1] ?? Number.NEGATIVE_INFINITY, boundaries[low] ?? Number.POSITIVE_INFINITY]
}

type Shape = 'list' | 'with key rings' | 'packages'

/** How the answer is wrapped, which DSM expects differently from one firmware to the next. */
const shapeOf = (build: number): Shape =>
  build < OBJECT_FROM ? 'list' : build < NO_KEYRINGS_FROM ? 'with key rings' : 'packages'

function wrapping(shape: Shape, keyrings: readonly string[]): { head: string; tail: string } {
  if (shape === 'list') return { head: '[', tail: ']' }
  if (shape === 'packages') return { head: '{"packages":[', tail: ']}' }
  return { head: `{"keyrings":${JSON.stringify(keyrings)},"packages":[`, tail: ']}' }
}
