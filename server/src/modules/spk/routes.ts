import {
  SpkBuildAction,
  SpkBuildPage,
  SpkBuildQuery,
  SpkBuildResults,
  SpkDeviceQuery,
  SpkExplanation,
  SpkListQuery,
  SpkMemberList,
  SpkOverview,
  SpkOverviewQuery,
  SpkPackageChange,
  SpkPackageDetail,
  SpkPackageInput,
  SpkPackagePage,
  SpkRepository,
  SpkRoleInput,
  SpkStatistics,
  SpkUploaded,
} from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { bytes, operation } from '../../platform/http/operation.ts'
import type { Spk } from './build.ts'
import { keyRoutes } from './key-routes.ts'
import { tableRoutes } from './table-routes.ts'

const TAG = 'synology'
const Name = Type.String({ description: 'Name of the package.' })
const OnePackage = Type.Object({ package: Name })
const OneVersion = Type.Object({ package: Name, version: Type.Integer({ minimum: 0 }) })
const OneScreenshot = Type.Object({ package: Name, number: Type.Integer({ minimum: 1 }) })
const OneAccount = Type.Object({ account: Type.String({ description: 'Id or login.' }) })
const PictureQuery = Type.Object({ fileName: Type.String({ maxLength: 255 }) }, { additionalProperties: false })
const Picture = Type.Object({ path: Type.String() }, { additionalProperties: false })
const LARGEST_PICTURE = 10 * 1024 ** 2

export function spkRoutes(app: FastifyInstance, { spk }: { spk: Spk }): void {
  packageRoutes(app, spk)
  buildRoutes(app, spk)
  peopleRoutes(app, spk)
  tableRoutes(app, spk)
  keyRoutes(app, spk.keys)
}

function packageRoutes(app: FastifyInstance, { browser, admin, overview }: Spk): void {
  operation(app, {
    id: 'getSpkOverview',
    method: 'GET',
    path: '/spk/overview',
    summary: 'What there is to look after, and what of it was downloaded most',
    description: 'Of all packages, or for developers of those they maintain.',
    tag: TAG,
    needs: 'spk.publish',
    query: SpkOverviewQuery,
    replies: { 200: SpkOverview },
    handle: ({ actor, query }) => overview(actor, query.days ?? 90),
  })
  operation(app, {
    id: 'listSpkPackages',
    method: 'GET',
    path: '/spk/packages',
    summary: 'List Synology packages',
    description: 'By name.',
    tag: TAG,
    needs: 'spk.read',
    query: SpkListQuery,
    replies: { 200: SpkPackagePage },
    handle: ({ actor, query }) => browser.list(actor, query),
  })
  operation(app, {
    id: 'getSpkPackage',
    method: 'GET',
    path: '/spk/packages/:package',
    summary: 'Show a Synology package with all versions and builds',
    tag: TAG,
    needs: 'spk.read',
    params: OnePackage,
    replies: { 200: SpkPackageDetail },
    handle: ({ actor, params }) => browser.get(actor, params.package),
  })
  operation(app, {
    id: 'getSpkRepository',
    method: 'GET',
    path: '/spk',
    summary: 'The Synology repository as a whole, and what the caller is there',
    tag: TAG,
    needs: 'spk.read',
    replies: { 200: SpkRepository },
    handle: ({ actor }) => browser.repository(actor),
  })
  operation(app, {
    id: 'getSpkStatistics',
    method: 'GET',
    path: '/spk/packages/:package/statistics',
    summary: 'Downloads of a Synology package in the last 90 days',
    description: 'By day, version, architecture and firmware of the device.',
    tag: TAG,
    needs: 'spk.read',
    params: OnePackage,
    replies: { 200: SpkStatistics },
    handle: ({ actor, params }) => browser.statistics(actor, params.package),
  })
  operation(app, {
    id: 'createSpkPackage',
    method: 'POST',
    path: '/spk/packages',
    summary: 'Add a Synology package before its first upload',
    description: 'So that its maintainers can upload it. For package administrators.',
    tag: TAG,
    needs: 'spk.manage',
    body: SpkPackageInput,
    replies: { 201: SpkPackageDetail },
    async handle({ actor, body }) {
      await admin.createPackage(actor, body)
      return browser.get(actor, body.name)
    },
  })
  operation(app, {
    id: 'updateSpkPackage',
    method: 'PATCH',
    path: '/spk/packages/:package',
    summary: 'Change author, maintainers and category of a Synology package, or approve it',
    tag: TAG,
    needs: 'spk.manage',
    params: OnePackage,
    body: SpkPackageChange,
    replies: { 200: SpkPackageDetail },
    async handle({ actor, params, body }) {
      await admin.updatePackage(actor, params.package, body)
      return browser.get(actor, params.package)
    },
  })
  operation(app, {
    id: 'deleteSpkPackage',
    method: 'DELETE',
    path: '/spk/packages/:package',
    summary: 'Delete a Synology package with all its versions',
    tag: TAG,
    needs: 'spk.manage',
    params: OnePackage,
    replies: { 204: null },
    handle: ({ actor, params }) => admin.deletePackage(actor, params.package),
  })
  operation(app, {
    id: 'deleteSpkVersion',
    method: 'DELETE',
    path: '/spk/packages/:package/versions/:version',
    summary: 'Delete a version of a Synology package with all its builds',
    tag: TAG,
    needs: 'spk.manage',
    params: OneVersion,
    replies: { 204: null },
    handle: ({ actor, params }) => admin.deleteVersion(actor, params.package, params.version),
  })
  operation(app, {
    id: 'addSpkScreenshot',
    method: 'POST',
    path: '/spk/packages/:package/screenshots',
    summary: 'Add a screenshot to a Synology package',
    tag: TAG,
    needs: 'spk.manage',
    params: OnePackage,
    query: PictureQuery,
    body: bytes(LARGEST_PICTURE, 'The picture: PNG, JPEG, GIF or WebP.'),
    replies: { 201: Picture },
    handle: async ({ actor, params, query, body }) => ({
      path: await admin.addScreenshot(actor, params.package, query.fileName, body),
    }),
  })
  operation(app, {
    id: 'removeSpkScreenshot',
    method: 'DELETE',
    path: '/spk/packages/:package/screenshots/:number',
    summary: 'Remove a screenshot',
    tag: TAG,
    needs: 'spk.manage',
    params: OneScreenshot,
    replies: { 204: null },
    handle: ({ actor, params }) => admin.removeScreenshot(actor, params.package, params.number),
  })
}

function buildRoutes(app: FastifyInstance, { publisher, browser, builds, explain }: Spk): void {
  operation(app, {
    id: 'listSpkBuilds',
    method: 'GET',
    path: '/spk/builds',
    summary: 'List builds of all packages one looks after',
    description: 'Newest first. For developers, those of packages they maintain.',
    tag: TAG,
    needs: 'spk.publish',
    query: SpkBuildQuery,
    replies: { 200: SpkBuildPage },
    handle: ({ actor, query }) => browser.builds(actor, query),
  })
  operation(app, {
    id: 'uploadSpk',
    method: 'POST',
    path: '/spk/uploads',
    summary: 'Upload a Synology package',
    description: 'The SPK is the body. The build is not active yet, so no device gets it before somebody activates it.',
    tag: TAG,
    needs: 'spk.publish',
    body: bytes(publisher.maxSize, 'The bytes of the SPK.'),
    replies: { 201: SpkUploaded },
    handle: ({ actor, body }) => publisher.upload(actor, body),
  })
  operation(app, {
    id: 'actOnSpkBuilds',
    method: 'POST',
    path: '/spk/builds/actions',
    summary: 'Activate, deactivate, sign, unsign, verify, read again or delete builds',
    description: 'Each build has its own result; a build that is refused does not keep the others from being done.',
    tag: TAG,
    needs: 'spk.publish',
    body: SpkBuildAction,
    replies: { 200: SpkBuildResults },
    handle: async ({ actor, body }) => ({ items: await builds.act(actor, body.action, body.builds, body) }),
  })
  operation(app, {
    id: 'explainSpk',
    method: 'GET',
    path: '/spk/packages/:package/explain',
    summary: 'Why a device gets what it gets of a package',
    description: 'Each build with the rule that accepted or refused it, newest version first.',
    tag: TAG,
    needs: 'spk.read',
    params: OnePackage,
    query: SpkDeviceQuery,
    replies: { 200: SpkExplanation },
    async handle({ actor, params, query: { channel, language = 'enu', ...query } }) {
      const asked = { ...query, language, package_update_channel: channel }
      const { device, builds: judged } = await explain(actor, params.package, asked)
      return { arch: device.arch, build: device.build, major: device.major, beta: device.beta, builds: judged }
    },
  })
}

function peopleRoutes(app: FastifyInstance, { admin }: Spk): void {
  operation(app, {
    id: 'listSpkRoles',
    method: 'GET',
    path: '/spk/roles',
    summary: 'List developers and package administrators',
    description: 'By login.',
    tag: TAG,
    needs: 'spk.manage',
    replies: { 200: SpkMemberList },
    handle: async ({ actor }) => ({ items: await admin.roles(actor) }),
  })
  operation(app, {
    id: 'setSpkRole',
    method: 'PUT',
    path: '/spk/roles/:account',
    summary: 'Make somebody a developer or package administrator',
    tag: TAG,
    needs: 'spk.manage',
    params: OneAccount,
    body: SpkRoleInput,
    replies: { 204: null },
    handle: ({ actor, params, body }) => admin.setRole(actor, params.account, body.role),
  })
  operation(app, {
    id: 'clearSpkRole',
    method: 'DELETE',
    path: '/spk/roles/:account',
    summary: 'Take a role away',
    tag: TAG,
    needs: 'spk.manage',
    params: OneAccount,
    replies: { 204: null },
    handle: ({ actor, params }) => admin.setRole(actor, params.account, null),
  })
}
