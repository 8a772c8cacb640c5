/** One package as devices read it. Members in alphabetical order. */
import { FALLBACK_LANGUAGE } from '@slipway/spk'
import type { ModelBuild } from './model.ts'
import { pathInUrl } from './paths.ts'

export type EntryContext = {
  /** address below which the files are, without a slash at its end */
  base: string
  /** canonical architecture, firmware build and language of the device */
  arch: string
  build: string
  language: string
  /** says nothing of a beta version being one */
  betaAsStable: boolean
  counts: { total: number; recent: number }
}

const given = (value: string | null | undefined): value is string => value != null && value !== ''

/** The entry as a plain object, ready to be printed. */
export function entryOf(
  build: ModelBuild,
  { base, arch, build: firmware, language, betaAsStable, counts }: EntryContext,
) {
  const { row, version, descriptions, former } = build
  const { row: facts } = version
  const url = (path: string) => `${base}/${pathInUrl(path)}`
  const unlicensed = facts.licensed === 0
  const quick = unlicensed && facts.install_wizard === 0
  const large = version.icons.find((icon) => icon.size === 256)
  return {
    ...(version.beta && !betaAsStable && { beta: true }),
    ...(given(row.changelog) && { changelog: row.changelog }),
    ...(given(former?.conf_conflicts) && { conf_conxpkgs: former.conf_conflicts }),
    ...(given(former?.conf_dependencies) && { conf_deppkgs: former.conf_dependencies }),
    ...(given(former?.conf_privilege) && { conf_privilege: former.conf_privilege }),
    ...(given(former?.conf_resource) && { conf_resource: former.conf_resource }),
    conflictpkgs: row.conflicts,
    deppkgs: row.dependencies,
    ...(former !== undefined && former.services.length > 0 && { depsers: former.services.join(' ') }),
    desc: descriptions.get(language) ?? descriptions.get(FALLBACK_LANGUAGE) ?? '',
    ...(given(facts.distributor) && { distributor: facts.distributor }),
    ...(given(facts.distributor_url) && { distributor_url: facts.distributor_url }),
    dname: version.names.get(language) ?? version.names.get(FALLBACK_LANGUAGE) ?? build.package.name,
    download_count: counts.total,
    link: `${url(row.path)}?arch=${encodeURIComponent(arch)}&build=${firmware}`,
    ...(given(facts.maintainer) && { maintainer: facts.maintainer }),
    ...(given(facts.maintainer_url) && { maintainer_url: facts.maintainer_url }),
    md5: row.md5,
    package: build.package.name,
    qinst: quick,
    qstart: quick && facts.startable !== 0,
    qupgrade: unlicensed && facts.upgrade_wizard === 0,
    recent_download_count: counts.recent,
    ...(given(facts.report_url) && !betaAsStable && { report_url: facts.report_url }),
    size: row.size,
    snapshot: build.package.screenshots.map(url),
    ...(facts.startable !== null && { startable: facts.startable === 1 ? 'yes' : 'no' }),
    thumbnail: version.icons.map((icon) => url(icon.path)),
    ...(large !== undefined && { thumbnail_retina: [url(large.path), url(large.path)] }),
    version: version.text,
  }
}
