/**
 * Devices that got nothing because a table lacks what they say of themselves. Their owners read "Invalid location" and do not
 * know why; whoever looks after the tables does. What this process saw since it started.
 */
import type { SpkRefusedDevice } from '@slipway/contract'
import { Problem } from '../../platform/problem.ts'
import type { Actor } from '../access/index.ts'
import type { DeviceParameters } from './device.ts'
import { Kept } from './kept.ts'

type Lacking = Pick<SpkRefusedDevice, 'field' | 'value'>

const FIELDS = ['arch', 'language'] as const
/** As many different ones as anybody looks through; who sends nonsense gets no more memory than this. */
const MOST = 200
const CODE = /^[\w-]{1,30}$/

export class RefusedDevices {
  readonly #seen = new Kept<Lacking & { requests: number; last: number }>(MOST)
  readonly #requireManager: (actor: Actor) => Promise<unknown>

  constructor(deps: { requireManager: (actor: Actor) => Promise<unknown> }) {
    this.#requireManager = deps.requireManager
  }

  /** `error`: what the device was told. Answers what is lacking when it was not seen before. */
  note(asked: DeviceParameters, error: unknown): Lacking | undefined {
    const wrong = error instanceof Problem ? (error.errors ?? []).map(({ field }) => field) : []
    const field = FIELDS.find((one) => wrong.includes(one))
    if (field === undefined || !CODE.test(asked[field])) return undefined
    const lacking = { field, value: asked[field] }
    const key = `${field} ${lacking.value}`
    const known = this.#seen.get(key)
    this.#seen.set(key, { ...lacking, requests: (known?.requests ?? 0) + 1, last: Date.now() }, 1)
    return known === undefined ? lacking : undefined
  }

  /** Most requests first. Throws `forbidden`. */
  async list(actor: Actor): Promise<SpkRefusedDevice[]> {
    await this.#requireManager(actor)
    return [...this.#seen.values()]
      .sort((a, b) => b.requests - a.requests || b.last - a.last)
      .map(({ last, ...device }) => ({ ...device, lastAt: new Date(last).toISOString() }))
  }
}
