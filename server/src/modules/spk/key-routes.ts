/** The keys that builds are signed with. For administrators. */
import { SpkKey, SpkKeyImport, SpkKeyInput, SpkKeyList, SpkSignAnew } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { operation } from '../../platform/http/operation.ts'
import type { SpkKeys } from './keys.ts'

const TAG = 'synology keys'
const OneKey = Type.Object({
  key: Type.String({ description: 'Fingerprint, or its last digits, at least 8.' }),
})

export function keyRoutes(app: FastifyInstance, keys: SpkKeys): void {
  operation(app, {
    id: 'listSpkKeys',
    method: 'GET',
    path: '/spk/keys',
    summary: 'List the keys of the ring',
    description: 'Oldest first, with what each is for.',
    tag: TAG,
    needs: 'spk.manage',
    replies: { 200: SpkKeyList },
    handle: ({ actor }) => keys.list(actor),
  })
  operation(app, {
    id: 'createSpkKey',
    method: 'POST',
    path: '/spk/keys',
    summary: 'Make a key to sign with',
    description: 'The first key signs at once; another one when it is chosen.',
    tag: TAG,
    needs: 'spk.manage',
    body: SpkKeyInput,
    replies: { 201: SpkKey },
    handle: ({ actor, body }) => keys.create(actor, body.name),
  })
  operation(app, {
    id: 'importSpkKey',
    method: 'POST',
    path: '/spk/keys/import',
    summary: 'Import a key',
    description: 'A secret key without passphrase to sign with, or the public key of a time-stamp service.',
    tag: TAG,
    needs: 'spk.manage',
    body: SpkKeyImport,
    replies: { 201: SpkKey },
    handle: ({ actor, body }) => keys.import(actor, body.key),
  })
  operation(app, {
    id: 'useSpkKey',
    method: 'POST',
    path: '/spk/keys/:key/use',
    summary: 'Sign with this key from now on',
    description: 'Devices still get the one that signed before, until it is retired.',
    tag: TAG,
    needs: 'spk.manage',
    params: OneKey,
    replies: { 200: SpkKey },
    handle: ({ actor, params }) => keys.use(actor, params.key),
  })
  operation(app, {
    id: 'retireSpkKey',
    method: 'POST',
    path: '/spk/keys/:key/retire',
    summary: 'Do not offer this key to devices any more',
    description: 'Not while it signs, or active builds are signed with it.',
    tag: TAG,
    needs: 'spk.manage',
    params: OneKey,
    replies: { 200: SpkKey },
    handle: ({ actor, params }) => keys.retire(actor, params.key),
  })
  operation(app, {
    id: 'signSpksAnew',
    method: 'POST',
    path: '/spk/keys/sign-anew',
    summary: 'Sign what other keys signed with the key that signs now',
    description: 'By jobs; active builds stay active.',
    tag: TAG,
    needs: 'spk.manage',
    replies: { 202: SpkSignAnew },
    handle: async ({ actor }) => ({ builds: await keys.signAnew(actor) }),
  })
}
