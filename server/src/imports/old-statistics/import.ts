/** Writes down what an older system counted, as a series with a name that stays apart from what is counted here. */
import type { CatalogueDelivery } from '../../modules/downloads/index.ts'
import type { Services } from '../../services.ts'
import { Report } from '../report.ts'
import type { OldDownload } from './read.ts'

type Needs = Pick<Services, 'series' | 'downloads' | 'permalinks'>

/** Replaces the series of that name, if there is one. `app`: id of the application all of it is about. */
export async function importSeries(
  services: Needs,
  options: { app: string; label: string },
  downloads: Iterable<OldDownload>,
): Promise<Report> {
  const subjects = new Map<string, CatalogueDelivery['subject']>()
  const deliveries: { delivery: CatalogueDelivery; by: number }[] = []
  for (const one of downloads) {
    let subject = subjects.get(one.id)
    if (subject === undefined) {
      subject = (await known(services, options.app, one.id)) ?? gone(options.app, one)
      subjects.set(one.id, subject)
    }
    deliveries.push({ delivery: { at: one.at, subject, asker: { agent: one.agent, country: one.country } }, by: 1 })
  }
  const before = await services.series.replace(options.label, deliveries)
  const report = new Report()
  const outcome = before === 0 ? 'added' : before === deliveries.length ? 'same' : 'changed'
  report.note('series', outcome, options.label, `${deliveries.length} downloads of ${subjects.size} packages`)
  return report
}

/** The package of this catalogue that has the id, or had it elsewhere. */
async function known({ downloads, permalinks }: Needs, app: string, id: string) {
  const own = (await downloads.find({ by: 'id', id })) ?? (await byLink())
  return own?.subject.app === app ? own.subject : undefined

  async function byLink() {
    const link = await permalinks.find(id)
    return link?.packageId == null ? undefined : downloads.find({ by: 'id', id: link.packageId })
  }
}

const gone = (app: string, one: OldDownload): CatalogueDelivery['subject'] => ({
  app,
  kind: 'package',
  packageId: one.id,
  fileId: one.id,
  fileName: one.fileName,
  baseName: one.baseName,
  appRevision: one.revision,
  release: one.release === '' ? one.revision || one.version : one.release,
  stage: one.release === '' ? 'draft' : 'stable',
  version: one.version,
  os: one.os,
  arch: one.arch,
})
