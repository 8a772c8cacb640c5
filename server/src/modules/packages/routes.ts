import {
  Extension,
  ExtensionChange,
  ExtensionInput,
  ExtensionPage,
  ExtensionQuery,
  FilePage,
  Id,
  Package,
  PackageChange,
  PackageInput,
  PackagePage,
  PackageQuery,
  PublishedExtension,
  PublishedPackage,
  PutExtensionQuery,
  PutPackageQuery,
  YankInput,
} from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Answers } from '../../platform/http/answers.ts'
import { bytes, operation } from '../../platform/http/operation.ts'
import { wrongField } from '../../platform/problem.ts'
import type { Actor } from '../access/index.ts'
import type { Files, Uploads } from '../files/index.ts'
import { requireExpected } from '../files/index.ts'
import { extensionColumns, packageColumns, presentExtension, presentPackage } from './model.ts'
import type { Delivery, Publisher } from './publish.ts'
import type { Packages } from './service.ts'
import type { FactColumns, Kind } from './store.ts'

const App = Type.String({ description: 'Slug, id or name of the application.' })
const OneApp = Type.Object({ app: App })
const OnePackage = Type.Object({ app: App, package: Id })
const OneExtension = Type.Object({ app: App, extension: Id })

export type PackageServices = {
  packages: Packages
  publisher: Publisher
  files: Files
  uploads: Uploads
  answers: Answers
}

export function packageRoutes(app: FastifyInstance, services: PackageServices): void {
  const publishing = publishingOf(services)
  installerRoutes(app, services, publishing)
  extensionRoutes(app, services, publishing)
}

function installerRoutes(
  app: FastifyInstance,
  { packages, files, answers }: PackageServices,
  { put, post }: ReturnType<typeof publishingOf>,
): void {
  operation(app, {
    id: 'listPackages',
    method: 'GET',
    path: '/apps/:app/packages',
    summary: 'List application packages (installers)',
    description: 'Newest first; with `q`, best matches first.',
    tag: 'packages',
    needs: 'app.read',
    params: OneApp,
    query: PackageQuery,
    replies: { 200: PackagePage },
    handle: ({ actor, params, query, request, reply }) =>
      answers.serve(request, reply, params.app, () => packages.listPackages(actor, params.app, query)),
  })
  operation(app, {
    id: 'putPackage',
    method: 'PUT',
    path: '/apps/:app/packages',
    summary: 'Publish an application package in one request',
    description:
      'The bytes are the body, the facts are the query. It goes to the stable release of its revision, or else to the draft of that revision, which is made when there is none. Large files: begin a resumable upload and use `publishPackage`.',
    tag: 'packages',
    needs: 'package.publish',
    params: OneApp,
    query: PutPackageQuery,
    body: bytes(files.maxSize),
    replies: { 200: PublishedPackage, 201: PublishedPackage },
    async handle({ actor, params, query, body, request, reply }) {
      const size = contentLength(request.headers['content-length'])
      const facts = packageColumns(query, Date.now())
      const delivery = { ...query, dated: query.buildDate !== undefined }
      const { outcome, row, slug } = await put(actor, params.app, 'package', facts, body, { ...query, size }, delivery)
      if (outcome === 'created') reply.code(201)
      return { outcome, package: presentPackage(row, slug) }
    },
  })
  operation(app, {
    id: 'publishPackage',
    method: 'POST',
    path: '/apps/:app/packages',
    summary: 'Publish a complete upload as an application package',
    tag: 'packages',
    needs: 'package.publish',
    params: OneApp,
    body: PackageInput,
    replies: { 200: PublishedPackage, 201: PublishedPackage },
    async handle({ actor, params, body, reply }) {
      const facts = packageColumns(body, Date.now())
      const dated = body.buildDate !== undefined
      const { outcome, row, slug } = await post(actor, params.app, 'package', facts, body, dated)
      if (outcome === 'created') reply.code(201)
      return { outcome, package: presentPackage(row, slug) }
    },
  })
  operation(app, {
    id: 'getPackage',
    method: 'GET',
    path: '/apps/:app/packages/:package',
    summary: 'Show an application package',
    tag: 'packages',
    needs: 'app.read',
    params: OnePackage,
    replies: { 200: Package },
    handle: ({ actor, params }) => packages.getPackage(actor, params.app, params.package),
  })
  operation(app, {
    id: 'updatePackage',
    method: 'PATCH',
    path: '/apps/:app/packages/:package',
    summary: 'Change the facts of an application package',
    tag: 'packages',
    needs: 'package.update',
    params: OnePackage,
    body: PackageChange,
    replies: { 200: Package },
    handle: ({ actor, params, body }) => packages.updatePackage(actor, params.app, params.package, body),
  })
  operation(app, {
    id: 'deletePackage',
    method: 'DELETE',
    path: '/apps/:app/packages/:package',
    summary: 'Delete an application package',
    description: 'It goes to the trash first.',
    tag: 'packages',
    needs: 'package.delete',
    params: OnePackage,
    replies: { 204: null },
    handle: ({ actor, params }) => packages.delete(actor, params.app, 'package', params.package),
  })
  operation(app, {
    id: 'yankPackage',
    method: 'PUT',
    path: '/apps/:app/packages/:package/yank',
    summary: 'Mark an application package as not to be used',
    tag: 'packages',
    needs: 'package.yank',
    params: OnePackage,
    body: YankInput,
    replies: { 204: null },
    handle: ({ actor, params, body }) => packages.yank(actor, params.app, 'package', params.package, body.reason),
  })
  operation(app, {
    id: 'unyankPackage',
    method: 'DELETE',
    path: '/apps/:app/packages/:package/yank',
    summary: 'Take the mark off an application package',
    tag: 'packages',
    needs: 'package.yank',
    params: OnePackage,
    replies: { 204: null },
    handle: ({ actor, params }) => packages.yank(actor, params.app, 'package', params.package, null),
  })
  operation(app, {
    id: 'listPackageFiles',
    method: 'GET',
    path: '/apps/:app/packages/:package/files',
    summary: 'List the current and earlier files of an application package',
    description: 'Newest first.',
    tag: 'packages',
    needs: 'app.read',
    params: OnePackage,
    replies: { 200: FilePage },
    handle: async ({ actor, params }) => ({
      items: await packages.files(actor, params.app, 'package', params.package),
      cursor: null,
    }),
  })
}

function extensionRoutes(
  app: FastifyInstance,
  { packages, files, answers }: PackageServices,
  { put, post }: ReturnType<typeof publishingOf>,
): void {
  operation(app, {
    id: 'listExtensions',
    method: 'GET',
    path: '/apps/:app/extensions',
    summary: 'List extensions',
    description: 'Newest first or by name (`sort`); with `q`, best matches first.',
    tag: 'extensions',
    needs: 'app.read',
    params: OneApp,
    query: ExtensionQuery,
    replies: { 200: ExtensionPage },
    handle: ({ actor, params, query, request, reply }) =>
      answers.serve(request, reply, params.app, () => packages.listExtensions(actor, params.app, query)),
  })
  operation(app, {
    id: 'putExtension',
    method: 'PUT',
    path: '/apps/:app/extensions',
    summary: 'Publish an extension in one request',
    description: 'The bytes are the body, the facts are the query. See `putPackage`.',
    tag: 'extensions',
    needs: 'package.publish',
    params: OneApp,
    query: PutExtensionQuery,
    body: bytes(files.maxSize),
    replies: { 200: PublishedExtension, 201: PublishedExtension },
    async handle({ actor, params, query, body, request, reply }) {
      const size = contentLength(request.headers['content-length'])
      const facts = extensionColumns(query)
      const { outcome, row, slug } = await put(actor, params.app, 'extension', facts, body, { ...query, size }, query)
      if (outcome === 'created') reply.code(201)
      return { outcome, extension: presentExtension(row, slug) }
    },
  })
  operation(app, {
    id: 'publishExtension',
    method: 'POST',
    path: '/apps/:app/extensions',
    summary: 'Publish a complete upload as an extension',
    tag: 'extensions',
    needs: 'package.publish',
    params: OneApp,
    body: ExtensionInput,
    replies: { 200: PublishedExtension, 201: PublishedExtension },
    async handle({ actor, params, body, reply }) {
      const { outcome, row, slug } = await post(actor, params.app, 'extension', extensionColumns(body), body, false)
      if (outcome === 'created') reply.code(201)
      return { outcome, extension: presentExtension(row, slug) }
    },
  })
  operation(app, {
    id: 'getExtension',
    method: 'GET',
    path: '/apps/:app/extensions/:extension',
    summary: 'Show an extension',
    tag: 'extensions',
    needs: 'app.read',
    params: OneExtension,
    replies: { 200: Extension },
    handle: ({ actor, params }) => packages.getExtension(actor, params.app, params.extension),
  })
  operation(app, {
    id: 'updateExtension',
    method: 'PATCH',
    path: '/apps/:app/extensions/:extension',
    summary: 'Change the facts of an extension',
    description: 'null clears a field.',
    tag: 'extensions',
    needs: 'package.update',
    params: OneExtension,
    body: ExtensionChange,
    replies: { 200: Extension },
    handle: ({ actor, params, body }) => packages.updateExtension(actor, params.app, params.extension, body),
  })
  operation(app, {
    id: 'deleteExtension',
    method: 'DELETE',
    path: '/apps/:app/extensions/:extension',
    summary: 'Delete an extension',
    description: 'It goes to the trash first.',
    tag: 'extensions',
    needs: 'package.delete',
    params: OneExtension,
    replies: { 204: null },
    handle: ({ actor, params }) => packages.delete(actor, params.app, 'extension', params.extension),
  })
  operation(app, {
    id: 'yankExtension',
    method: 'PUT',
    path: '/apps/:app/extensions/:extension/yank',
    summary: 'Mark an extension as not to be used',
    tag: 'extensions',
    needs: 'package.yank',
    params: OneExtension,
    body: YankInput,
    replies: { 204: null },
    handle: ({ actor, params, body }) => packages.yank(actor, params.app, 'extension', params.extension, body.reason),
  })
  operation(app, {
    id: 'unyankExtension',
    method: 'DELETE',
    path: '/apps/:app/extensions/:extension/yank',
    summary: 'Take the mark off an extension',
    tag: 'extensions',
    needs: 'package.yank',
    params: OneExtension,
    replies: { 204: null },
    handle: ({ actor, params }) => packages.yank(actor, params.app, 'extension', params.extension, null),
  })
  operation(app, {
    id: 'listExtensionFiles',
    method: 'GET',
    path: '/apps/:app/extensions/:extension/files',
    summary: 'List the current and earlier files of an extension',
    description: 'Newest first.',
    tag: 'extensions',
    needs: 'app.read',
    params: OneExtension,
    replies: { 200: FilePage },
    handle: async ({ actor, params }) => ({
      items: await packages.files(actor, params.app, 'extension', params.extension),
      cursor: null,
    }),
  })
}

type Expectation = { size?: number | undefined; sha256?: string | undefined; sha512?: string | undefined }
type UploadInput = Omit<Delivery, 'fileName'> & Expectation & { upload: string; fileName?: string | undefined }

/** The two ways bytes come: with the request, or by an upload that is complete. */
function publishingOf({ publisher, files, uploads }: PackageServices) {
  return {
    async put(
      actor: Actor,
      app: string,
      kind: Kind,
      facts: FactColumns,
      body: import('node:stream').Readable | undefined,
      expected: Expectation,
      delivery: Delivery,
    ) {
      if (body === undefined) throw wrongField('body', 'must be the bytes of the file')
      await publisher.requireAcceptable(actor, app, kind, facts, expected, delivery)
      const staged = await files.stage(body, expected)
      return publisher.publish(actor, app, kind, facts, staged, delivery)
    },
    async post(actor: Actor, app: string, kind: Kind, facts: FactColumns, input: UploadInput, dated: boolean) {
      const staged = await uploads.take(actor, input.upload)
      requireExpected(staged, input)
      const fileName = input.fileName ?? staged.fileName
      if (fileName === null) throw wrongField('fileName', 'is required when the upload was begun without one')
      return publisher.publish(actor, app, kind, facts, staged, { ...input, fileName, dated })
    },
  }
}

const contentLength = (header: string | undefined): number | undefined =>
  header === undefined ? undefined : Number(header)
