import {
  Id,
  NewSecondFactor,
  PasskeyInput,
  PasskeyOptions,
  PasswordProof,
  RecoveryCodes,
  SecondFactorList,
  TotpConfirmation,
  TotpInput,
  TotpOffer,
} from '@slipway/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { operation } from '../../platform/http/operation.ts'
import type { Factors } from './factors.ts'
import type { Place } from './passkeys.ts'

const ById = Type.Object({ id: Id })

/** Where the browser is, as the request says: a page elsewhere signs another origin, so it cannot pretend. */
export const placeOf = (request: FastifyRequest): Place => ({
  host: request.hostname,
  origin: `${request.protocol}://${request.host}`,
})

export function factorRoutes(app: FastifyInstance, { factors }: { factors: Factors }): void {
  operation(app, {
    id: 'listFactors',
    method: 'GET',
    path: '/session/factors',
    summary: 'List one’s own second factors',
    description: 'Oldest first.',
    tag: 'session',
    needs: 'account.self',
    replies: { 200: SecondFactorList },
    handle: ({ actor }) => factors.list(actor),
  })
  operation(app, {
    id: 'offerTotp',
    method: 'POST',
    path: '/session/factors/totp',
    summary: 'Begin to add an authenticator app',
    description: 'The app counts once it has shown a right code: `confirmTotp`.',
    tag: 'session',
    needs: 'account.change',
    body: TotpInput,
    replies: { 201: TotpOffer },
    handle: ({ actor, body }) => factors.offerTotp(actor, body.name, body.password),
  })
  operation(app, {
    id: 'confirmTotp',
    method: 'POST',
    path: '/session/factors/:id/confirm',
    summary: 'Finish adding an authenticator app',
    description: 'With the first second factor come recovery codes; they are shown this once.',
    tag: 'session',
    needs: 'account.change',
    params: ById,
    body: TotpConfirmation,
    replies: { 200: NewSecondFactor },
    handle: ({ actor, params, body }) => factors.confirmTotp(actor, params.id, body.code),
  })
  operation(app, {
    id: 'offerPasskey',
    method: 'POST',
    path: '/session/factors/passkey/options',
    summary: 'Begin to add a passkey',
    tag: 'session',
    needs: 'account.change',
    body: PasswordProof,
    replies: { 200: PasskeyOptions },
    handle: async ({ actor, body, request }) => ({
      options: await factors.offerPasskey(actor, body.password, placeOf(request)),
    }),
  })
  operation(app, {
    id: 'addPasskey',
    method: 'POST',
    path: '/session/factors/passkey',
    summary: 'Finish adding a passkey',
    description: 'With the first second factor come recovery codes; they are shown this once.',
    tag: 'session',
    needs: 'account.change',
    body: PasskeyInput,
    replies: { 201: NewSecondFactor },
    handle: ({ actor, body, request }) => factors.addPasskey(actor, body.name, body.passkey, placeOf(request)),
  })
  operation(app, {
    id: 'removeFactor',
    method: 'POST',
    path: '/session/factors/:id/remove',
    summary: 'Remove a second factor',
    tag: 'session',
    needs: 'account.change',
    params: ById,
    body: PasswordProof,
    replies: { 204: null },
    handle: ({ actor, params, body }) => factors.remove(actor, params.id, body.password),
  })
  operation(app, {
    id: 'renewRecoveryCodes',
    method: 'POST',
    path: '/session/recovery-codes',
    summary: 'Make new recovery codes',
    description: 'The ones before stop working.',
    tag: 'session',
    needs: 'account.change',
    body: PasswordProof,
    replies: { 200: RecoveryCodes },
    handle: async ({ actor, body }) => ({ recoveryCodes: await factors.newCodes(actor, body.password) }),
  })
  operation(app, {
    id: 'resetFactors',
    method: 'DELETE',
    path: '/accounts/:account/factors',
    summary: 'Take all second factors from somebody who lost them',
    tag: 'accounts',
    needs: 'account.manage',
    params: Type.Object({ account: Type.String({ description: 'Id or login.' }) }),
    replies: { 204: null },
    handle: ({ actor, params }) => factors.reset(actor, params.account),
  })
}
