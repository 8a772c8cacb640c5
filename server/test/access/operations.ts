/** All operations, and who may call them. */
import type { RoleName } from '@slipway/contract'
import { type Answer, type Caller, extensionFacts, installerFacts, type TestServer } from '../harness/index.ts'

export type World = TestServer & { slug: string }
export type Row = {
  /** the least that suffices: everybody, anybody signed in, a role, or an administrator */
  needs: 'everybody' | 'account' | RoleName | 'admin'
  /** makes what the call is about; it is made anew for each caller */
  arrange?: (world: World, number: number) => Promise<string>
  call: (caller: Caller, world: World, thing: string) => Promise<Answer>
}

const draft = async ({ given, slug }: World, number: number) => (await given.draft(slug, `d${number}`)).revision
const installer = async ({ given, slug }: World, number: number) =>
  (await given.installer(slug, { revision: `i${number}` })).id
const extension = async ({ given, slug }: World, number: number) =>
  (await given.extension(slug, { appRevision: `e${number}` })).id
const inTrash = async (world: World, number: number) => {
  const id = await installer(world, number)
  await world.as.admin.deletePackage({ app: world.slug, package: id })
  return id
}
const promoted = async (world: World, number: number) => {
  const revision = await draft(world, number)
  await world.as.admin.promoteDraft({ app: world.slug, release: revision }, { name: `p${number}` })
  return `p${number}`
}
const member = async ({ as, given, slug }: World, number: number) => {
  const { login } = await given.account(`member${number}`)
  await as.admin.setMember({ app: slug, account: login }, { role: 'reader' })
  return login
}
const rules = { enabled: false, keepLast: null, keepDays: null, keepMonthly: false, keepReplacedDays: 90 }

/** Operations below one application. */
export const inApp: Record<string, Row> = {
  getApp: { needs: 'everybody', call: (c, { slug }) => c.getApp({ app: slug }) },
  listReleases: { needs: 'everybody', call: (c, { slug }) => c.listReleases({ app: slug }) },
  getRelease: {
    needs: 'everybody',
    arrange: draft,
    call: (c, { slug }, release) => c.getRelease({ app: slug, release }),
  },
  previewNotes: { needs: 'maintainer', call: (c, { slug }) => c.previewNotes({ app: slug }, { text: '# New' }) },
  listPackages: { needs: 'everybody', call: (c, { slug }) => c.listPackages({ app: slug }) },
  listExtensions: { needs: 'everybody', call: (c, { slug }) => c.listExtensions({ app: slug }) },
  getPackage: {
    needs: 'everybody',
    arrange: installer,
    call: (c, { slug }, id) => c.getPackage({ app: slug, package: id }),
  },
  getExtension: {
    needs: 'everybody',
    arrange: extension,
    call: (c, { slug }, id) => c.getExtension({ app: slug, extension: id }),
  },
  listPackageFiles: {
    needs: 'everybody',
    arrange: installer,
    call: (c, { slug }, id) => c.listPackageFiles({ app: slug, package: id }),
  },
  listExtensionFiles: {
    needs: 'everybody',
    arrange: extension,
    call: (c, { slug }, id) => c.listExtensionFiles({ app: slug, extension: id }),
  },
  getExtensionFacets: {
    needs: 'everybody',
    arrange: draft,
    call: (c, { slug }, release) => c.getExtensionFacets({ app: slug, release }),
  },
  listDownloadCounts: { needs: 'everybody', call: (c, { slug }) => c.listDownloadCounts({ app: slug }) },
  putPackage: {
    needs: 'uploader',
    call: (c, { slug }) => c.putPackage({ app: slug }, installerFacts({ baseName: c.who.replaceAll(' ', '') }), 'b'),
  },
  putExtension: {
    needs: 'uploader',
    call: (c, { slug }) => c.putExtension({ app: slug }, extensionFacts({ baseName: c.who.replaceAll(' ', '') }), 'b'),
  },
  updatePackage: {
    needs: 'uploader',
    arrange: installer,
    call: (c, { slug }, id) => c.updatePackage({ app: slug, package: id }, { version: '2' }),
  },
  updateExtension: {
    needs: 'uploader',
    arrange: extension,
    call: (c, { slug }, id) => c.updateExtension({ app: slug, extension: id }, { tier: 3 }),
  },
  yankPackage: {
    needs: 'maintainer',
    arrange: installer,
    call: (c, { slug }, id) => c.yankPackage({ app: slug, package: id }, { reason: 'broken' }),
  },
  unyankExtension: {
    needs: 'maintainer',
    arrange: extension,
    call: (c, { slug }, id) => c.unyankExtension({ app: slug, extension: id }),
  },
  deletePackage: {
    needs: 'maintainer',
    arrange: installer,
    call: (c, { slug }, id) => c.deletePackage({ app: slug, package: id }),
  },
  deleteExtension: {
    needs: 'maintainer',
    arrange: extension,
    call: (c, { slug }, id) => c.deleteExtension({ app: slug, extension: id }),
  },
  createRelease: {
    needs: 'maintainer',
    call: (c, { slug }) => c.createRelease({ app: slug }, { name: `by ${c.who}`, revision: c.who }),
  },
  updateRelease: {
    needs: 'maintainer',
    arrange: draft,
    call: (c, { slug }, release) => c.updateRelease({ app: slug, release }, { pinned: true }),
  },
  previewReleaseDeletion: {
    needs: 'maintainer',
    arrange: draft,
    call: (c, { slug }, release) => c.previewReleaseDeletion({ app: slug, release }),
  },
  deleteRelease: {
    needs: 'maintainer',
    arrange: draft,
    call: (c, { slug }, release) => c.deleteRelease({ app: slug, release }),
  },
  previewPromotion: {
    needs: 'maintainer',
    arrange: draft,
    call: (c, { slug }, release) => c.previewPromotion({ app: slug, release }),
  },
  tryPromotion: {
    needs: 'maintainer',
    arrange: draft,
    call: (c, { slug }, release) => c.tryPromotion({ app: slug, release }, { name: 'tried' }),
  },
  promoteDraft: {
    needs: 'maintainer',
    arrange: draft,
    call: (c, { slug }, release) => c.promoteDraft({ app: slug, release }, { name: `released ${release}` }),
  },
  undoPromotion: {
    needs: 'maintainer',
    arrange: promoted,
    call: (c, { slug }, release) => c.undoPromotion({ app: slug, release }),
  },
  getRetention: { needs: 'maintainer', call: (c, { slug }) => c.getRetention({ app: slug }) },
  setRetention: { needs: 'maintainer', call: (c, { slug }) => c.setRetention({ app: slug }, rules) },
  previewRetention: { needs: 'maintainer', call: (c, { slug }) => c.previewRetention({ app: slug }) },
  tryRetention: { needs: 'maintainer', call: (c, { slug }) => c.tryRetention({ app: slug }, rules) },
  runRetention: { needs: 'maintainer', call: (c, { slug }) => c.runRetention({ app: slug }) },
  runOtherRetention: { needs: 'maintainer', call: (c, { slug }) => c.runOtherRetention({ app: slug }, rules) },
  listTrash: { needs: 'maintainer', call: (c, { slug }) => c.listTrash({ app: slug }) },
  restoreFromTrash: {
    needs: 'maintainer',
    arrange: inTrash,
    call: (c, { slug }, id) => c.restoreFromTrash({ app: slug, id }),
  },
  purgeFromTrash: {
    needs: 'owner',
    arrange: inTrash,
    call: (c, { slug }, id) => c.purgeFromTrash({ app: slug, id }),
  },
  listMembers: { needs: 'maintainer', call: (c, { slug }) => c.listMembers({ app: slug }) },
  setMember: {
    needs: 'owner',
    call: (c, { slug }) => c.setMember({ app: slug, account: 'admin' }, { role: 'reader' }),
  },
  getMember: {
    needs: 'owner',
    arrange: member,
    call: (c, { slug }, account) => c.getMember({ app: slug, account }),
  },
  removeMember: {
    needs: 'owner',
    arrange: member,
    call: (c, { slug }, account) => c.removeMember({ app: slug, account }),
  },
  updateApp: { needs: 'owner', call: (c, { slug }) => c.updateApp({ app: slug }, { description: c.who }) },
  previewAppDeletion: { needs: 'owner', call: (c, { slug }) => c.previewAppDeletion({ app: slug }) },
}

/** Operations that concern the site or oneself. */
export const onSite: Record<string, Row> = {
  getServerInfo: { needs: 'everybody', call: (c) => c.getServerInfo() },
  getSession: { needs: 'everybody', call: (c) => c.getSession() },
  listApps: { needs: 'everybody', call: (c) => c.listApps() },
  listCollections: { needs: 'everybody', call: (c) => c.listCollections() },
  listSessions: { needs: 'account', call: (c) => c.listSessions() },
  listKeys: { needs: 'account', call: (c) => c.listKeys() },
  createKey: { needs: 'account', call: (c) => c.createKey({ name: 'key', scopes: ['read'] }) },
  createUpload: {
    needs: 'account',
    call: (c) => c.createUpload(undefined, { headers: { 'upload-length': '5' } }),
  },
  createApp: { needs: 'admin', call: (c) => c.createApp({ name: `by ${c.who}` }) },
  listDeletedApps: { needs: 'admin', call: (c) => c.listDeletedApps() },
  createCollection: { needs: 'admin', call: (c) => c.createCollection({ name: `by ${c.who}` }) },
  updateCollection: {
    needs: 'admin',
    arrange: async ({ given }, number) => (await given.collection(`c${number}`)).id,
    call: (c, _world, collection) => c.updateCollection({ collection }, { description: 'x' }),
  },
  deleteCollection: {
    needs: 'admin',
    arrange: async ({ given }, number) => (await given.collection(`c${number}`)).id,
    call: (c, _world, collection) => c.deleteCollection({ collection }),
  },
  listAccounts: { needs: 'admin', call: (c) => c.listAccounts() },
  createAccount: {
    needs: 'admin',
    call: (c) => c.createAccount({ login: nameFor(c) }),
  },
  updateAccount: { needs: 'admin', call: (c) => c.updateAccount({ account: 'admin' }, { name: c.who }) },
  listAudit: { needs: 'admin', call: (c) => c.listAudit() },
  exportAudit: { needs: 'admin', call: (c) => c.exportAudit() },
  listFactors: { needs: 'account', call: (c) => c.listFactors() },
  updateProfile: { needs: 'account', call: (c) => c.updateProfile({ name: 'Another' }) },
  resetFactors: { needs: 'admin', call: (c) => c.resetFactors({ account: 'admin' }) },
  getSiteSettings: { needs: 'admin', call: (c) => c.getSiteSettings() },
  updateSiteSettings: { needs: 'admin', call: (c) => c.updateSiteSettings({ name: 'Ours' }) },
  getStorageUse: { needs: 'admin', call: (c) => c.getStorageUse() },
  getHealth: { needs: 'admin', call: (c) => c.getHealth() },
  listJobs: { needs: 'admin', call: (c) => c.listJobs() },
  getJobSummary: { needs: 'admin', call: (c) => c.getJobSummary() },
  retryJob: {
    needs: 'admin',
    arrange: async ({ db, services }) => {
      await db.write((tx) => services.jobs.enqueue(tx, 'sessions.tidy'))
      const newest = db.read.selectFrom('job').select('id').orderBy('id', 'desc').limit(1)
      return (await newest.executeTakeFirstOrThrow()).id
    },
    call: (c, _world, id) => c.retryJob({ id }),
  },
}

type SpkRow = {
  /** Synology packages have roles of their own */
  needs: 'everybody' | 'developer' | 'package_admin' | 'admin'
  call: (caller: Caller, world: TestServer) => Promise<Answer>
}

/** Operations on Synology packages. What they are about is not there: only whether one may ask counts. */
export const onSpks: Record<string, SpkRow> = {
  listSpkPackages: { needs: 'everybody', call: (c) => c.listSpkPackages() },
  getSpkPackage: { needs: 'everybody', call: (c) => c.getSpkPackage({ package: 'nothing' }) },
  getSpkRepository: { needs: 'everybody', call: (c) => c.getSpkRepository() },
  explainSpk: {
    needs: 'everybody',
    call: (c) => c.explainSpk({ package: 'nothing' }, { arch: 'x86_64', build: '42661', major: '7' }),
  },
  listSpkArchitectures: { needs: 'everybody', call: (c) => c.listSpkArchitectures() },
  listSpkServices: { needs: 'everybody', call: (c) => c.listSpkServices() },
  listSpkFirmwares: { needs: 'everybody', call: (c) => c.listSpkFirmwares() },
  listSpkLanguages: { needs: 'everybody', call: (c) => c.listSpkLanguages() },
  uploadSpk: { needs: 'developer', call: (c) => c.uploadSpk('no archive') },
  createSpkPackage: { needs: 'package_admin', call: (c) => c.createSpkPackage({ name: nameFor(c) }) },
  updateSpkPackage: { needs: 'package_admin', call: (c) => c.updateSpkPackage({ package: 'nothing' }, {}) },
  listSpkRoles: { needs: 'package_admin', call: (c) => c.listSpkRoles() },
  setSpkRole: {
    needs: 'admin',
    call: (c) => c.setSpkRole({ account: 'nobody-there' }, { role: 'developer' }),
  },
  clearSpkRole: { needs: 'admin', call: (c) => c.clearSpkRole({ account: 'nobody-there' }) },
  addSpkArchitecture: { needs: 'package_admin', call: (c) => c.addSpkArchitecture({ code: nameFor(c) }) },
  removeSpkArchitecture: { needs: 'package_admin', call: (c) => c.removeSpkArchitecture({ code: 'nothing' }) },
  addSpkService: { needs: 'package_admin', call: (c) => c.addSpkService({ code: nameFor(c) }) },
  removeSpkService: { needs: 'package_admin', call: (c) => c.removeSpkService({ code: 'nothing' }) },
  addSpkFirmware: {
    needs: 'package_admin',
    call: (c) => c.addSpkFirmware({ build: 999_999, version: '9.9', type: 'dsm' }),
  },
  removeSpkFirmware: { needs: 'package_admin', call: (c) => c.removeSpkFirmware({ build: 888_888 }) },
  addSpkLanguage: { needs: 'package_admin', call: (c) => c.addSpkLanguage({ code: 'xyz', name: 'Nowhere' }) },
  removeSpkLanguage: { needs: 'package_admin', call: (c) => c.removeSpkLanguage({ code: 'zzz' }) },
  deleteSpkPackage: { needs: 'admin', call: (c) => c.deleteSpkPackage({ package: 'nothing' }) },
  deleteSpkVersion: { needs: 'admin', call: (c) => c.deleteSpkVersion({ package: 'nothing', version: 1 }) },
}

const nameFor = (caller: Caller): string => `by-${caller.who.replaceAll(/[^a-z]/g, '')}`
