/** What is done to builds, one or many: each has its own result. */
import { buildFacts, readSpk, requireLanguages, requireLengths, targetOf, versionFacts } from '@slipway/spk'
import { type Database, flag, type Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Files } from '../files/index.ts'
import { discardIcons, setIcons, stageIcons } from './icons.ts'
import { spkNotFound } from './not-found.ts'
import { buildColumns, requireFreeTarget, versionColumns } from './publish.ts'
import type { ReferenceTables } from './reference.ts'
import { refused } from './refused.ts'
import { atLeast, mayMaintain, spkRoleOf } from './rights.ts'
import { deactivateFirst, type SpkSigning } from './signing/index.ts'
import * as store from './store/index.ts'

const buildActions = ['activate', 'deactivate', 'sign', 'unsign', 'verify', 'reread', 'delete'] as const
export type BuildAction = (typeof buildActions)[number]
export type BuildResult = {
  build: string
  /** `possible`: of a dry run, which names the file */
  outcome: 'done' | 'queued' | 'unchanged' | 'refused' | 'possible'
  /** what was refused and why, or what happened */
  message: string
}

type Build = Awaited<ReturnType<typeof store.buildsWithOwners>>[number]

export class SpkBuilds {
  readonly #db: Database
  readonly #files: Files
  readonly #reference: ReferenceTables
  readonly #signing: SpkSigning

  constructor(deps: { db: Database; files: Files; reference: ReferenceTables; signing: SpkSigning }) {
    this.#db = deps.db
    this.#files = deps.files
    this.#reference = deps.reference
    this.#signing = deps.signing
  }

  /** Results in the order of the ids. A build one may not do this to is refused; the others are done. */
  async act(
    actor: Actor,
    action: BuildAction,
    ids: readonly string[],
    { dryRun = false }: { dryRun?: boolean } = {},
  ): Promise<BuildResult[]> {
    require(actor, 'spk.publish')
    const results: BuildResult[] = []
    for (const id of [...new Set(ids)]) {
      try {
        const build = await findBuild(this.#db.read, id)
        await this.#requireMay(actor, action, build)
        requirePossible(action, build, await this.#signing.isOn())
        results.push({ build: id, ...(dryRun ? possible(build) : await this.#do(actor, action, build)) })
      } catch (thrown) {
        const error = refused(thrown)
        if (!(error instanceof Problem) || error.code === 'internal') throw error
        results.push({ build: id, outcome: 'refused', message: error.message })
      }
    }
    return results
  }

  #do(actor: Actor, action: BuildAction, build: Build): Promise<Omit<BuildResult, 'build'>> {
    switch (action) {
      case 'activate':
        return this.#setActive(actor, build.id, true)
      case 'deactivate':
        return this.#setActive(actor, build.id, false)
      case 'sign':
        return this.#sign(actor, build)
      case 'unsign':
        return this.#unsign(actor, build)
      case 'verify':
        return this.#verify(build)
      case 'reread':
        return this.#reread(actor, build)
      case 'delete':
        return this.#delete(actor, build)
    }
  }

  /** Maintainers activate and verify, package administrators read again, administrators sign and delete. */
  async #requireMay(actor: Actor, action: BuildAction, build: Build): Promise<void> {
    const role = await spkRoleOf(this.#db.read, actor)
    const may =
      action === 'activate' || action === 'deactivate' || action === 'verify'
        ? await mayMaintain(this.#db.read, actor, build.package_id)
        : atLeast(role, action === 'reread' ? 'package_admin' : 'admin')
    if (!may) throw new Problem('forbidden', { detail: 'Insufficient permissions on this package' })
  }

  async #setActive(actor: Actor, id: string, active: boolean): Promise<Omit<BuildResult, 'build'>> {
    const signs = await this.#signing.isOn()
    return this.#db.write(async (tx) => {
      await store.takeTurn(tx)
      const build = await findBuild(tx, id)
      requirePossible(active ? 'activate' : 'deactivate', build, signs)
      const message = active ? 'Build was successfully activated.' : 'Build was successfully deactivated.'
      if ((build.active === 1) === active) return { outcome: 'unchanged', message }
      await store.updateBuild(tx, id, { active: flag(active) })
      await store.touch(tx, [build.package_id])
      await this.#record(tx, actor, active ? 'spk.activate' : 'spk.deactivate', build)
      return { outcome: 'done', message }
    })
  }

  async #sign(actor: Actor, build: Build): Promise<Omit<BuildResult, 'build'>> {
    const key = (await this.#signing.ring.signing())?.fingerprint
    if (build.signed === 1 && build.signed_by === key) return { outcome: 'unchanged', message: 'Already signed' }
    await this.#db.write(async (tx) => {
      await this.#signing.request(tx, build.id)
      await this.#record(tx, actor, 'spk.sign', build)
    })
    return { outcome: 'queued', message: 'The build will be signed.' }
  }

  async #verify(build: Build): Promise<Omit<BuildResult, 'build'>> {
    const { by, stampedBy } = await this.#signing.verify(build)
    const stamp = stampedBy === null ? 'without time stamp' : `with a time stamp by ${stampedBy}`
    return { outcome: 'done', message: `Its signature by ${by} is good, ${stamp}.` }
  }

  async #unsign(actor: Actor, build: Build): Promise<Omit<BuildResult, 'build'>> {
    await this.#signing.unsign(build)
    await this.#db.write((tx) => this.#record(tx, actor, 'spk.unsign', build))
    return { outcome: 'done', message: 'The signature was removed.' }
  }

  /** Everything that INFO says, once more out of the stored archive: as after a correction of the tables. */
  async #reread(actor: Actor, build: Build): Promise<Omit<BuildResult, 'build'>> {
    const spk = await readSpk(await this.#files.open(build.sha256))
    const target = targetOf(spk, await this.#reference.all())
    requireLengths(spk)
    const facts = versionFacts(spk)
    const { languages } = await this.#reference.all()
    requireLanguages(facts.displayNames, languages, 'displayname')
    const own = buildFacts(spk)
    requireLanguages(own.descriptions, languages, 'description')
    if (spk.info.get('package') !== build.package_name) {
      throw new Problem('spk_state', { detail: 'INFO package does not match build package' })
    }
    if (facts.version !== build.number) {
      throw new Problem('spk_state', { detail: 'INFO version does not match build version' })
    }
    const icons = await stageIcons(this.#files, spk)
    try {
      await this.#db.write(async (tx) => {
        await store.takeTurn(tx)
        await requireFreeTarget(tx, build.version_id, target, build.id)
        const range = { firmware_min: target.min.build, firmware_max: target.max?.build ?? null }
        const signed = flag(spk.signature !== null)
        const signedBy = spk.signature === null ? null : build.signed_by
        await store.updateBuild(tx, build.id, { ...range, ...buildColumns(spk, own), signed, signed_by: signedBy })
        await store.setArchitectures(tx, { ...build, ...range }, target.architectures)
        await store.setDescriptions(tx, build.id, own.descriptions)
        await store.updateVersion(tx, build.version_id, versionColumns(facts))
        await store.setDisplayNames(tx, build.version_id, facts.displayNames)
        await store.setServices(tx, build.version_id, target.services)
        const { package_id: packageId, package_name: packageName, version_id: versionId, number: version } = build
        await setIcons(tx, this.#files, { packageId, packageName, versionId, version }, icons)
        await store.touch(tx, [packageId])
        await this.#record(tx, actor, 'spk.reread', build)
      })
    } finally {
      await discardIcons(this.#files, icons)
    }
    return { outcome: 'done', message: 'The archive was read again.' }
  }

  async #delete(actor: Actor, build: Build): Promise<Omit<BuildResult, 'build'>> {
    await this.#db.write(async (tx) => {
      await store.takeTurn(tx)
      await store.deleteBuild(tx, build.id)
      await store.touch(tx, [build.package_id])
      await this.#record(tx, actor, 'spk.delete', build)
    })
    return { outcome: 'done', message: 'The build was deleted.' }
  }

  #record(tx: Queryable, actor: Actor, action: string, build: Build): Promise<unknown> {
    return record(tx, actor, { action, target: { kind: 'spk_build', id: build.id, name: build.path } })
  }
}

/** Throws `spk_not_found`. */
async function findBuild(db: Queryable, id: string): Promise<Build> {
  const [build] = await store.buildsWithOwners(db, [id])
  if (build === undefined) throw spkNotFound({ build: id })
  return build
}

/** Throws what is in the way of it, whoever asks. `signs`: the server signs, so devices get nothing unsigned. */
function requirePossible(action: BuildAction, build: Build, signs: boolean): void {
  const refuse = (detail: string) => {
    throw new Problem('spk_state', { detail })
  }
  if (action === 'sign' && !signs) refuse('There is no key to sign with')
  if (action === 'unsign' && build.active === 1) refuse(deactivateFirst(build))
  if (action !== 'activate') return
  if (signs && build.signed === 0) refuse(`Build(s) have no signature and cannot be activated: ${fileName(build)}`)
  if (build.package_pending === 1) refuse(`${build.package_name} waits for approval.`)
}

const possible = (build: Build) => ({ outcome: 'possible', message: fileName(build) }) as const

const fileName = ({ path }: Build): string => path.slice(path.lastIndexOf('/') + 1)
