/**
 * The answer a device gets, finished and kept: section 5 of the contract. What a device gets depends on its firmware
 * only by the boundaries between builds, so selections are shared between all builds in between (T2); the number itself
 * stands in the links, which a template has places for.
 */
import { randomBytes } from 'node:crypto'
import type { Database } from '../../platform/db/index.ts'
import { Counts } from './counts.ts'
import { type AskingDevice, type DeviceParameters, readDevice } from './device.ts'
import { entryOf } from './entry.ts'
import { Kept } from './kept.ts'
import type { ModelBuild, Snapshot, SpkModel } from './model.ts'
import { select } from './selection.ts'
import { type CatalogueAnswer, Template } from './template.ts'

/** From DSM 5.1 on the answer is an object, with key rings until DSM 7 dropped package signing. */
const OBJECT_FROM = 5004
const NO_KEYRINGS_FROM = 40_000

type Selection = { generation: number; builds: readonly ModelBuild[] }
type Made = { stamp: string; template: Template }

export class SpkCatalogue {
  readonly #model: SpkModel
  readonly #counts: Counts
  readonly #keyrings: () => Promise<readonly string[]>
  readonly #selections = new Kept<Selection>(10_000_000)
  readonly #templates: Kept<Made>
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
    this.#templates = new Kept(deps.maxBytes)
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
    const { arch, major, beta, language, build, onlyBeta } = device
    const band = bandOf(snapshot.boundaries, build)
    const shape = shapeOf(build)
    const key = [base, arch, major, beta, onlyBeta, language, band, shape, String(build).length].join(' ')
    const known = this.#templates.get(key)
    if (known?.stamp === stamp) return known.template.for(build)
    const entries = this.#select(snapshot, device, band).map((one) =>
      JSON.stringify(entryOf(one, { ...device, base, build: this.#gap, counts: counts.of(one.package.id) })),
    )
    const template = new Template(wrap(shape, entries.join(','), keyrings).split(this.#gap), build)
    this.#templates.set(key, { stamp, template }, template.size + key.length)
    return template.for(build)
  }

  #select(snapshot: Snapshot, device: AskingDevice, band: number): readonly ModelBuild[] {
    const key = `${device.arch} ${device.major} ${device.beta} ${device.onlyBeta} ${band}`
    const known = this.#selections.get(key)
    if (known?.generation === snapshot.generation) return known.builds
    const builds: ModelBuild[] = []
    for (const one of snapshot.packages) {
      const best = select(one.builds, device)
      if (best !== undefined && (best.version.beta || !device.onlyBeta)) builds.push(best)
    }
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

type Shape = 'list' | 'with key rings' | 'packages'

/** Section 5.4. */
const shapeOf = (build: number): Shape =>
  build < OBJECT_FROM ? 'list' : build < NO_KEYRINGS_FROM ? 'with key rings' : 'packages'

function wrap(shape: Shape, entries: string, keyrings: readonly string[]): string {
  if (shape === 'list') return `[${entries}]`
  if (shape === 'packages') return `{"packages":[${entries}]}`
  return `{"keyrings":${JSON.stringify(keyrings)},"packages":[${entries}]}`
}
