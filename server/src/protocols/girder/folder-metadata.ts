/** Metadata of a folder: templates of an application, the revision of a release, and whatever else is set by hand. */
import type { Actor } from '../../modules/access/index.ts'
import { type Metadata, mergeExtra } from './metadata.ts'
import { checkName } from './params.ts'
import { badRequest } from './problems.ts'
import type { GirderServices } from './services.ts'
import type { Folder } from './tree.ts'

const PACKAGE_TEMPLATE = 'applicationPackageNameTemplate'
const EXTENSION_TEMPLATE = 'extensionPackageNameTemplate'
/** The server's own; what clients say of it is passed over. */
const MANAGED = 'downloadStats'

export async function setFolderMetadata(
  services: GirderServices,
  actor: Actor,
  folder: Folder,
  { [MANAGED]: _stats, ...metadata }: Metadata,
  allowNull: boolean,
): Promise<void> {
  const { apps, releases, aliases } = services
  const merge = (before: string | null, extra: Metadata) =>
    Object.keys(extra).length === 0 ? undefined : mergeExtra(before, extra, allowNull)
  if (folder.kind === 'app') {
    const { templates, rest } = splitTemplates(metadata)
    await apps.update(actor, folder.app.id, templates)
    const extra = merge(folder.app.extra, rest)
    if (extra !== undefined) await apps.setExtra(actor, folder.app.id, extra)
    return
  }
  if (folder.kind === 'release') {
    const { revision, ...rest } = metadata
    await releases.amend(actor, folder.app.id, folder.release.id, {
      revision: revision === undefined ? undefined : readRevision(revision),
      extra: merge(folder.release.extra, rest),
    })
    return
  }
  const extra = merge(folder.alias.extra, metadata)
  if (extra !== undefined) await aliases.setExtra(folder.alias.id, JSON.parse(extra) as Metadata)
}

/** The naming templates among the metadata of an application, and what else there is. */
export function splitTemplates({
  [PACKAGE_TEMPLATE]: forPackages,
  [EXTENSION_TEMPLATE]: forExtensions,
  ...rest
}: Metadata) {
  const templates = {
    ...(forPackages !== undefined && { [PACKAGE_TEMPLATE]: template(PACKAGE_TEMPLATE, forPackages) }),
    ...(forExtensions !== undefined && { [EXTENSION_TEMPLATE]: template(EXTENSION_TEMPLATE, forExtensions) }),
  }
  return { templates, rest }
}

function template(key: string, value: unknown): string {
  if (typeof value === 'string' && value.length <= 400 && !value.includes('\0')) return value
  throw badRequest(`Metadata "${key}" must be a naming template of at most 400 characters.`)
}

export function readRevision(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw badRequest('Metadata "revision" must be a string.')
  return checkName('revision', String(value))
}
