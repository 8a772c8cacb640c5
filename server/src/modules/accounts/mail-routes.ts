import { Account, EmailChange, LinkUse, PasswordByLink, PasswordForgotten, Registration } from '@slipway/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { type Language, languageOf } from '../../platform/http/language.ts'
import { operation } from '../../platform/http/operation.ts'
import { requireSameOrigin } from '../../platform/http/same-origin.ts'
import type { Actor } from '../access/index.ts'
import type { ByMail } from './by-mail.ts'

type Asked<B extends TSchema> = { actor: Actor; body: Static<B>; language: Language }

/** What strangers do from a page of this site, and from no other. */
const fromHere =
  <B extends TSchema, R>(handle: (asked: Asked<B>) => R) =>
  ({ actor, body, request }: { actor: Actor; body: Static<B>; request: FastifyRequest }): R => {
    requireSameOrigin(request)
    return handle({ actor, body, language: languageOf(request.headers) })
  }

export function mailRoutes(app: FastifyInstance, { byMail }: { byMail: ByMail }): void {
  const forStrangers = { method: 'POST', tag: 'session', needs: 'nothing' } as const
  operation(app, {
    ...forStrangers,
    id: 'register',
    path: '/registrations',
    summary: 'Register',
    description:
      'Sends a mail with a link; there is an account once it was opened. It does not say whether the e-mail is known.',
    body: Registration,
    replies: { 202: null },
    handle: fromHere<typeof Registration, Promise<void>>(({ actor, body, language }) =>
      byMail.register(actor, body, language),
    ),
  })
  operation(app, {
    ...forStrangers,
    id: 'confirmRegistration',
    path: '/registrations/confirm',
    summary: 'Finish a registration by the link in the mail',
    body: LinkUse,
    replies: { 201: Account },
    handle: fromHere<typeof LinkUse, Promise<Account>>(({ actor, body }) =>
      byMail.confirmRegistration(actor, body.token),
    ),
  })
  operation(app, {
    ...forStrangers,
    id: 'forgotPassword',
    path: '/password-resets',
    summary: 'Have a link for a new password sent',
    description: 'It does not say whether there is such an account.',
    body: PasswordForgotten,
    replies: { 202: null },
    handle: fromHere<typeof PasswordForgotten, Promise<void>>(({ actor, body, language }) =>
      byMail.forgotPassword(actor, body.login, language),
    ),
  })
  operation(app, {
    ...forStrangers,
    id: 'newPassword',
    path: '/password-resets/confirm',
    summary: 'Choose a new password by the link in the mail',
    description: 'All sessions of the account end.',
    body: PasswordByLink,
    replies: { 204: null },
    handle: fromHere<typeof PasswordByLink, Promise<void>>(({ actor, body, language }) =>
      byMail.newPassword(actor, body.token, body.password, language),
    ),
  })
  operation(app, {
    id: 'changeEmail',
    method: 'PUT',
    path: '/session/email',
    summary: 'Have a link sent to one’s new e-mail address',
    description: 'The address counts once the link was opened.',
    tag: 'session',
    needs: 'account.change',
    body: EmailChange,
    replies: { 202: null },
    handle: ({ actor, body, request }) =>
      byMail.changeEmail(actor, body.email, body.password, languageOf(request.headers)),
  })
  operation(app, {
    ...forStrangers,
    id: 'confirmEmail',
    path: '/session/email/confirm',
    summary: 'Make the new e-mail address count by the link in the mail',
    body: LinkUse,
    replies: { 204: null },
    handle: fromHere<typeof LinkUse, Promise<void>>(({ actor, body, language }) =>
      byMail.confirmEmail(actor, body.token, language),
    ),
  })
}
