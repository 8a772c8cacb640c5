import type { VersionRow } from './store/index.ts'

/** A truth value that a package may leave open. */
const truth = (value: number | null): boolean | null => (value === null ? null : value === 1)

/** What the INFO of a version said, as it is kept. */
export const keptFacts = (row: VersionRow) => ({
  upstreamVersion: row.upstream_version,
  reportUrl: row.report_url,
  distributor: row.distributor,
  distributorUrl: row.distributor_url,
  maintainer: row.maintainer,
  maintainerUrl: row.maintainer_url,
  installWizard: truth(row.install_wizard),
  upgradeWizard: truth(row.upgrade_wizard),
  startable: truth(row.startable),
  license: row.license,
})
