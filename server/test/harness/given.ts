/** What there is before a test begins: a builder for each noun, that says what matters and makes up the rest. */
import { createHash } from 'node:crypto'
import type {
  Account,
  AccountInput,
  App,
  AppInput,
  Collection,
  CollectionInput,
  Extension,
  Package,
  PutExtensionQuery,
  PutPackageQuery,
  ReleaseDetail,
  ReleaseInput,
  Upload,
} from '@slipway/contract'
import type { Static } from 'typebox'
import { theServer } from '../../src/modules/access/index.ts'
import type { Services } from '../../src/services.ts'
import type { Caller } from './callers.ts'
import { type AppRef, type People, slugOf } from './people.ts'

export type InstallerFacts = Static<typeof PutPackageQuery>
export type ExtensionFacts = Static<typeof PutExtensionQuery>
/** What to publish, and as what. `by`: default the administrator. */
type Publishing = { bytes?: string | Uint8Array; by?: Caller }
type Amounts = { packages?: number; extensions?: number }

export type Given = {
  account(login: string, input?: Partial<AccountInput>): Promise<Account>
  collection(name: string, input?: Partial<CollectionInput>): Promise<Collection>
  app(name: string, input?: Partial<AppInput>): Promise<App>
  /** A stable release, with so many packages and extensions. Its revision is `r<name>` unless it says another. */
  release(app: AppRef, name: string, input?: Partial<ReleaseInput> & Amounts): Promise<ReleaseDetail>
  /** A draft comes into being with what is published for its revision: one extension, unless it says otherwise. */
  draft(app: AppRef, revision: string, amounts?: Amounts): Promise<ReleaseDetail>
  installer(app: AppRef, facts?: Partial<InstallerFacts> & Publishing): Promise<Package>
  extension(app: AppRef, facts?: Partial<ExtensionFacts> & Publishing): Promise<Extension>
  /** An upload with all its bytes. */
  upload(bytes: string | Uint8Array, input?: { by?: Caller; fileName?: string }): Promise<Upload>
}

export const targets = [
  { os: 'linux', arch: 'amd64' },
  { os: 'win', arch: 'amd64' },
  { os: 'macosx', arch: 'amd64' },
  { os: 'macosx', arch: 'arm64' },
  { os: 'linux', arch: 'arm64' },
] as const

/** All that must be said of an installer. */
export function installerFacts(facts: Partial<InstallerFacts> = {}): InstallerFacts {
  const { baseName = 'Viewer', os = 'linux', arch = 'amd64', revision = '100' } = facts
  return {
    version: '1.0.0',
    fileName: `${baseName}-${revision}-${os}-${arch}.tar.gz`,
    ...facts,
    baseName,
    os,
    arch,
    revision,
  }
}

/** All that must be said of an extension. */
export function extensionFacts(facts: Partial<ExtensionFacts> = {}): ExtensionFacts {
  const { baseName = 'Tools', os = 'linux', arch = 'amd64', appRevision = '100', revision = 'abc123' } = facts
  return {
    fileName: `${appRevision}-${os}-${arch}-${baseName}-${revision}.tar.gz`,
    ...facts,
    baseName,
    os,
    arch,
    appRevision,
    revision,
  }
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const sha512 = (bytes: string | Uint8Array): string => createHash('sha512').update(bytes).digest('hex')

export function given(as: People, services: Services): Given {
  const all: Given = {
    account: (login, input = {}) => services.people.create(theServer, { login, ...input }),
    collection: async (name, input = {}) => (await as.admin.createCollection({ name, ...input })).value,
    app: async (name, input = {}) => (await as.admin.createApp({ name, ...input })).value,

    async release(app, name, { packages = 0, extensions = 0, ...input } = {}) {
      const revision = input.revision ?? `r${name}`
      await as.admin.createRelease({ app: slugOf(app) }, { name, ...input, revision }).then((answer) => answer.value)
      return fill(app, revision, { packages, extensions })
    },
    draft: (app, revision, { packages = 0, extensions = packages === 0 ? 1 : 0 } = {}) =>
      fill(app, revision, { packages, extensions }),

    async installer(app, { bytes, by = as.admin, ...facts } = {}) {
      const whole = installerFacts(facts)
      const answer = await by.putPackage({ app: slugOf(app) }, whole, bytes ?? `bytes of ${whole.fileName}`)
      return answer.value.package
    },
    async extension(app, { bytes, by = as.admin, ...facts } = {}) {
      const whole = extensionFacts(facts)
      const answer = await by.putExtension({ app: slugOf(app) }, whole, bytes ?? `bytes of ${whole.fileName}`)
      return answer.value.extension
    },
    async upload(bytes, { by = as.admin, fileName } = {}) {
      const headers = {
        'tus-resumable': '1.0.0',
        'upload-length': String(Buffer.byteLength(bytes)),
        'content-type': 'application/offset+octet-stream',
        ...(fileName !== undefined && {
          'upload-metadata': `filename ${Buffer.from(fileName).toString('base64')}`,
        }),
      }
      return (await by.createUpload(bytes, { headers })).value
    },
  }

  /** The n-th thing is built for the n-th target, and has another name when the targets are used up. */
  const nth = (number: number, baseName: string) => ({
    ...(targets[number % targets.length] ?? targets[0]),
    baseName: number < targets.length ? baseName : `${baseName}${Math.floor(number / targets.length) + 1}`,
  })

  async function fill(app: AppRef, revision: string, amounts: Required<Amounts>): Promise<ReleaseDetail> {
    for (let at = 0; at < amounts.packages; at++) await all.installer(app, { ...nth(at, 'Viewer'), revision })
    for (let at = 0; at < amounts.extensions; at++) {
      await all.extension(app, { ...nth(at, 'Tools'), appRevision: revision })
    }
    return (await as.admin.getRelease({ app: slugOf(app), release: revision })).value
  }
  return all
}
