/** All modules, wired: what the HTTP app, the jobs and the commands of the server work with. */
import { jobKinds, LETTER, SIGNING } from './jobs.ts'
import { theServer } from './modules/access/index.ts'
import { ByMail, Factors, Keys, Letters, People, Sessions } from './modules/accounts/index.ts'
import { Aliases } from './modules/aliases/index.ts'
import { AppDirectory, Apps, Collections, SiteApp } from './modules/apps/index.ts'
import { Arrivals, ArrivedItems, Departures } from './modules/arrivals/index.ts'
import { AuditService } from './modules/audit/index.ts'
import { Downloads, extensionDownloads } from './modules/downloads/index.ts'
import { Files, Uploads } from './modules/files/index.ts'
import {
  Catalogue,
  countApp,
  Elsewhere,
  Entries,
  Finder,
  filesReferenced,
  Installers,
  Intake,
  Moving,
  PackageFiles,
  Packages,
  Permalinks,
  Publisher,
  releaseContents,
  wasReleased,
} from './modules/packages/index.ts'
import { type PictureOptions, Pictures } from './modules/pictures/index.ts'
import { Promotion, ReleaseLookup, Releases, Retention, Trash } from './modules/releases/index.ts'
import { Settings, StorageLedger, Watch, Work } from './modules/site/index.ts'
import { buildSpk, type SpkOptions, spkFilesReferenced } from './modules/spk/index.ts'
import { Countries, Facts, ImportedSeries, LogPositions, Reports, RollUp, Visits } from './modules/statistics/index.ts'
import type { BlobStore } from './platform/blobs/index.ts'
import type { Database } from './platform/db/index.ts'
import { Answers } from './platform/http/answers.ts'
import { type JobKind, Jobs } from './platform/jobs/index.ts'
import type { Log } from './platform/log/index.ts'
import type { Mailer } from './platform/mail/index.ts'
import { VERSION } from './version.ts'

export type Limits = {
  /** bytes */
  maxUpload: number
  cache: number
  /** milliseconds */
  uploadLifetime: number
  orphanGrace: number
  /** how long a package that was declared waits for its bytes */
  declaredGrace: number
  trashTime: number
  sessionLifetime: number
}

export type ServiceDeps = {
  db: Database
  blobs: BlobStore
  log: Log
  limits: Limits
  /** downloads may lead to the object store that has the bytes */
  filesRedirect?: boolean | undefined
  /** which application the download site is about; null: the only public one */
  downloadApp?: string | null | undefined
  /** signing and limits of Synology packages */
  spk?: Partial<SpkOptions> | undefined
  /** null: pictures that authors keep elsewhere are not shown */
  pictures?: PictureOptions | null | undefined
  /** MMDB file with countries; null: the one that comes along */
  countryFile?: string | null | undefined
  /** access logs of front servers that are followed */
  accessLogs?: readonly string[] | undefined
  /** background work that the configuration asks for */
  moreJobs?: readonly JobKind[] | undefined
  /** null: no mail is sent, and what needs it is off */
  mail?: { mailer: Mailer; publicUrl: string } | null | undefined
}
export type Services = ReturnType<typeof buildServices>

export function buildServices({
  db,
  blobs,
  log,
  limits,
  filesRedirect = false,
  downloadApp = null,
  countryFile = null,
  accessLogs = [],
  moreJobs = [],
  spk,
  pictures: pictureOptions = null,
  mail,
}: ServiceDeps) {
  const directory = new AppDirectory(db)
  const settings = new Settings({ db })
  const siteName = async () => (await settings.read()).name
  const letters = new Letters({
    db,
    mailer: mail?.mailer ?? null,
    publicUrl: mail?.publicUrl ?? '',
    siteName,
    enqueue: (tx, letter) => jobs.enqueue(tx, LETTER, { letter }),
  })
  const people = new People({ db, letters })
  const apps: Apps = new Apps({
    db,
    contents: countApp,
    findLatest: (actor, found) => releases.latest(actor, found),
    findAccount: (_actor, reference) => people.get(theServer, reference),
    trashTime: limits.trashTime,
  })
  const keys = new Keys({ db, findApp: (actor, reference) => apps.get(actor, reference) })
  const factors = new Factors({ db, people, siteName })
  const sessions = new Sessions({ db, lifetime: limits.sessionLifetime, factors })
  const releaseDeps = { db, contents: releaseContents, trashTime: limits.trashTime }
  const releases: Releases = new Releases(releaseDeps)
  const files = new Files({
    db,
    blobs,
    log,
    maxSize: limits.maxUpload,
    redirects: filesRedirect,
    referenced: [filesReferenced, spkFilesReferenced],
  })
  const countries = new Countries(countryFile)
  const visits = new Visits({ db })
  const facts = new Facts({ countries, visits })
  const packages = new Packages({ db, directory })
  const pictures = new Pictures({
    sources: (actor, id) => packages.pictures(actor, id),
    log,
    options: pictureOptions,
  })
  const services = {
    people,
    keys,
    sessions,
    factors,
    letters,
    byMail: new ByMail({ db, letters, people, site: () => settings.read() }),
    settings,
    work: new Work({ db, wake: () => jobs.wake() }),
    storageLedger: new StorageLedger({ db, blobs }),
    watch: new Watch({ db, blobs, mailer: mail?.mailer ?? null, version: VERSION }),
    apps,
    directory,
    siteApp: new SiteApp({ db, directory, configured: downloadApp, wasReleased }),
    aliases: new Aliases({ db }),
    collections: new Collections({ db }),
    releases,
    releaseLookup: new ReleaseLookup({ db }),
    promotion: new Promotion({ ...releaseDeps, releases }),
    retention: new Retention({ ...releaseDeps, releases }),
    trash: new Trash(releaseDeps),
    files,
    uploads: new Uploads({ db, blobs, maxSize: limits.maxUpload, lifetime: limits.uploadLifetime }),
    publisher: new Publisher({ db, files }),
    packages,
    pictures,
    catalogue: new Catalogue({
      db,
      directory,
      pictureOf: (id, url) => pictures.addressOf(id, url),
      downloads: async (app, revision) => {
        const counts = await extensionDownloads(db.read, { app, revision })
        return new Map(counts.map(({ base_name, downloads }) => [base_name, Number(downloads)]))
      },
    }),
    finder: new Finder({ db }),
    entries: new Entries({ db }),
    intake: new Intake({ db }),
    packageFiles: new PackageFiles({ db, files }),
    moving: new Moving({ db }),
    installers: new Installers({ db, directory }),
    permalinks: new Permalinks({ db }),
    elsewhere: new Elsewhere({ db }),
    downloads: new Downloads({ db, files, facts }),
    countries,
    facts,
    visits,
    logPositions: new LogPositions({ db }),
    series: new ImportedSeries({ db, facts }),
    rollUp: new RollUp({ db }),
    reports: new Reports({ db }),
    spk: buildSpk({
      db,
      files,
      facts,
      options: spk,
      enqueueSigning: (tx, build) => jobs.enqueue(tx, SIGNING, { build }, { once: `${SIGNING} ${build}` }),
      findAccount: (reference) => people.get(theServer, reference),
    }),
    arrivals: new Arrivals({ db }),
    arrivedItems: new ArrivedItems({ db, files }),
    departures: new Departures({ db }),
    audit: new AuditService({ db }),
    answers: new Answers({ freshness: directory.freshness, maxBytes: limits.cache }),
  }
  const jobs: Jobs = new Jobs({
    db,
    log,
    kinds: [...jobKinds(services, { ...limits, db, log, accessLogs }), ...moreJobs],
  })
  return { ...services, jobs }
}
