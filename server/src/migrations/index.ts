/** All steps, in order. A released step is never edited; a change is a new step. */
import type { Migrations } from '../platform/db/index.ts'
import * as first from './0001-first-catalogue.ts'
import * as furtherIds from './0002-further-ids.ts'
import * as synology from './0003-synology.ts'
import * as statistics from './0004-statistics.ts'
import * as platformsInOrder from './0005-platforms-in-order.ts'
import * as secondFactorsAndLetters from './0007-second-factors-and-letters.ts'
import * as site from './0008-site.ts'
import * as arrivals from './0009-arrivals.ts'
import * as installersElsewhere from './0010-installers-elsewhere.ts'
import * as statisticsByPeriod from './0012-statistics-by-period.ts'
import * as accessLogs from './0013-access-logs.ts'
import * as synologyPackagesInLists from './0014-synology-packages-in-lists.ts'
import * as auditByName from './0016-audit-by-name.ts'
import * as girderDocuments from './0017-girder-documents.ts'
import * as sumsUpToAFact from './0018-sums-up-to-a-fact.ts'
import * as whatMidasTold from './0019-what-midas-told.ts'
import * as synologySumsAndFormerIds from './0020-synology-sums-and-former-ids.ts'
import * as synologyKeys from './0021-synology-keys.ts'
import * as wordingsOfPackages from './0022-wordings-of-packages.ts'
import * as sumsByReleaseAndName from './0025-sums-by-release-and-name.ts'
import * as sumsWithCountry from './0026-sums-by-name-and-release-with-country.ts'
import * as sumsFoundByNameAndCountry from './0028-sums-found-by-name-and-country.ts'
import * as packsOfDownloads from './0029-packs-of-downloads.ts'

export const migrations: Migrations = {
  '0001-first-catalogue': first,
  '0002-further-ids': furtherIds,
  '0003-synology': synology,
  '0004-statistics': statistics,
  '0005-platforms-in-order': platformsInOrder,
  '0007-second-factors-and-letters': secondFactorsAndLetters,
  '0008-site': site,
  '0009-arrivals': arrivals,
  '0010-installers-elsewhere': installersElsewhere,
  '0012-statistics-by-period': statisticsByPeriod,
  '0013-access-logs': accessLogs,
  '0014-synology-packages-in-lists': synologyPackagesInLists,
  '0016-audit-by-name': auditByName,
  '0017-girder-documents': girderDocuments,
  '0018-sums-up-to-a-fact': sumsUpToAFact,
  '0019-what-midas-told': whatMidasTold,
  '0020-synology-sums-and-former-ids': synologySumsAndFormerIds,
  '0021-synology-keys': synologyKeys,
  '0022-wordings-of-packages': wordingsOfPackages,
  '0025-sums-by-release-and-name': sumsByReleaseAndName,
  '0026-sums-by-name-and-release-with-country': sumsWithCountry,
  '0028-sums-found-by-name-and-country': sumsFoundByNameAndCountry,
  '0029-packs-of-downloads': packsOfDownloads,
}
