/** What this run fetches of an application: the other server takes it for downloads, so it is told apart from those. */
import type { ArrivedFile } from '../../modules/arrivals/index.ts'
import type { FactColumns, Kind } from '../../modules/packages/index.ts'
import type { Counted } from './counters.ts'

type Key = Omit<Counted, 'total'>

export class Fetches {
  readonly #byName = new Map<string, { key: Key; times: number }>()

  /** `files`: of one item; those that were here before were not fetched. */
  note(kind: Kind, { app_revision, base_name, os, arch }: FactColumns, files: readonly ArrivedFile[]): void {
    const key: Key = { app_revision, kind, base_name: kind === 'package' ? undefined : base_name, os, arch }
    const known = this.#byName.get(nameOf(key)) ?? { key, times: 0 }
    known.times += files.filter(({ staged }) => staged !== undefined).length
    this.#byName.set(nameOf(key), known)
  }

  /** The counters that were read there, and those of what was fetched but not counted yet, each with our share. */
  beside(counted: readonly Counted[]): (Counted & { name: string; ours: number })[] {
    const all = new Map<string, Counted>([...this.#byName].map(([name, { key }]) => [name, { ...key, total: 0 }]))
    for (const one of counted) all.set(nameOf(one), one)
    return [...all].map(([name, one]) => ({ ...one, name, ours: this.#byName.get(name)?.times ?? 0 }))
  }

  forget(): void {
    this.#byName.clear()
  }
}

const nameOf = ({ app_revision, base_name, os, arch }: Key): string =>
  `${app_revision} ${base_name ?? 'application'} ${os}-${arch}`
