/** What an uploader says of a package or extension, read from the parameters. */
import { cleanDescription, EXTENSION_TEXTS, type FactColumns, NO_EXTRAS } from '../../modules/packages/index.ts'
import { OSES } from './constants.ts'
import { readDate } from './dates.ts'
import type { Params } from './params.ts'
import { badRequest } from './problems.ts'

/** `merged`: what an update of what is there already changes; the rest stays as it is. */
export type ReadFacts = { facts: FactColumns; merged: Partial<FactColumns> }

export const NO_FACTS = {
  description: '',
  version: '',
  repository_type: '',
  repository_url: '',
  pre_release: null,
  build_date: null,
  ...NO_EXTRAS,
} as const satisfies Partial<FactColumns>

export function readPackageFacts(params: Params, arches: readonly string[]): ReadFacts {
  const os = params.requiredOneOf('os', OSES)
  const arch = params.requiredOneOf('arch', arches)
  const baseName = params.name('baseName')
  const repositoryType = params.required('repository_type')
  const repositoryUrl = params.required('repository_url')
  const revision = params.name('revision')
  const version = params.required('version')
  const description = params.optional('description')
  const preRelease = params.flag('pre_release')
  const stated = {
    revision,
    version,
    repository_type: repositoryType,
    repository_url: repositoryUrl,
    // A mark that is not sent again is taken back: that is how a preview becomes a release for some.
    pre_release: preRelease === undefined ? null : preRelease ? (1 as const) : (0 as const),
    build_date: readBuildDate(params) ?? Date.now(),
    ...(description !== undefined && { description }),
  }
  return {
    facts: { ...NO_FACTS, base_name: baseName, os, arch, app_revision: revision, ...stated },
    merged: stated,
  }
}

function readBuildDate(params: Params): number | undefined {
  const text = params.filled('build_date')
  if (text === undefined) return undefined
  const ms = readDate(text)
  if (ms === undefined) throw badRequest('Parameter "build_date" is incorrectly formatted.')
  return ms
}

export function readExtensionFacts(params: Params, arches: readonly string[]): ReadFacts {
  const os = params.requiredOneOf('os', OSES)
  const arch = params.requiredOneOf('arch', arches)
  const baseName = params.name('baseName')
  const repositoryType = params.required('repository_type')
  const repositoryUrl = params.required('repository_url')
  const revision = params.required('revision')
  const appRevision = params.name('app_revision')
  const description = cleanDescription(params.required('description'))
  const stated: Partial<FactColumns> & { revision: string } = {
    revision,
    repository_type: repositoryType,
    repository_url: repositoryUrl,
    description,
  }
  // Sent empty counts as not sent: clients do so for what they do not know.
  for (const key of EXTENSION_TEXTS) {
    const value = params.filled(key)
    if (value !== undefined) stated[key] = value
  }
  const tier = params.smallInteger('tier')
  if (tier !== undefined) stated.tier = tier
  const enabled = params.filled('enabled') === undefined ? undefined : params.flag('enabled')
  if (enabled !== undefined) stated.enabled = enabled ? 1 : 0
  return {
    facts: { ...NO_FACTS, base_name: baseName, os, arch, app_revision: appRevision, ...stated },
    merged: stated,
  }
}
