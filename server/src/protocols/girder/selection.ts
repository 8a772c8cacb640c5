/** Which packages or extensions a list asks for: what both lists have in common. */
import { Readable } from 'node:stream'
import { seesPrivate } from '../../modules/access/index.ts'
import { type AppRow, guarded } from '../../modules/apps/index.ts'
import { type EntryFilter, type EntryRow, isWhole, type Kind } from '../../modules/packages/index.ts'
import { type Call, sendJson } from './call.ts'
import { DRAFT, OSES } from './constants.ts'
import { Documents, type ItemDocument, RAW } from './documents/index.ts'
import { appLevel, releaseLevel } from './levels.ts'
import { keyColumnOf, type Paging, pageOfCreation, pageOfDocuments, pageOfKeys, readPaging, valueAt } from './lists.ts'
import type { GirderOptions } from './options.ts'
import { asId } from './params.ts'
import { denied } from './problems.ts'
import type { GirderServices } from './services.ts'
import { Tree } from './tree.ts'

/** Facts of the filter that are named alike in both lists. */
export const sharedFilter = ({ params }: Call, kind: Kind, { arches }: Pick<GirderOptions, 'arches'>) => ({
  kind,
  os: params.oneOf('os', OSES),
  arch: params.oneOf('arch', arches),
  baseName: params.optional('baseName'),
  name: params.optional(`${kind}_name`),
  built: true,
})

/** Absent: no restriction; `undefined` as the value: what is given is no id, so nothing has it. */
export function idGiven({ params }: Call, kind: Kind): { id?: string | undefined } | 'nothing' {
  const text = params.filled(`${kind}_id`)
  if (text === undefined) return {}
  const id = asId(text)
  return id === undefined ? 'nothing' : { id }
}

const isNewestFirst = ({ sort, direction }: Paging): boolean => sort === 'created' && direction === -1

/** So many documents are printed at once. */
const RUN = 500
/** Longer lists are not kept ready: they would push out all others. */
const MOST_KEPT = 1000

type Restriction = Pick<EntryFilter, 'releases' | 'stage'>

export class Selection {
  readonly #services: GirderServices
  readonly #tree: Tree
  readonly #documents: Documents

  constructor(services: GirderServices) {
    this.#services = services
    this.#tree = new Tree(services)
    this.#documents = new Documents(services)
  }

  /**
   * The releases a list is restricted to. `draft` with a revision that has no draft is no restriction at all: the
   * Python client looks for what it is to update with `draft`, even when the revision was released long ago.
   */
  async restriction(
    { actor }: Call,
    app: AppRow,
    reference: string | undefined,
    revision: string | undefined,
  ): Promise<Restriction> {
    if (reference === undefined) return {}
    const { releaseLookup } = this.#services
    const id = asId(reference)
    const folder = id === undefined ? undefined : await this.#tree.folder(id)
    const isDraft =
      id === undefined ? reference.toLowerCase() === DRAFT : folder?.kind === 'draft' && folder.app.id === app.id
    if (isDraft) {
      if (revision === undefined) return { stage: 'draft' }
      const draft = await releaseLookup.draftOf(app.id, revision)
      return draft === undefined ? {} : { releases: [draft.id] }
    }
    const release =
      id === undefined
        ? await releaseLookup.byName(app.id, reference)
        : folder?.kind === 'release'
          ? folder.release
          : undefined
    if (release === undefined || release.app_id !== app.id || (id === undefined && release.stage === 'draft')) {
      return { releases: [] }
    }
    if (releaseLevel(actor, app, release) < 0) throw denied(actor, 'Read', release.id)
    return { releases: [release.id] }
  }

  /** Answers the list: readers get it ready made as long as nothing has changed, writers see what has no file yet. */
  async answer(
    call: Call,
    app: AppRow,
    filter: () => Promise<Omit<EntryFilter, 'app' | 'onlyPublic' | 'published'> | undefined>,
  ): Promise<unknown> {
    const paging = readPaging(call.params, 'created', -1)
    const { actor, request, reply } = call
    const writes = appLevel(actor, app) > 0
    const read = async (): Promise<EntryFilter | undefined> => {
      const wanted = await filter()
      return wanted && { ...wanted, app: app.id, onlyPublic: !seesPrivate(actor, guarded(app)), published: !writes }
    }
    const isLong = paging.limit === undefined || paging.limit > MOST_KEPT
    const known = isLong ? { filter: await read() } : undefined
    if (known?.filter !== undefined && isWhole(known.filter)) {
      return reply.type('application/json').send(Readable.from(this.#printAll(app, known.filter, paging)))
    }
    const make = async () => {
      const wanted = known === undefined ? await read() : known.filter
      return wanted === undefined ? [] : this.#page(app, wanted, paging)
    }
    if (writes) return sendJson(reply, await make())
    await this.#services.answers.serve(request, reply, app.id, make)
    return reply
  }

  /** Printed run by run: the whole of a large application does not fit into memory. */
  async *#printAll(app: AppRow, filter: EntryFilter, paging: Paging): AsyncGenerator<string> {
    let before = '['
    for await (const rows of this.#all(app, filter, paging)) {
      for (const document of await this.#documents.items(app, rows, RAW)) {
        yield before + JSON.stringify(document)
        before = ','
      }
    }
    yield before === '[' ? '[]' : ']'
  }

  async *#all(app: AppRow, filter: EntryFilter, paging: Paging): AsyncGenerator<EntryRow[]> {
    const { entries } = this.#services
    if (isNewestFirst(paging) && paging.limit === undefined && paging.offset === 0 && filter.text === undefined) {
      yield* entries.runs(filter)
      return
    }
    const ids = await this.#sortedIds(app, filter, paging)
    for (let start = 0; start < ids.length; start += RUN) yield entries.inOrder(filter, ids.slice(start, start + RUN))
  }

  async #page(app: AppRow, filter: EntryFilter, paging: Paging): Promise<ItemDocument[]> {
    const { entries } = this.#services
    const page = pageOfCreation(paging)
    const print = (rows: readonly EntryRow[]) => this.#documents.items(app, rows, RAW)
    if (page !== undefined) return print(await entries.list(filter, page))
    if (isWhole(filter)) return print(await entries.inOrder(filter, await this.#sortedIds(app, filter, paging)))
    return pageOfDocuments(await print(await entries.list(filter)), paging)
  }

  /** The ids of a page of a whole application: all of it is looked at, but only what it is sorted by is held. */
  async #sortedIds(app: AppRow, filter: EntryFilter, paging: Paging): Promise<string[]> {
    const { entries } = this.#services
    const column = keyColumnOf(paging)
    if (column !== undefined) return pageOfKeys(await entries.keys(filter, column), paging)
    const keys: { id: string; value: unknown }[] = []
    const sortedBy = valueAt(paging)
    const asked = await entries.keys(filter, 'created_at')
    for (let start = 0; start < asked.length; start += RUN) {
      const ids = asked.slice(start, start + RUN).map(({ id }) => id)
      const documents = await this.#documents.items(app, await entries.inOrder(filter, ids), RAW)
      keys.push(...documents.map((document) => ({ id: document._id, value: sortedBy(document) })))
    }
    return pageOfKeys(keys, paging)
  }
}
