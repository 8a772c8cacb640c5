/**
 * The answer a device gets, finished and kept: section 5 of the contract. What a device gets depends on its firmware
 * only by the boundaries between builds, so selections are shared between all builds in between (T2); the number itself
 * stands in the links and is put in at the end.
 */
import { createHash, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Database } from '../../platform/db/index.ts'
import { Counts } from './counts.ts'
import { type AskingDevice, type DeviceParameters, readDevice } from './device.ts'
import { type EntryContext, entryOf } from './entry.ts'
import { Kept } from './kept.ts'
import type { ModelBuild, Snapshot, SpkModel } from './model.ts'
import { select } from './selection.ts'

const compress = promisify(gzip)

export type CatalogueAnswer = {
  body: Buffer
  etag: string
  /** the body in gzip, made when somebody wants it */
  packed(): Promise<Buffer>
}

/** From DSM 5.1 on the answer is an object, with key rings until DSM 7 dropped package signing. */
const OBJECT_FROM = 5004
const NO_KEYRINGS_FROM = 40_000

type Selection = { generation: number; builds: readonly ModelBuild[] }
/** An answer with gaps where the number of the device's firmware goes. */
type Template = { stamp: string; pieces: readonly string[] }
type Finished = { stamp: string; answer: CatalogueAnswer }

export class SpkCatalogue {
  readonly #model: SpkModel
  readonly #counts: Counts
  readonly #keyrings: () => Promise<readonly string[]>
  readonly #selections = new Kept<Selection>(10_000_000)
  readonly #templates: Kept<Template>
  readonly #finished: Kept<Finished>
  // Nobody can write it into a description.
  readonly #gap = `gap-${randomBytes(12).toString('hex')}`

  constructor(deps: {
    db: Database
    model: SpkModel
    /** bytes for finished answers */
    maxBytes: number
    keyrings: () => Promise<readonly string[]>
  }) {
    this.#model = deps.model
    this.#counts = new Counts(deps.db)
    this.#keyrings = deps.keyrings
    this.#templates = new Kept(deps.maxBytes / 2)
    this.#finished = new Kept(deps.maxBytes / 2)
  }

  /**
   * `base`: the address below which the files are. `onlyBeta`: at the beta source, where DSM 7 gets beta versions as if
   * they were stable. Throws `invalid_input` (section 5.2).
   */
  async answer(
    parameters: DeviceParameters,
    base: string,
    options: { onlyBeta?: boolean } = {},
  ): Promise<CatalogueAnswer> {
    const snapshot = await this.#model.now()
    const device = readDevice(parameters, snapshot.tables, options)
    const counts = await this.#counts.now()
    const keyrings = await this.#keyrings()
    const stamp = `${snapshot.generation} ${counts.stamp} ${keyrings.length}`
    const { arch, major, beta, language, build, onlyBeta, betaAsStable } = device
    const audience = [base, arch, major, beta, onlyBeta, betaAsStable, language].join(' ')
    const key = `${audience} ${build}`
    const known = this.#finished.get(key)
    if (known?.stamp === stamp) return known.answer
    const pieces = this.#template(snapshot, device, base, audience, stamp, counts.of)
    const answer = finish(build, pieces.join(String(build)), keyrings)
    this.#finished.set(key, { stamp, answer }, answer.body.length + key.length)
    return answer
  }

  #template(
    snapshot: Snapshot,
    device: AskingDevice,
    base: string,
    audience: string,
    stamp: string,
    countsOf: Counts['of'],
  ): readonly string[] {
    const band = bandOf(snapshot.boundaries, device.build)
    const key = `${audience} ${band}`
    const known = this.#templates.get(key)
    if (known?.stamp === stamp) return known.pieces
    const entries = this.#select(snapshot, device, band).map((build) => {
      const context: EntryContext = {
        base,
        arch: device.arch,
        build: this.#gap,
        language: device.language,
        betaAsStable: device.betaAsStable,
        counts: countsOf(build.package.id),
      }
      return JSON.stringify(entryOf(build, context))
    })
    const text = entries.join(',')
    const pieces = text.split(this.#gap)
    this.#templates.set(key, { stamp, pieces }, text.length)
    return pieces
  }

  #select(snapshot: Snapshot, device: AskingDevice, band: number): readonly ModelBuild[] {
    const key = `${device.arch} ${device.major} ${device.beta} ${device.onlyBeta} ${band}`
    const known = this.#selections.get(key)
    if (known?.generation === snapshot.generation) return known.builds
    const best = snapshot.packages.flatMap((one) => select(one.builds, device) ?? [])
    const builds = device.onlyBeta ? best.filter((build) => build.version.beta) : best
    this.#selections.set(key, { generation: snapshot.generation, builds }, builds.length * 8 + key.length)
    return builds
  }
}

/** How many boundaries are at or below a build: devices with the same number get the same. */
function bandOf(boundaries: readonly number[], build: number): number {
  let low = 0
  let high = boundaries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((boundaries[middle] ?? 0) <= build) low = middle + 1
    else high = middle
  }
  return low
}

/** Section 5.4. */
function finish(build: number, entries: string, keyrings: readonly string[]): CatalogueAnswer {
  const list = `[${entries}]`
  const text =
    build < OBJECT_FROM
      ? list
      : build < NO_KEYRINGS_FROM
        ? `{"keyrings":${JSON.stringify(keyrings)},"packages":${list}}`
        : `{"packages":${list}}`
  const body = Buffer.from(text)
  let packed: Promise<Buffer> | undefined
  return {
    body,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    // Large answers are asked for by many right after a change: quick before small.
    packed: () => (packed ??= compress(body, { level: body.length > 1_000_000 ? 1 : 6 })),
  }
}
