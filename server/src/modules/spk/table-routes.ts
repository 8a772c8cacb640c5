/** The tables that decide what can be uploaded and asked for. Reading is public; changing is for package administrators. */
import {
  SpkCode,
  SpkCodeList,
  SpkFirmware,
  SpkFirmwareList,
  SpkLanguage,
  SpkLanguageList,
  SpkRefusedDeviceList,
} from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { operation } from '../../platform/http/operation.ts'
import type { SpkAdmin } from './admin.ts'
import type { Spk } from './build.ts'

const TAG = 'synology tables'
const OneCode = Type.Object({ code: Type.String() })
const OneBuild = Type.Object({ build: Type.Integer() })

export function tableRoutes(app: FastifyInstance, { admin, refusedDevices }: Spk): void {
  operation(app, {
    id: 'listRefusedSpkDevices',
    method: 'GET',
    path: '/spk/refused-devices',
    summary: 'List what devices said they are, and no table knows',
    description:
      'Since this server started; most requests first. Such devices get nothing before it is added to its table.',
    tag: TAG,
    needs: 'spk.manage',
    replies: { 200: SpkRefusedDeviceList },
    handle: async ({ actor }) => ({ items: await refusedDevices.list(actor) }),
  })
  codeTable(app, {
    noun: 'Architecture',
    path: '/spk/architectures',
    what: 'an architecture',
    many: 'architectures',
    list: admin.tables.architectures,
    add: admin.addArchitecture,
    remove: admin.removeArchitecture,
  })
  codeTable(app, {
    noun: 'Service',
    path: '/spk/services',
    what: 'a service',
    many: 'services that packages can depend on',
    list: admin.tables.services,
    add: admin.addService,
    remove: admin.removeService,
  })
  firmwareRoutes(app, admin)
  languageRoutes(app, admin)
}

type CodeTable = {
  noun: string
  path: string
  what: string
  many: string
  list: () => Promise<string[]>
  add: SpkAdmin['addArchitecture']
  remove: SpkAdmin['removeArchitecture']
}

function codeTable(app: FastifyInstance, { noun, path, what, many, list, add, remove }: CodeTable): void {
  operation(app, {
    id: `listSpk${noun}s`,
    method: 'GET',
    path,
    summary: `List ${many}`,
    tag: TAG,
    needs: 'spk.read',
    replies: { 200: SpkCodeList },
    handle: async () => ({ items: (await list()).map((code) => ({ code })) }),
  })
  operation(app, {
    id: `addSpk${noun}`,
    method: 'POST',
    path,
    summary: `Add ${what}`,
    tag: TAG,
    needs: 'spk.manage',
    body: SpkCode,
    replies: { 204: null },
    handle: ({ actor, body }) => add(actor, body.code),
  })
  operation(app, {
    id: `removeSpk${noun}`,
    method: 'DELETE',
    path: `${path}/:code`,
    summary: `Remove ${what} that no build refers to`,
    tag: TAG,
    needs: 'spk.manage',
    params: OneCode,
    replies: { 204: null },
    handle: ({ actor, params }) => remove(actor, params.code),
  })
}

function firmwareRoutes(app: FastifyInstance, admin: SpkAdmin): void {
  operation(app, {
    id: 'listSpkFirmwares',
    method: 'GET',
    path: '/spk/firmwares',
    summary: 'List firmwares of DSM and SRM',
    description: 'By build.',
    tag: TAG,
    needs: 'spk.read',
    replies: { 200: SpkFirmwareList },
    handle: async () => ({
      items: (await admin.tables.firmwares()).map(({ build, version, type }) => ({
        build,
        version,
        type: type === 'srm' ? ('srm' as const) : ('dsm' as const),
      })),
    }),
  })
  operation(app, {
    id: 'addSpkFirmware',
    method: 'POST',
    path: '/spk/firmwares',
    summary: 'Add a firmware',
    tag: TAG,
    needs: 'spk.manage',
    body: SpkFirmware,
    replies: { 204: null },
    handle: ({ actor, body }) => admin.addFirmware(actor, body),
  })
  operation(app, {
    id: 'removeSpkFirmware',
    method: 'DELETE',
    path: '/spk/firmwares/:build',
    summary: 'Remove a firmware that no build refers to',
    tag: TAG,
    needs: 'spk.manage',
    params: OneBuild,
    replies: { 204: null },
    handle: ({ actor, params }) => admin.removeFirmware(actor, params.build),
  })
}

function languageRoutes(app: FastifyInstance, admin: SpkAdmin): void {
  operation(app, {
    id: 'listSpkLanguages',
    method: 'GET',
    path: '/spk/languages',
    summary: 'List languages of devices',
    tag: TAG,
    needs: 'spk.read',
    replies: { 200: SpkLanguageList },
    handle: async () => ({ items: (await admin.tables.languages()).map(({ code, name }) => ({ code, name })) }),
  })
  operation(app, {
    id: 'addSpkLanguage',
    method: 'POST',
    path: '/spk/languages',
    summary: 'Add a language',
    tag: TAG,
    needs: 'spk.manage',
    body: SpkLanguage,
    replies: { 204: null },
    handle: ({ actor, body }) => admin.addLanguage(actor, body.code, body.name),
  })
  operation(app, {
    id: 'removeSpkLanguage',
    method: 'DELETE',
    path: '/spk/languages/:code',
    summary: 'Remove a language that no text is in',
    tag: TAG,
    needs: 'spk.manage',
    params: OneCode,
    replies: { 204: null },
    handle: ({ actor, params }) => admin.removeLanguage(actor, params.code),
  })
}
