/** Which packages or extensions a list asks for: what both lists have in common. */
import { Readable } from 'node:stream'
import { seesPrivate } from '../../modules/access/index.ts'
import { type AppRow, guarded } from '../../modules/apps/index.ts'
import type { EntryFilter, EntryRow, Kind } from '../../modules/packages/index.ts'
import { type Call, sendJson } from './call.ts'
import { DRAFT, OSES } from './constants.ts'
import { Documents, type ItemDocument, RAW } from './documents/index.ts'
import { appLevel, releaseLevel } from './levels.ts'
import { keyColumnOf, type Paging, pageOfColumns, pageOfDocuments, pageOfKeys, readPaging } from './lists.ts'
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

/** Nothing that makes the list short. */
const coversAll = ({ id, releases, appRevision, revision, baseName, name }: Partial<EntryFilter>): boolean =>
  [id, releases, appRevision, revision, baseName, name].every((one) => one === undefined)

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
    const make = async () => {
      const wanted = await filter()
      if (wanted === undefined) return []
      const onlyPublic = !seesPrivate(actor, guarded(app))
      return this.#page(app, { ...wanted, app: app.id, onlyPublic, published: !writes }, paging)
    }
    if (isNewestFirst(paging) && paging.limit === undefined && paging.offset === 0) {
      const wanted = await filter()
      if (wanted !== undefined && coversAll(wanted)) {
        const onlyPublic = !seesPrivate(actor, guarded(app))
        const all = { ...wanted, app: app.id, onlyPublic, published: !writes }
        return reply.type('application/json').send(Readable.from(this.#printAll(app, all)))
      }
    }
    if (writes) return sendJson(reply, await make())
    await this.#services.answers.serve(request, reply, app.id, make)
    return reply
  }

  /** Printed run by run: the whole of a large application does not fit into memory. */
  async *#printAll(app: AppRow, filter: EntryFilter): AsyncGenerator<string> {
    let before = '['
    for await (const rows of this.#services.entries.runs(filter)) {
      for (const document of await this.#documents.items(app, rows, RAW)) {
        yield before + JSON.stringify(document)
        before = ','
      }
    }
    yield before === '[' ? '[]' : ']'
  }

  async #page(app: AppRow, filter: EntryFilter, paging: Paging): Promise<ItemDocument[]> {
    const { entries } = this.#services
    const page = pageOfColumns(paging)
    const print = (rows: readonly EntryRow[]) => this.#documents.items(app, rows, RAW)
    if (page !== undefined) return print(await entries.list(filter, page))
    const column = keyColumnOf(paging)
    if (column !== undefined) {
      const ids = pageOfKeys(await entries.keys(filter, column), paging)
      const rows = new Map((await entries.list({ ...filter, ids })).map((row) => [row.id, row]))
      return print(ids.flatMap((id) => rows.get(id) ?? []))
    }
    return pageOfDocuments(await print(await entries.list(filter)), paging)
  }
}
