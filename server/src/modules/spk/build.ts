/** All parts of the module, wired: the composition takes it as one. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database, Queryable } from '../../platform/db/index.ts'
import type { Actor } from '../access/index.ts'
import type { FactBook } from '../downloads/index.ts'
import type { Files } from '../files/index.ts'
import { type FindAccount, SpkAdmin } from './admin.ts'
import { SpkArrivals } from './arrivals.ts'
import { SpkBrowser } from './browse.ts'
import { SpkBuilds } from './bulk.ts'
import { SpkCatalogue } from './catalogue.ts'
import type { DeviceParameters } from './device.ts'
import { explain } from './explain.ts'
import { SpkKeys } from './keys.ts'
import { SpkModel } from './model.ts'
import { overview } from './overview.ts'
import { SpkPublisher } from './publish.ts'
import { ReferenceTables } from './reference.ts'
import { RefusedDevices } from './refused-devices.ts'
import { requireRole } from './rights.ts'
import { SpkFiles } from './served.ts'
import { type SigningOptions, SpkSigning } from './signing/index.ts'

export type SpkOptions = SigningOptions & {
  /** bytes of an SPK that is uploaded */
  maxUpload: number
  /** whether developers may bring new packages, which then wait for approval */
  moderated: boolean
  /** whether devices are told services and conf files as well, as until 2026 */
  formerMembers: boolean
  /** address for devices; null: `/nas` on whatever host was asked */
  deviceUrl: string | null
  /** bytes of memory for finished answers to devices */
  cache: number
}

const MIB = 1024 ** 2
const spkDefaults: SpkOptions = {
  keyring: null,
  // Of this process only; whoever starts a server to stay says where keys are to stay.
  ownKeyring: join(tmpdir(), `slipway-keyring-${process.pid}`),
  key: null,
  timestampUrl: null,
  maxUpload: 256 * MIB,
  moderated: false,
  formerMembers: false,
  deviceUrl: null,
  cache: 256 * MIB,
}

export type SpkDeps = {
  db: Database
  files: Files
  /** where downloads are written down for statistics */
  facts: FactBook
  options?: Partial<SpkOptions> | undefined
  /** writes the job that signs a build, in the transaction of its cause */
  enqueueSigning: (tx: Queryable, build: string) => Promise<void>
  /** by id or login */
  findAccount: FindAccount
}

export type Spk = ReturnType<typeof buildSpk>

export function buildSpk({ db, files, facts, options, enqueueSigning, findAccount }: SpkDeps) {
  const { maxUpload, cache, moderated, formerMembers, deviceUrl, ...signingOptions } = { ...spkDefaults, ...options }
  const reference = new ReferenceTables(db)
  const signing = new SpkSigning({ db, files, options: signingOptions, enqueue: enqueueSigning })
  const model = new SpkModel({ db, reference, formerMembers })
  const afterUpload = (tx: Queryable, build: string) => signing.request(tx, build)
  const publisher = new SpkPublisher({ db, files, reference, maxSize: maxUpload, moderated, afterUpload })
  return {
    signing,
    keys: new SpkKeys({ db, signing }),
    publisher,
    arrivals: new SpkArrivals({ db, files, publisher }),
    builds: new SpkBuilds({ db, files, reference, signing }),
    catalogue: new SpkCatalogue({ db, model, maxBytes: cache, keyrings: (removals) => signing.keyrings(removals) }),
    files: new SpkFiles({ db, files, facts, reference }),
    browser: new SpkBrowser({
      db,
      reference,
      deviceUrl,
      signing: () => signing.isOn(),
      loginOf: async (id) => (await findAccount(id)).login,
      idOf: async (reference) => (await findAccount(reference)).id,
    }),
    refusedDevices: new RefusedDevices({ requireManager: (actor) => requireRole(db.read, actor, 'package_admin') }),
    admin: new SpkAdmin({ db, files, findAccount }),
    overview: (actor: Actor, days: number) => overview({ db, reference }, actor, days),
    explain: (actor: Actor, packageName: string, device: DeviceParameters) =>
      explain({ db, reference }, actor, packageName, device),
  }
}
