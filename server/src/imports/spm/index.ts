/**
 * Copies what another server with the Slicer package manager has: collections, applications with their templates,
 * releases, drafts, packages, extensions, files and counters, all under the ids they have there. What has not changed
 * since the last time is not fetched again; what was changed here since stays, unless it was changed there as well.
 */
import { type Actor, theServer } from '../../modules/access/index.ts'
import type { ArrivedFile } from '../../modules/arrivals/index.ts'
import type { Kind } from '../../modules/packages/index.ts'
import { atOnce } from '../../platform/at-once.ts'
import { Problem } from '../../platform/problem.ts'
import type { Services } from '../../services.ts'
import { ImportFailure } from '../failure.ts'
import { Refusal } from '../remote.ts'
import { Report } from '../report.ts'
import { type Counted, readCounters } from './counters.ts'
import {
  checkName,
  type Document,
  extraOf,
  type FileDocument,
  factsOf,
  fingerprintOf,
  Malformed,
  readDocument,
  readFile,
  readList,
} from './documents.ts'
import { Fetches } from './fetches.ts'
import type { Girder } from './girder.ts'
import { membersThere } from './members.ts'

export type SpmOptions = {
  /** names of applications; empty: all */
  apps: readonly string[]
  /** how many things are fetched at once */
  parallel: number
  /** only say what would be done */
  dryRun: boolean
  /** puts into the trash what came earlier and is no longer there */
  removeGone: boolean
  /** brings roles, and accounts of those who have them */
  members: boolean
  /** hears of each thing that was fetched */
  progress?: (line: string) => void
}

type Release = { document: Document; stage: 'draft' | 'stable'; revision: string; extensions: string | undefined }
type Place = { app: string; release: Release; kind: Kind }
/** What an earlier run left: by noun and id. */
type Marks = Map<string, string>

const ACTOR: Actor = theServer
const PACKAGE_TEMPLATE = 'applicationPackageNameTemplate'
const EXTENSION_TEMPLATE = 'extensionPackageNameTemplate'
const ALL = { limit: 0 }
const STAYS_WITH_OTHERS = 'it stays here: something is in it that did not come from there, or is in the trash'
/** What may go into the trash. */
const REMOVED: ReadonlySet<string> = new Set([
  'collections',
  'applications',
  'releases',
  'drafts',
  'packages',
  'extensions',
])

export class SpmImport {
  readonly #services: Pick<Services, 'arrivals' | 'arrivedItems' | 'departures' | 'files'>
  readonly #girder: Girder
  readonly #options: SpmOptions
  readonly #report = new Report()
  /** what was met in this run, by noun and id */
  readonly #met = new Set<string>()
  /** applications of which a part could not be looked at */
  readonly #unseen = new Set<string>()
  /** whether all collections and applications there were looked at */
  #seenAll = true
  readonly #fetches = new Fetches()

  constructor(
    services: Pick<Services, 'arrivals' | 'arrivedItems' | 'departures' | 'files'>,
    girder: Girder,
    options: SpmOptions,
  ) {
    this.#services = services
    this.#girder = girder
    this.#options = options
  }

  /** Throws `ImportFailure` when the other server cannot be reached; what came until then is whole. */
  async run(): Promise<Report> {
    const { removeGone, members } = this.#options
    if ((removeGone || members) && !(await this.#seesAll())) {
      throw new ImportFailure(
        `The key is not that of an administrator of ${this.#girder.url}. ${
          removeGone ? 'What it cannot see would be taken for gone.' : 'Roles are shown to administrators only.'
        }`,
      )
    }
    const marks = await this.#marks(null)
    const collections = readList(await this.#ask('/collection', ALL), readDocument)
    const visited: string[] = []
    for (const collection of collections) visited.push(...(await this.#collection(collection, marks)))
    if (this.#seenAll && this.#options.apps.length === 0) await this.#noteGoneWholes()
    for (const name of this.#options.apps) {
      if (!visited.includes(name)) throw new ImportFailure(`${this.#girder.url} has no application ${name} to be seen.`)
    }
    return this.#report
  }

  /** Answers the names of its applications. */
  async #collection(collection: Document, marks: Marks): Promise<string[]> {
    const [packages] = await this.#folders('collection', collection.id, 'packages')
    // Collections of a Girder server that have nothing to do with packages.
    if (packages === undefined) return []
    const apps = readList(await this.#ask('/app', { collection_id: collection.id, ...ALL }), readDocument)
    const wanted = apps.filter(({ name }) => this.#options.apps.length === 0 || this.#options.apps.includes(name))
    if (wanted.length === 0 && this.#options.apps.length > 0) return []
    const fingerprint = fingerprintOf(collection, packages.id)
    const arrived = await this.#settle('collections', collection, fingerprint, marks, async () => {
      const facts = { ...collection, packagesFolder: packages.id, extra: extraOf(collection.meta, []), fingerprint }
      await this.#services.arrivals.collection(ACTOR, this.#girder.url, facts)
      return undefined
    })
    if (!arrived) this.#seenAll = false
    else for (const app of wanted) await this.#app(collection, app)
    return wanted.map(({ name }) => name)
  }

  async #app(collection: Document, app: Document): Promise<void> {
    const marks = await this.#marks(app.id)
    const path = `/app/${app.id}`
    const drafts = await this.#ask(`${path}/release`, { release_id_or_name: 'draft' })
    const draftFolder = drafts === null ? undefined : readDocument(drafts).id
    const fingerprint = fingerprintOf(app, [collection.id, draftFolder])
    const arrived = await this.#settle('applications', app, fingerprint, marks, () =>
      this.#services.arrivals.app(ACTOR, this.#girder.url, {
        ...app,
        collection: collection.id,
        draftFolder,
        templates: { package: template(app, PACKAGE_TEMPLATE), extension: template(app, EXTENSION_TEMPLATE) },
        extra: extraOf(app.meta, [PACKAGE_TEMPLATE, EXTENSION_TEMPLATE]),
        fingerprint,
      }),
    )
    if (!arrived) return
    if (this.#options.members) await this.#members(app, marks)
    // Before anything is fetched, which counts there as well.
    const counted = readCounters(await this.#ask(`${path}/downloadstats`))
    try {
      await this.#releases(app, draftFolder, marks)
    } finally {
      if (!this.#options.dryRun) await this.#counters(app, counted)
    }
    await this.#noteGone(app.id, marks)
  }

  async #releases(app: Document, draftFolder: string | undefined, marks: Marks): Promise<void> {
    const path = `/app/${app.id}`
    const stable = readList(await this.#ask(`${path}/release`, ALL), readDocument)
    const draft = draftFolder === undefined ? [] : readList(await this.#ask(`${path}/draft`, ALL), readDocument)
    const there = new Set([...stable, ...draft].map(({ id }) => id))
    // Before others come, which may have their names.
    await this.#noteGone(app.id, marks, (noun, id) => (noun === 'releases' || noun === 'drafts') && !there.has(id))
    const oldestFirst = (a: Document, b: Document) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
    // Stable releases first, and the oldest first: a second one of a revision has to stand behind it.
    for (const document of stable.sort(oldestFirst)) await this.#release(app, document, 'stable', marks)
    for (const document of draft.sort(oldestFirst)) await this.#release(app, document, 'draft', marks)
  }

  async #release(app: Document, document: Document, stage: 'draft' | 'stable', marks: Marks): Promise<void> {
    const [folder] = await this.#folders('folder', document.id, 'extensions')
    const revision = String(document.meta.revision ?? '') || document.name
    const release: Release = { document, stage, revision, extensions: folder?.id }
    const fingerprint = fingerprintOf(document, [stage, folder?.id])
    const noun = stage === 'draft' ? 'drafts' : 'releases'
    const arrived = await this.#settle(noun, document, fingerprint, marks, () =>
      this.#services.arrivals.release(ACTOR, this.#girder.url, {
        ...document,
        name: stage === 'draft' ? revision : document.name,
        app: app.id,
        stage,
        revision,
        extensionsFolder: folder?.id,
        extra: extraOf(document.meta, ['revision', 'downloadStats']),
        fingerprint,
      }),
    )
    if (!arrived) {
      // What is in it was not looked at; it is not gone.
      this.#unseen.add(app.id)
      return
    }
    await this.#items({ app: app.id, release, kind: 'package' }, document.id, marks)
    if (folder !== undefined) await this.#items({ app: app.id, release, kind: 'extension' }, folder.id, marks)
  }

  async #items(place: Place, folder: string, marks: Marks): Promise<void> {
    const items = readList(await this.#ask('/item', { folderId: folder, ...ALL }), readDocument)
    const there = new Set(items.map(({ id }) => id))
    // The newest first: of two in one place the newer is the one that clients there work with.
    items.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
    await atOnce(items, this.#options.parallel, (item) => this.#item(place, item, there, marks))
  }

  async #item(place: Place, item: Document, there: ReadonlySet<string>, marks: Marks): Promise<void> {
    const { app, release, kind } = place
    const fingerprint = fingerprintOf(item, [release.document.id, kind, item.size])
    await this.#settle(`${kind}s`, item, fingerprint, marks, async (changed) => {
      const all = readList(await this.#ask(`/item/${item.id}/files`, { ...ALL, sort: 'created' }), readFile)
      const files = all.filter(({ link }) => !link)
      if (files.length === 0) return { left: all.length === 0 ? 'it has no file' : 'it is only a link' }
      if (this.#options.dryRun) return undefined
      const facts = factsOf(kind, item, release.revision)
      const fetched = await this.#fetch(item, files)
      // There, downloads of what is private are not counted.
      if (release.document.public) this.#fetches.note(kind, facts.facts, fetched)
      const { id, name, createdAt, updatedAt, creator } = item
      await this.#services.arrivedItems.item(
        ACTOR,
        this.#girder.url,
        { id, name, createdAt, updatedAt, creator, app, release: release.document.id, kind, ...facts, fingerprint },
        fetched,
        (other) => there.has(other),
      )
      this.#options.progress?.(`${changed}  ${name}`)
      return undefined
    })
  }

  /** All files of an item; those whose bytes are here are not fetched. Nothing stays behind when one fails. */
  async #fetch(item: Document, files: readonly FileDocument[]): Promise<ArrivedFile[]> {
    const present = await this.#services.arrivedItems.present(item.id)
    const fetched: ArrivedFile[] = []
    try {
      for (const file of files) {
        const known = present.get(file.id)
        const isHere = known !== undefined && known.sha512 === file.sha512 && known.size === file.size
        const staged = isHere
          ? undefined
          : await this.#services.files.stage(this.#girder.bytes(file.id, file.size), {
              size: file.size,
              sha512: file.sha512,
            })
        const { id, name, mimeType, createdAt, creator } = file
        fetched.push({ id, name, contentType: mimeType, createdAt, creator, staged })
      }
      return fetched
    } catch (error) {
      for (const { staged } of fetched) if (staged !== undefined) await this.#services.files.discard(staged)
      throw error
    }
  }

  async #counters(app: Document, counted: readonly Counted[]): Promise<void> {
    for (const { name, total, ours, base_name, ...key } of this.#fetches.beside(counted)) {
      // Counters of installers are summed over their names; the application's own stands for all.
      const full = { ...key, app_id: app.id, base_name: base_name ?? app.name }
      const added = await this.#services.arrivals.downloads(ACTOR, this.#girder.url, full, total, ours)
      if (total > 0) this.#report.note('counters', added === 0 ? 'same' : added === total ? 'added' : 'changed', name)
    }
    this.#fetches.forget()
  }

  /** Takes one thing over if it is new or looks different. Answers whether it is here. */
  async #settle(
    noun: string,
    { id, name }: Pick<Document, 'id' | 'name'>,
    fingerprint: string,
    marks: Marks,
    take: (outcome: 'added' | 'changed') => Promise<string | { left: string } | undefined>,
  ): Promise<boolean> {
    const key = `${noun} ${id}`
    this.#met.add(key)
    const before = marks.get(key)
    if (before === fingerprint) {
      this.#report.note(noun, 'same', name)
      return true
    }
    const outcome = before === undefined ? 'added' : 'changed'
    const isItem = noun === 'packages' || noun === 'extensions'
    try {
      // The name of an item is made of others, and may be longer.
      if (!isItem) checkName('name', name)
      const said = this.#options.dryRun && !isItem ? undefined : await take(outcome)
      if (typeof said === 'object') this.#report.note(noun, 'left', `${name} (${id})`, said.left)
      else this.#report.note(noun, outcome, name, said ?? undefined)
      return true
    } catch (error) {
      if (!(error instanceof Problem || error instanceof Refusal || error instanceof Malformed)) throw error
      this.#report.note(noun, 'refused', `${name} (${id})`, error.message)
      return false
    }
  }

  /** Roles. Nobody is an administrator of the site because of them. */
  async #members(app: Document, marks: Marks): Promise<void> {
    const members = await membersThere((path, query) => this.#ask(path, query), app.id)
    for (const { account, role } of members) {
      const one = { id: `${app.id}:${account.id}`, name: `${account.login} as ${role} of ${app.name}` }
      await this.#settle('members', one, role, marks, async () => {
        try {
          await this.#services.arrivals.member(ACTOR, this.#girder.url, { id: one.id, app: app.id, account, role })
          return undefined
        } catch (error) {
          if (error instanceof Problem) return { left: error.message }
          throw error
        }
      })
    }
  }

  /** What came in an earlier run, is no longer there, and is still here. `isGone`: of what was not met yet. */
  async #noteGone(app: string, marks: Marks, isGone = (_noun: string, _id: string) => true): Promise<void> {
    if (this.#unseen.has(app)) return
    for (const key of marks.keys()) {
      const [noun = '', id = ''] = key.split(' ', 2)
      if (this.#met.has(key) || !isGone(noun, id)) continue
      const name = await this.#services.arrivals.nameOf(noun, id)
      if (name === undefined) continue
      const said = await this.#letGo(app, noun, id)
      this.#report.note(noun, 'gone', `${name} (${id})`, said)
      this.#met.add(key)
    }
  }

  /** Applications and collections that came in an earlier run and are no longer there. */
  async #noteGoneWholes(): Promise<void> {
    const { arrivals } = this.#services
    for (const noun of ['applications', 'collections'] as const) {
      for (const { id } of await arrivals.marksOf(this.#girder.url, noun)) {
        const name = this.#met.has(`${noun} ${id}`) ? undefined : await arrivals.nameOf(noun, id)
        if (name === undefined) continue
        const app = noun === 'applications' ? id : undefined
        const said = await this.#letGo(app, noun, id)
        this.#report.note(noun, 'gone', `${name} (${id})`, said)
        // What came from there goes also where it stood beside other things.
        if (app !== undefined && said === STAYS_WITH_OTHERS) {
          const marks = await this.#marks(app)
          await this.#noteGone(app, marks, (part) => part === 'releases' || part === 'drafts')
          await this.#noteGone(app, marks, (part) => part === 'packages' || part === 'extensions')
        }
      }
    }
  }

  async #letGo(app: string | undefined, noun: string, id: string): Promise<string> {
    const { removeGone, dryRun } = this.#options
    const { departures } = this.#services
    if (!removeGone || !REMOVED.has(noun)) return 'it stays here'
    const goes = dryRun
      ? await departures.isAllFromThere(this.#girder.url, noun, id)
      : await departures.remove(ACTOR, this.#girder.url, app, noun, id)
    if (!goes) return STAYS_WITH_OTHERS
    if (noun === 'collections') return dryRun ? 'it would be deleted' : 'it is deleted'
    return dryRun ? 'it would go into the trash' : 'it is in the trash'
  }

  async #seesAll(): Promise<boolean> {
    try {
      return await this.#girder.seesAll()
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  async #marks(app: string | null): Promise<Marks> {
    const marks = await this.#services.arrivals.marks(this.#girder.url, app)
    return new Map(marks.map(({ noun, id, fingerprint }) => [`${noun} ${id}`, fingerprint]))
  }

  async #folders(parentType: string, parentId: string, name: string): Promise<Document[]> {
    return readList(await this.#ask('/folder', { parentType, parentId, name, limit: 1 }), readDocument)
  }

  /** What the run cannot do without: a refusal ends it. */
  async #ask(path: string, query: Record<string, string | number> = {}): Promise<unknown> {
    try {
      return await this.#girder.get(path, query)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new ImportFailure(`${this.#girder.url} refuses: ${error.message}`, { cause: error })
    }
  }
}

const template = ({ meta }: Document, key: string): string | undefined =>
  typeof meta[key] === 'string' ? (meta[key] as string) : undefined
