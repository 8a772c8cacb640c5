import { Account, EmailChange, LinkUse, PasswordByLink, PasswordForgotten, Registration } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import { operation } from '../../platform/http/operation.ts'
import { requireSameOrigin } from '../../platform/http/same-origin.ts'
import type { ByMail } from './by-mail.ts'

export function mailRoutes(app: FastifyInstance, { byMail }: { byMail: ByMail }): void {
  operation(app, {
    id: 'register',
    method: 'POST',
    path: '/registrations',
    summary: 'Register',
    description:
      'Sends a mail with a link; there is an account once it was opened. It does not say whether the e-mail is known.',
    tag: 'session',
    needs: 'nothing',
    body: Registration,
    replies: { 202: null },
    handle({ actor, body, request }) {
      requireSameOrigin(request)
      return byMail.register(actor, body)
    },
  })
  operation(app, {
    id: 'confirmRegistration',
    method: 'POST',
    path: '/registrations/confirm',
    summary: 'Finish a registration by the link in the mail',
    tag: 'session',
    needs: 'nothing',
    body: LinkUse,
    replies: { 201: Account },
    handle({ actor, body, request }) {
      requireSameOrigin(request)
      return byMail.confirmRegistration(actor, body.token)
    },
  })
  operation(app, {
    id: 'forgotPassword',
    method: 'POST',
    path: '/password-resets',
    summary: 'Have a link for a new password sent',
    description: 'It does not say whether there is such an account.',
    tag: 'session',
    needs: 'nothing',
    body: PasswordForgotten,
    replies: { 202: null },
    handle({ actor, body, request }) {
      requireSameOrigin(request)
      return byMail.forgotPassword(actor, body.login)
    },
  })
  operation(app, {
    id: 'newPassword',
    method: 'POST',
    path: '/password-resets/confirm',
    summary: 'Choose a new password by the link in the mail',
    description: 'All sessions of the account end.',
    tag: 'session',
    needs: 'nothing',
    body: PasswordByLink,
    replies: { 204: null },
    handle({ actor, body, request }) {
      requireSameOrigin(request)
      return byMail.newPassword(actor, body.token, body.password)
    },
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
    handle: ({ actor, body }) => byMail.changeEmail(actor, body.email, body.password),
  })
  operation(app, {
    id: 'confirmEmail',
    method: 'POST',
    path: '/session/email/confirm',
    summary: 'Make the new e-mail address count by the link in the mail',
    tag: 'session',
    needs: 'nothing',
    body: LinkUse,
    replies: { 204: null },
    handle({ actor, body, request }) {
      requireSameOrigin(request)
      return byMail.confirmEmail(actor, body.token)
    },
  })
}
